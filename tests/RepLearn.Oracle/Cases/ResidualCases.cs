using TorchSharp;
using static TorchSharp.torch;

namespace RepLearn.Oracle.Cases;

/// <summary>Blocks of convolutions and of dense layers, added to their inputs.</summary>
internal static class ResidualCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("residual", 4 * 4 * 3, 5, Residual),
        new("residual-single", 4 * 4 * 3, 5, Residual) { Precision = ScalarType.Float32 },
    ];

    private static void Residual(ReferenceRun run)
    {
        Tensor hidden = run.Batch + Images("encoder1", run.Batch);
        hidden += Images("encoder2", hidden);
        hidden = run.Dense("encoder3", hidden, 5).tanh();
        hidden += Rows("encoder4", hidden);
        run.Codes = run.Dense("code", hidden, 3);
        hidden = Rows("decoder1", run.Codes);
        run.Outputs = run.Dense("decoder2", hidden, 48);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));

        Tensor Images(string place, Tensor input)
        {
            Tensor inner = run.Convolve($"{place}Block1", input, (4, 4, 3), channels: 6, kernel: 3, stride: 1, padding: 1).tanh();
            inner = run.GroupNorm($"{place}Block2", inner, (4, 4, 6), groups: 2);
            return run.Convolve($"{place}Block3", inner, (4, 4, 6), channels: 3, kernel: 1, stride: 1, padding: 0);
        }

        Tensor Rows(string place, Tensor input) => run.Dense($"{place}Block2", run.Dense($"{place}Block1", input, 4).tanh(), 5);
    }
}
