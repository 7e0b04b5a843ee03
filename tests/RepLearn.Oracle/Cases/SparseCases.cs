using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Sparse dictionaries, with dense codes as libtorch's users write them.</summary>
internal static class SparseCases
{
    private const int Units = 40;

    public static IEnumerable<OracleCase> All =>
    [
        new("topk", 13, 11, run => TopK(run, 5)),
        new("topk-single", 13, 11, run => TopK(run, 5)) { Precision = ScalarType.Float32 },
        new("topk-deep", 13, 11, Deep),
    ];

    // The decoder's bias is subtracted from the input.
    private static void TopK(ReferenceRun run, int active)
    {
        Tensor centre = run.Parameter("decoder1Bias", 1, 13, center: 0, spread: 0.3);
        run.Codes = Largest(Sums(run, run.Batch - centre), active);
        run.Outputs = run.Codes.matmul(run.Parameter("decoder1Weight", Units, 13, center: 0, spread: 0.4)) + centre;
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
    }

    private static void Deep(ReferenceRun run)
    {
        run.Codes = Largest(Sums(run, run.Dense("encoder1", run.Batch, 7).tanh()), 3);
        Tensor logits = run.Dense("decoder2", relu(run.Dense("decoder1", run.Codes, 6)), 13);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
        run.Term("l1", 0.3 * Loss.PerExample(run.Codes.abs()));
    }

    // The weight has a row for each unit.
    private static Tensor Sums(ReferenceRun run, Tensor x)
    {
        int inputs = (int)x.shape[1];
        Tensor weight = run.Parameter("codeWeight", Units, inputs, center: 0, spread: 1 / Math.Sqrt(inputs));
        return x.matmul(weight.t()) + run.Parameter("codeBias", 1, Units, center: 0, spread: 0.3);
    }

    private static Tensor Largest(Tensor sums, int active)
    {
        (Tensor values, Tensor indexes) = sums.topk(active, 1);
        return zeros_like(sums).scatter(1, indexes, relu(values));
    }
}
