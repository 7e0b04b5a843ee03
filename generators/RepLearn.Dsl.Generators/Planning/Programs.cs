using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>The programs that every model gets, each a slice of the one graph.</summary>
internal static class Programs
{
    public static IEnumerable<ProgramSpec> Of(DifferentiatedModel model)
    {
        ProgramOutput[] losses =
        [
            .. model.Terms.Select((term, index) => new TermOutput(term.Node, index)),
            .. model.Metrics.Select((metric, index) => new MetricOutput(metric.Node, model.Terms.Count + index)),
        ];
        IEnumerable<ProgramOutput> gradients = model.Reached.Select(reached => new GradientOutput(reached.Gradient, reached.Parameter.Node));
        yield return new ProgramSpec("Backward", [.. losses, .. gradients]);
        yield return new ProgramSpec("Evaluate", losses);
        yield return new ProgramSpec("Encode", [new RowsOutput(model.Model.Code)]);
        yield return new ProgramSpec("Decode", [new RowsOutput(model.Model.Decoded)]);
        if (model.Model.Divergence is { } divergence)
        {
            yield return new ProgramSpec("Divergence", [new RowsOutput(divergence)]);
        }
    }
}
