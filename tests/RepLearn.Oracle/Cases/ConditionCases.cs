using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Models whose encoder and decoder are given a condition: beside the inputs of a dense layer, or per channel of a convolution.</summary>
internal static class ConditionCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("condition-class", 13, 11, Classes) { ConditionClasses = 4 },
        new("condition-class-single", 13, 11, Classes) { ConditionClasses = 4, Precision = ScalarType.Float32 },
        new("condition-vector", 13, 9, Vectors) { ConditionValues = 3, Classes = 4 },
        new("condition-tied", 9, 7, Tied) { ConditionClasses = 3 },
        new("condition-conv", 6 * 5 * 2, 5, Convolutions) { ConditionClasses = 3 },
    ];

    private static void Classes(ReferenceRun run)
    {
        run.Codes = run.Dense("code", relu(run.Conditioned("encoder1", run.Batch, 7)), 5).tanh();
        run.Outputs = run.Conditioned("decoder1", run.Codes, 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
    }

    // Without layers in the encoder, the condition goes to both of the posterior's maps.
    private static void Vectors(ReferenceRun run)
    {
        Tensor mean = run.Conditioned("mean", run.Batch, 5);
        Tensor logVariance = run.Conditioned("logVariance", run.Batch, 5);
        run.Codes = mean;
        Tensor logits = run.Dense("decoder2", run.Conditioned("decoder1", run.Sample(mean, logVariance), 8).tanh(), 13);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
        run.Term("kl", Loss.PerExample(Loss.Divergence(mean, logVariance)));
        Tensor classes = run.Dense("head", mean, 4);
        run.Predictions = softmax(classes, 1);
        run.Term("classification", cross_entropy(classes, run.Labels, ignore_index: -1, reduction: nn.Reduction.Sum) / mean.shape[0]);
    }

    private static void Tied(ReferenceRun run)
    {
        Tensor hidden = run.Conditioned("encoder1", run.Batch, 6).tanh();
        run.Codes = run.Dense("code", hidden, 4).sigmoid();
        hidden = (run.Tied("decoder1", run.Codes, "code") + run.ConditionPerPixel("decoder1", 6, pixels: 1)).tanh();
        run.Outputs = run.Tied("decoder2", hidden, "encoder1");
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("contractive", 0.4 * Loss.JacobianNorm(run.Codes, run.Batch));
    }

    private static void Convolutions(ReferenceRun run)
    {
        Tensor hidden = run.Convolve("encoder1", run.Batch, (6, 5, 2), channels: 5, kernel: 3, stride: 2, padding: 1);
        hidden = relu(hidden + run.ConditionPerPixel("encoder1", 5, pixels: 9));
        run.Codes = run.Dense("code", hidden, 18).tanh();
        hidden = run.ConvolveTransposed("decoder1", run.Codes, (3, 3, 2), (6, 6, 17), kernel: 4, stride: 2, padding: 1);
        hidden = relu(hidden + run.ConditionPerPixel("decoder1", 17, pixels: 36));
        run.Outputs = run.Dense("decoder2", hidden, 60);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
    }
}
