using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>The programs that every model gets, each a slice of the one graph.</summary>
internal static class Programs
{
    public static IEnumerable<ProgramSpec> Of(DifferentiatedModel model)
    {
        IReadOnlyList<Node> examples = model.Model.Inputs;
        Node[] condition = model.Model.Condition is { } given ? [given] : [];
        Node[] unlabelled = [examples[0], .. condition];
        ProgramOutput[] losses = Losses(model.Train);
        IEnumerable<ProgramOutput> gradients = model.Reached.Select(reached => new GradientOutput(reached.Gradient, reached.Parameter.Node));
        yield return new ProgramSpec("Backward", ProgramMode.Train, examples, [.. losses, .. gradients]);
        yield return new ProgramSpec("Evaluate", ProgramMode.Train, examples, losses);
        yield return new ProgramSpec("Test", ProgramMode.Test, examples, Losses(model.Test));
        yield return new ProgramSpec("Encode", ProgramMode.Infer, unlabelled, [new RowsOutput(model.Model.Code)]);
        yield return new ProgramSpec("Decode", ProgramMode.Infer, [model.Model.CodeInput, .. condition], [new RowsOutput(model.Model.Decoded)]);
        if (model.Model.Indexed is { } indexed && condition.Length == 0)
        {
            yield return new ProgramSpec("EncodeIndices", ProgramMode.Infer, unlabelled, [new RowsOutput(indexed.Indices)]);
            yield return new ProgramSpec("DecodeIndices", ProgramMode.Infer, [indexed.Input], [new RowsOutput(indexed.Decoded)]);
        }

        if (model.Model.Divergence is { } divergence)
        {
            yield return new ProgramSpec("Divergence", ProgramMode.Infer, unlabelled, [new RowsOutput(divergence)]);
        }

        if (model.Model.Prior is { } prior)
        {
            yield return new ProgramSpec("Prior", ProgramMode.Infer, prior.Inputs, [new RowsOutput(prior.Code)]);
        }

        if (model.Model.LogWeights is { } logWeights)
        {
            yield return new ProgramSpec("LogWeights", ProgramMode.Test, unlabelled, [new RowsOutput(logWeights)]);
        }

        if (model.Model.Updated.Count > 0)
        {
            yield return new ProgramSpec("AfterUpdate", ProgramMode.Train, [], [.. model.Model.Updated.Select(pair => new ParameterOutput(pair.Value, pair.Key))]);
        }

        if (model.Model.Predicted is { } predicted)
        {
            yield return new ProgramSpec("Predict", ProgramMode.Infer, unlabelled, [new RowsOutput(predicted)]);
        }
    }

    private static ProgramOutput[] Losses(LossValues values) =>
    [
        .. values.Terms.Concat(values.Metrics).Select((reported, slot) => new ScalarOutput(reported.Node, slot)),
    ];
}
