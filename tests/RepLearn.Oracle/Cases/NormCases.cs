using TorchSharp;
using static TorchSharp.torch;

namespace RepLearn.Oracle.Cases;

/// <summary>Normalisations over the batch, and over groups of channels, of images and of rows.</summary>
internal static class NormCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("batch-norm", 5 * 4 * 2, 6, Batch),
        new("batch-norm-single", 5 * 4 * 2, 6, Batch) { Precision = ScalarType.Float32 },
        new("group-norm", 5 * 4 * 2, 6, Groups),
        new("group-norm-single", 5 * 4 * 2, 6, Groups) { Precision = ScalarType.Float32 },
        new("group-norm-contractive", 4 * 3, 4, Contractive),
    ];

    private static void Batch(ReferenceRun run)
    {
        Tensor hidden = run.BatchNorm("encoder1", run.Batch, (5, 4, 2), momentum: 0.1);
        hidden = run.Convolve("encoder2", hidden, (5, 4, 2), channels: 6, kernel: 3, stride: 2, padding: 1).tanh();
        hidden = run.BatchNorm("encoder3", hidden, (3, 2, 6), momentum: 0.25);
        run.Codes = run.Dense("code", hidden, 3);
        hidden = run.BatchNorm("decoder2", run.Dense("decoder1", run.Codes, 5).tanh(), (1, 1, 5), momentum: 0.1);
        run.Outputs = run.Dense("decoder3", hidden, 40);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
    }

    private static void Groups(ReferenceRun run)
    {
        Tensor hidden = run.Convolve("encoder1", run.Batch, (5, 4, 2), channels: 18, kernel: 3, stride: 2, padding: 1).tanh();
        hidden = run.GroupNorm("encoder2", hidden, (3, 2, 18), groups: 3);
        hidden = run.Convolve("encoder3", hidden, (3, 2, 18), channels: 5, kernel: 1, stride: 1, padding: 0).tanh();
        hidden = run.GroupNorm("encoder4", hidden, (3, 2, 5), groups: 5);
        run.Codes = run.Dense("code", hidden, 6);
        hidden = run.GroupNorm("decoder1", run.Codes, (1, 1, 6), groups: 2);
        hidden = run.Dense("decoder2", hidden, 3 * 2 * 4).tanh();
        hidden = run.GroupNorm("decoder3", hidden, (3, 2, 4), groups: 1);
        run.Outputs = run.Dense("decoder4", hidden, 40);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
    }

    private static void Contractive(ReferenceRun run)
    {
        Tensor hidden = run.Convolve("encoder1", run.Batch, (4, 3, 1), channels: 4, kernel: 3, stride: 1, padding: 1).tanh();
        hidden = run.GroupNorm("encoder2", hidden, (4, 3, 4), groups: 2);
        run.Codes = run.Dense("code", hidden, 2).sigmoid();
        run.Outputs = run.Dense("decoder1", run.Codes, 12);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("contractive", 0.3 * Loss.JacobianNorm(run.Codes, run.Batch));
    }
}
