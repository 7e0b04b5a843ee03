using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Models that reconstruct another target than their input, with all else that a row of examples may have.</summary>
internal static class TargetCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("target-vae", 13, 11, Vae) { Desired = 9, ConditionClasses = 4, Classes = 3 },
        new("target-vae-single", 13, 11, Vae) { Desired = 9, ConditionClasses = 4, Classes = 3, Precision = ScalarType.Float32 },
    ];

    private static void Vae(ReferenceRun run)
    {
        Tensor encoded = relu(run.Conditioned("encoder1", run.Batch, 7));
        Tensor mean = run.Dense("mean", encoded, 5);
        Tensor logVariance = run.Dense("logVariance", encoded, 5);
        run.Codes = mean;
        Tensor logits = run.Dense("decoder2", run.Conditioned("decoder1", run.Sample(mean, logVariance), 8).tanh(), 9);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Desired, logits));
        run.Term("kl", Loss.PerExample(Loss.Divergence(mean, logVariance)));
        Tensor classes = run.Dense("head", mean, 3);
        run.Predictions = softmax(classes, 1);
        run.Term("classification", cross_entropy(classes, run.Labels, ignore_index: -1, reduction: nn.Reduction.Sum) / mean.shape[0]);
    }
}
