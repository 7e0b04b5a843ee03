using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>The programs that every model gets, each a slice of the one graph.</summary>
internal static class Programs
{
    public static IEnumerable<ProgramSpec> Of(DifferentiatedModel model)
    {
        ProgramOutput[] losses = Losses(model.Train);
        IEnumerable<ProgramOutput> gradients = model.Reached.Select(reached => new GradientOutput(reached.Gradient, reached.Parameter.Node));
        yield return new ProgramSpec("Backward", ProgramMode.Train, [.. losses, .. gradients]);
        yield return new ProgramSpec("Evaluate", ProgramMode.Train, losses);
        yield return new ProgramSpec("Test", ProgramMode.Test, Losses(model.Test));
        yield return new ProgramSpec("Encode", ProgramMode.Infer, [new RowsOutput(model.Model.Code)]);
        yield return new ProgramSpec("Decode", ProgramMode.Infer, [new RowsOutput(model.Model.Decoded)]);
        if (model.Model.Divergence is { } divergence)
        {
            yield return new ProgramSpec("Divergence", ProgramMode.Infer, [new RowsOutput(divergence)]);
        }
    }

    private static ProgramOutput[] Losses(LossValues values) =>
    [
        .. values.Terms.Select((term, index) => new TermOutput(term.Node, index)),
        .. values.Metrics.Select((metric, index) => new MetricOutput(metric.Node, values.Terms.Count + index)),
    ];
}
