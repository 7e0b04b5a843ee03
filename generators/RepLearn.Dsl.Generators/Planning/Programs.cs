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
        Node[] unlabelled = WithCondition(model, model.Inputs[0]);
        ProgramOutput[] losses = Losses(differentiated.Train);
        ProgramSpec evaluate = new("Evaluate", ProgramMode.Train, model.Inputs, losses);
        ProgramSpec test = new("Test", ProgramMode.Test, model.Inputs, Losses(differentiated.Test));

        // Without noise and schedules, testing is evaluating: one program does both.
        bool isSame = test.ComputesTheSameAs(evaluate);
        ProgramOutput[] tested = WithParts(test.Outputs, differentiated.Test.Parts);
        var programs = new List<ProgramSpec>
        {
            new("Backward", ProgramMode.Train, model.Inputs, WithGradients(losses, differentiated)),
            isSame ? new("Evaluate", ProgramMode.Train, model.Inputs, tested) : evaluate,
            new("Test", ProgramMode.Test, model.Inputs, tested),
        };
        Add(programs, "Encode", ProgramMode.Infer, unlabelled, model.Code);
        Add(programs, "Decode", ProgramMode.Infer, WithCondition(model, model.CodeInput), model.Decoded);
        if (model.Indexed is { } indexed && model.Condition is null)
        {
            Add(programs, "EncodeIndices", ProgramMode.Infer, unlabelled, indexed.Indices);
            Add(programs, "DecodeIndices", ProgramMode.Infer, [indexed.Input], indexed.Decoded);
        }

        Add(programs, "EncodeSparse", ProgramMode.Infer, unlabelled, model.Active?.Values, model.Active?.Units);
        if (model.Deviations is { } deviations)
        {
            Add(programs, "EncodePosterior", ProgramMode.Infer, unlabelled, model.Code, deviations);
        }

        Add(programs, "Divergence", ProgramMode.Infer, unlabelled, model.Divergence);
        if (model.Prior is { } prior)
        {
            Add(programs, "Prior", ProgramMode.Infer, [.. prior.Inputs], prior.Code);
        }

        Add(programs, "LogWeights", ProgramMode.Test, WithTarget(model, unlabelled), model.LogWeights);
        if (model.Updated.Count > 0)
        {
            programs.Add(AfterUpdate(model));
        }

        Add(programs, "Predict", ProgramMode.Infer, unlabelled, model.Predicted);

        // The last change to the graph: plans and texts only read it, and can be made side by side.
        foreach (ProgramSpec program in programs)
        {
            Labels.MakeUnique(program.Needed);
        }

        return programs;
    }

    private static Node[] WithCondition(LoweredModel model, Node values) => model.Condition is { } condition ? [values, condition] : [values];

    private static Node[] WithTarget(LoweredModel model, Node[] inputs) =>
        model.Target is { } target && target != inputs[0] ? inputs.Append(target).ToArray() : inputs;

    // Not every model has each value.
    private static void Add(List<ProgramSpec> programs, string name, ProgramMode mode, Node[] inputs, Node? output, Node? second = null)
    {
        if (output is not null)
        {
            programs.Add(new ProgramSpec(name, mode, inputs, second is null ? [new RowsOutput(output)] : [new RowsOutput(output), new RowsOutput(second)]));
        }
    }

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
