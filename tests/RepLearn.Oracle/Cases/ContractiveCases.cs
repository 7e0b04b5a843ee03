using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Contractive autoencoders: the Jacobian is libtorch's, row by row, and differentiated again by libtorch.</summary>
internal static class ContractiveCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("contractive-one-layer", 13, 6, OneLayer),
        new("contractive-three-layers", 13, 6, ThreeLayers),
        new("contractive-three-layers-single", 13, 6, ThreeLayers) { Precision = ScalarType.Float32 },
        new("contractive-relu", 13, 6, Relu),
        new("contractive-layer-norm", 13, 6, LayerNorm),
        new("contractive-posterior", 13, 6, Posterior),
        new("contractive-tied", 13, 6, Tied),
    ];

    private static void OneLayer(ReferenceRun run)
    {
        run.Codes = run.Dense("code", run.Batch, 7).sigmoid();
        Tensor logits = run.Dense("decoder1", run.Codes, 13);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
        run.Term("contractive", 0.1 * Loss.JacobianNorm(run.Codes, run.Batch));
        run.Term("l1", 1e-3 * Loss.PerExample(run.Codes.abs()));
    }

    private static void ThreeLayers(ReferenceRun run)
    {
        Tensor hidden = run.Dense("encoder1", run.Batch, 9).tanh();
        hidden = run.Dense("encoder2", hidden, 7).sigmoid();
        run.Codes = softplus(run.Dense("code", hidden, 5));
        run.Outputs = run.Dense("decoder2", run.Dense("decoder1", run.Codes, 7).tanh(), 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("contractive", 20.0 * Loss.JacobianNorm(run.Codes, run.Batch));
    }

    private static void Relu(ReferenceRun run)
    {
        run.Codes = run.Dense("code", relu(run.Dense("encoder1", run.Batch, 9)), 5);
        run.Outputs = run.Dense("decoder1", run.Codes, 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("contractive", 0.2 * Loss.JacobianNorm(run.Codes, run.Batch));
    }

    private static void LayerNorm(ReferenceRun run)
    {
        Tensor hidden = run.LayerNorm("encoder2", run.Dense("encoder1", run.Batch, 9).tanh());
        run.Codes = run.Dense("code", run.Dense("encoder3", hidden, 7).sigmoid(), 5);
        run.Outputs = run.Dense("decoder1", run.Codes, 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("contractive", 0.2 * Loss.JacobianNorm(run.Codes, run.Batch));
    }

    private static void Posterior(ReferenceRun run)
    {
        Tensor hidden = run.Dense("encoder1", run.Batch, 9).tanh();
        Tensor mean = run.Dense("mean", hidden, 4);
        Tensor logVariance = run.Dense("logVariance", hidden, 4);
        run.Codes = mean;
        Tensor logits = run.Dense("decoder1", run.Sample(mean, logVariance), 13);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
        run.Term("kl", Loss.PerExample(Loss.Divergence(mean, logVariance)));
        run.Term("contractive", 0.1 * Loss.JacobianNorm(mean, run.Batch));
    }

    private static void Tied(ReferenceRun run)
    {
        run.Codes = run.Dense("code", run.Batch, 7).sigmoid();
        run.Outputs = run.Tied("decoder1", run.Codes, "code");
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("contractive", 0.1 * Loss.JacobianNorm(run.Codes, run.Batch));
    }
}
