using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Windows that overlap, lie apart or reach into padding, of images with odd sides, and images enlarged again.</summary>
internal static class PoolingCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("pool", 7 * 5 * 2, 6, BothWays),
        new("pool-single", 7 * 5 * 2, 6, BothWays) { Precision = ScalarType.Float32 },
        new("pool-ties", 6 * 6, 5, Ties),
        new("pool-contractive", 6 * 5, 4, Contractive),
    ];

    private static void BothWays(ReferenceRun run)
    {
        Tensor hidden = ReferenceRun.MaxPool(run.Batch, (7, 5, 2), kernel: 3, stride: 2, padding: 1);
        hidden = run.Convolve("encoder1", hidden, (4, 3, 2), channels: 9, kernel: 3, stride: 1, padding: 1).tanh();
        hidden = ReferenceRun.AveragePool(hidden, (4, 3, 9), kernel: 3, stride: 2, padding: 1);
        run.Codes = run.Dense("code", hidden, 4);
        hidden = run.Dense("decoder1", run.Codes, 4 * 3 * 4).tanh();
        hidden = ReferenceRun.Upsample(hidden, (4, 3, 4), factor: 2);
        hidden = ReferenceRun.AveragePool(hidden, (8, 6, 4), kernel: 2, stride: 1, padding: 0);
        hidden = ReferenceRun.MaxPool(hidden, (7, 5, 4), kernel: 3, stride: 1, padding: 1);
        run.Outputs = run.Convolve("decoder2", hidden, (7, 5, 4), channels: 2, kernel: 1, stride: 1, padding: 0);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
    }

    // A rectifier makes many equal values: of zeros, the first is the largest.
    private static void Ties(ReferenceRun run)
    {
        Tensor hidden = relu(run.Convolve("encoder1", run.Batch, (6, 6, 1), channels: 5, kernel: 3, stride: 1, padding: 1).sub(0.4));
        hidden = ReferenceRun.MaxPool(hidden, (6, 6, 5), kernel: 3, stride: 1, padding: 1);
        hidden = ReferenceRun.MaxPool(hidden, (6, 6, 5), kernel: 2, stride: 2, padding: 0);
        run.Codes = run.Dense("code", hidden, 3);
        run.Outputs = run.Dense("decoder1", run.Codes, 36);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
    }

    private static void Contractive(ReferenceRun run)
    {
        Tensor hidden = run.Convolve("encoder1", run.Batch, (6, 5, 1), channels: 3, kernel: 3, stride: 1, padding: 1).tanh();
        hidden = ReferenceRun.MaxPool(hidden, (6, 5, 3), kernel: 3, stride: 2, padding: 1);
        hidden = ReferenceRun.AveragePool(hidden, (3, 3, 3), kernel: 2, stride: 1, padding: 0);
        run.Codes = run.Dense("code", hidden, 3).sigmoid();
        run.Outputs = run.Dense("decoder1", run.Codes, 30);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("contractive", 0.3 * Loss.JacobianNorm(run.Codes, run.Batch));
    }
}
