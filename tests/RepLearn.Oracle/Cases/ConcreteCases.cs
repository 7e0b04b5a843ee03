using TorchSharp;
using static TorchSharp.torch;

namespace RepLearn.Oracle.Cases;

/// <summary>Categorical variables with relaxed and straight-through draws, with and without whole vectors of classes.</summary>
internal static class ConcreteCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("concrete", 13, 6, run => Run(run, variables: 3, classes: 4, run.Temperature(1.5, 0.5, 100), hard: false)) { Step = 40 },
        new("concrete-single", 13, 6, run => Run(run, variables: 3, classes: 4, run.Temperature(1.5, 0.5, 100), hard: false)) { Step = 40, Precision = ScalarType.Float32 },
        new("concrete-hard", 13, 6, run => Run(run, variables: 2, classes: 16, temperature: 0.7, hard: true, beta: 0.4)),
        new("concrete-free-bits", 13, 19, run => Run(run, variables: 5, classes: 3, temperature: 1, hard: false, freeBits: 0.1)),
    ];

    private static void Run(ReferenceRun run, int variables, int classes, double temperature, bool hard, double beta = 1, double freeBits = 0)
    {
        int inputs = (int)run.Batch.shape[1];
        Tensor logits = run.Dense("logits", run.Dense("encoder1", run.Batch, 7).tanh(), variables * classes);
        run.Codes = ReferenceRun.Probabilities(logits, classes);
        Tensor draw = run.SampleCategorical(logits, classes, temperature, hard);
        Tensor output = run.Dense("decoder2", run.Dense("decoder1", draw, 7).tanh(), inputs);
        run.Outputs = output.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, output));
        Tensor divergence = Loss.CategoricalDivergence(logits, classes);
        run.Term("kl", beta * (freeBits > 0 ? divergence.mean([0]).clamp(min: freeBits).sum() : Loss.PerExample(divergence)));
    }
}
