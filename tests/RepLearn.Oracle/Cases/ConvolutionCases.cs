using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Convolutions and transposed ones, of odd and even windows, with strides and paddings.</summary>
internal static class ConvolutionCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("conv", 7 * 5 * 2, 6, BothWays),
        new("conv-single", 7 * 5 * 2, 6, BothWays) { Precision = ScalarType.Float32 },
        new("conv-vae", 6 * 6, 5, Vae),
        new("conv-contractive", 5 * 4, 4, Contractive),
    ];

    private static void BothWays(ReferenceRun run)
    {
        Tensor hidden = relu(run.Convolve("encoder1", run.Batch, (7, 5, 2), channels: 5, kernel: 3, stride: 2, padding: 1));
        hidden = run.Convolve("encoder2", hidden, (4, 3, 5), channels: 3, kernel: 2, stride: 1, padding: 1).tanh();
        run.Codes = run.Dense("code", hidden, 4);
        hidden = relu(run.Dense("decoder1", run.Codes, 4 * 3 * 4));
        hidden = relu(run.ConvolveTransposed("decoder2", hidden, (4, 3, 4), (7, 5, 3), kernel: 3, stride: 2, padding: 1));
        Tensor logits = run.Convolve("decoder3", hidden, (7, 5, 3), channels: 2, kernel: 3, stride: 1, padding: 1);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
    }

    private static void Vae(ReferenceRun run)
    {
        Tensor hidden = gelu(run.Convolve("encoder1", run.Batch, (6, 6, 1), channels: 17, kernel: 5, stride: 3, padding: 2));
        Tensor mean = run.Dense("mean", hidden, 2);
        Tensor logVariance = run.Dense("logVariance", hidden, 2);
        run.Codes = mean;
        hidden = run.Dense("decoder1", run.Sample(mean, logVariance), 3 * 3 * 2).tanh();
        hidden = silu(run.ConvolveTransposed("decoder2", hidden, (3, 3, 2), (6, 6, 3), kernel: 3, stride: 2, padding: 1));
        run.Outputs = run.ConvolveTransposed("decoder3", hidden, (6, 6, 3), (6, 6, 1), kernel: 3, stride: 1, padding: 1);
        run.Term("reconstruction", Loss.Gaussian(run.Batch, run.Outputs, ones([1, 1], dtype: hidden.dtype)));
        run.Term("kl", Loss.PerExample(Loss.Divergence(mean, logVariance)));
    }

    private static void Contractive(ReferenceRun run)
    {
        Tensor hidden = run.Convolve("encoder1", run.Batch, (5, 4, 1), channels: 3, kernel: 3, stride: 2, padding: 1).tanh();
        run.Codes = run.Dense("code", hidden, 3).sigmoid();
        run.Outputs = run.Dense("decoder1", run.Codes, 20);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("contractive", 0.3 * Loss.JacobianNorm(run.Codes, run.Batch));
    }
}
