using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Models that predict a label too, which some examples lack.</summary>
internal static class HeadCases
{
    private const int Classes = 4;

    public static IEnumerable<OracleCase> All =>
    [
        new("softmax-head", 13, 11, run => Code(run)) { Classes = Classes },
        new("softmax-head-single", 13, 11, run => Code(run)) { Classes = Classes, Precision = ScalarType.Float32 },
        new("softmax-head-vae", 13, 11, Vae) { Classes = Classes },
        new("softmax-head-weighted", 13, 11, Weighted) { Classes = Classes },
        new("linear-head", 13, 11, Regression) { TargetCount = 3 },
        new("linear-head-single", 13, 11, Regression) { TargetCount = 3, Precision = ScalarType.Float32 },
    ];

    private static void Code(ReferenceRun run)
    {
        Tensor code = run.Dense("code", relu(run.Dense("encoder1", run.Batch, 7)), 5).tanh();
        run.Codes = code;
        run.Outputs = run.Dense("decoder1", code, 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("classification", 0.7 * Classification(run, code));
    }

    // The head sees the posterior's mean.
    private static void Vae(ReferenceRun run)
    {
        Tensor hidden = run.Dense("encoder1", run.Batch, 7).tanh();
        Tensor mean = run.Dense("mean", hidden, 5);
        Tensor logVariance = run.Dense("logVariance", hidden, 5);
        run.Codes = mean;
        Tensor logits = run.Dense("decoder1", run.Sample(mean, logVariance), 13);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
        run.Term("kl", Loss.PerExample(Loss.Divergence(mean, logVariance)));
        run.Term("classification", Classification(run, mean));
    }

    // libtorch's own class weights; the sum is divided by the number of examples.
    private static void Weighted(ReferenceRun run)
    {
        Tensor code = run.Dense("code", run.Batch, 5).tanh();
        run.Codes = code;
        run.Outputs = run.Dense("decoder1", code, 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("classification", Classification(run, code, tensor([1, 0.25, 1, 3.5])));
    }

    private static void Regression(ReferenceRun run)
    {
        Tensor code = run.Dense("code", relu(run.Dense("encoder1", run.Batch, 7)), 5).tanh();
        run.Codes = code;
        run.Outputs = run.Dense("decoder1", code, 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Predictions = run.Dense("head", code, 3);
        Tensor isKnown = run.Targets.isnan().logical_not();
        Tensor error = mse_loss(run.Predictions.masked_select(isKnown), run.Targets.masked_select(isKnown), nn.Reduction.Sum);
        run.Term("regression", 0.7 * error / code.shape[0]);
    }

    private static Tensor Classification(ReferenceRun run, Tensor code, Tensor? classWeights = null)
    {
        Tensor logits = run.Dense("head", code, Classes);
        run.Predictions = softmax(logits, 1);
        return cross_entropy(logits, run.Labels, classWeights, ignore_index: -1, reduction: nn.Reduction.Sum) / code.shape[0];
    }
}
