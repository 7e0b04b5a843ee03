using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>The programs that every model gets, each a slice of the one graph.</summary>
internal static class Programs
{
    public static List<ProgramSpec> Of(DifferentiatedModel differentiated)
    {
        LoweredModel model = differentiated.Model;
        Node[] condition = model.Condition is { } given ? [given] : [];
        Node[] unlabelled = [model.Inputs[0], .. condition];
        Node[] complete = model.Target is { } target && target != model.Inputs[0] ? [.. unlabelled, target] : unlabelled;
        ProgramOutput[] losses = Losses(differentiated.Train);
        ProgramSpec evaluate = new("Evaluate", ProgramMode.Train, model.Inputs, losses);
        ProgramSpec test = new("Test", ProgramMode.Test, model.Inputs, Losses(differentiated.Test));

        // Without noise and schedules, testing is evaluating: one program does both.
        bool isSame = test.ComputesTheSameAs(evaluate);
        ProgramOutput[] tested = WithParts(test.Outputs, differentiated.Test.Parts);
        var programs = new List<ProgramSpec>
        {
            new("Backward", ProgramMode.Train, model.Inputs, WithGradients(losses, differentiated)),
            new("Evaluate", ProgramMode.Train, model.Inputs, isSame ? tested : losses),
            new("Test", ProgramMode.Test, model.Inputs, tested),
            Rows("Encode", ProgramMode.Infer, unlabelled, model.Code),
            Rows("Decode", ProgramMode.Infer, [model.CodeInput, .. condition], model.Decoded),
        };
        if (model.Indexed is { } indexed && condition.Length == 0)
        {
            programs.Add(Rows("EncodeIndices", ProgramMode.Infer, unlabelled, indexed.Indices));
            programs.Add(Rows("DecodeIndices", ProgramMode.Infer, [indexed.Input], indexed.Decoded));
        }

        if (model.Active is { } active)
        {
            programs.Add(Rows("EncodeSparse", ProgramMode.Infer, unlabelled, active.Values, active.Units));
        }

        if (model.Deviations is { } deviations)
        {
            programs.Add(Rows("EncodePosterior", ProgramMode.Infer, unlabelled, model.Code, deviations));
        }

        if (model.Divergence is { } divergence)
        {
            programs.Add(Rows("Divergence", ProgramMode.Infer, unlabelled, divergence));
        }

        if (model.Prior is { } prior)
        {
            programs.Add(Rows("Prior", ProgramMode.Infer, [.. prior.Inputs], prior.Code));
        }

        if (model.LogWeights is { } logWeights)
        {
            programs.Add(Rows("LogWeights", ProgramMode.Test, complete, logWeights));
        }

        if (model.Updated.Count > 0)
        {
            programs.Add(AfterUpdate(model));
        }

        if (model.Predicted is { } predicted)
        {
            programs.Add(Rows("Predict", ProgramMode.Infer, unlabelled, predicted));
        }

        // The last change to the graph: plans and texts only read it, and can be made side by side.
        foreach (ProgramSpec program in programs)
        {
            Labels.MakeUnique(program.Needed);
        }

        return programs;
    }

    private static ProgramSpec Rows(string name, ProgramMode mode, Node[] inputs, Node output, Node? second = null) =>
        new(name, mode, inputs, second is null ? [new RowsOutput(output)] : [new RowsOutput(output), new RowsOutput(second)]);

    private static ProgramSpec AfterUpdate(LoweredModel model) =>
        new("AfterUpdate", ProgramMode.Train, [], [.. model.Updated.Select(pair => new ParameterOutput(pair.Value, pair.Key))]);

    private static ProgramOutput[] Losses(LossValues values)
    {
        var losses = new List<ProgramOutput>();
        foreach (NamedNode term in values.Terms)
        {
            losses.Add(new ScalarOutput(term.Node, losses.Count));
        }

        foreach (NamedNode metric in values.Metrics)
        {
            losses.Add(new ScalarOutput(metric.Node, losses.Count));
        }

        return losses.ToArray();
    }

    private static ProgramOutput[] WithParts(ProgramOutput[] losses, Node?[] parts)
    {
        var outputs = new List<ProgramOutput>(losses);
        for (int slot = 0; slot < parts.Length; slot++)
        {
            if (parts[slot] is { } part)
            {
                outputs.Add(new ExampleOutput(part, slot));
            }
        }

        return outputs.ToArray();
    }

    private static ProgramOutput[] WithGradients(ProgramOutput[] losses, DifferentiatedModel differentiated)
    {
        var outputs = new List<ProgramOutput>(losses);
        foreach (ParameterGradient reached in differentiated.Reached)
        {
            outputs.Add(new GradientOutput(reached.Gradient, reached.Parameter.Node));
        }

        return outputs.ToArray();
    }
}
