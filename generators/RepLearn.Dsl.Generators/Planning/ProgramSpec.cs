using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>One of a model's programs: a name, what it takes for granted, what it is given, and what it must compute.</summary>
/// <param name="Inputs">What each row that it is given consists of, in order.</param>
internal sealed record ProgramSpec(string Name, ProgramMode Mode, IReadOnlyList<Node> Inputs, IReadOnlyList<ProgramOutput> Outputs)
{
    /// <summary>Whether another program computes the same, value for value.</summary>
    public bool ComputesTheSameAs(ProgramSpec other) =>
        Outputs.Select(output => output.Node).SequenceEqual(other.Outputs.Select(output => output.Node));
}

/// <summary>A value that leaves a program, and where it goes.</summary>
internal abstract record ProgramOutput(Node Node);

/// <summary>A single number that is reported: a loss term, or a metric, which does not count in the total.</summary>
/// <param name="Slot">Its place among all such numbers: terms first, then metrics.</param>
internal sealed record ScalarOutput(Node Node, int Slot) : ProgramOutput(Node);

/// <summary>A parameter's gradient, written to the gradient buffer.</summary>
internal sealed record GradientOutput(Node Node, Node Parameter) : ProgramOutput(Node);

/// <summary>A parameter's new values, written in place of the old ones, which no later step reads.</summary>
internal sealed record ParameterOutput(Node Node, Node Parameter) : ProgramOutput(Node);

/// <summary>Rows for the caller: codes, or outputs.</summary>
internal sealed record RowsOutput(Node Node) : ProgramOutput(Node);
