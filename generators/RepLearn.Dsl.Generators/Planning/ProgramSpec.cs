using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>One of a model's programs: a name, what it takes for granted, what it is given, and what it must compute.</summary>
/// <param name="inputs">What each row that it is given consists of, in order.</param>
internal sealed class ProgramSpec(string name, ProgramMode mode, Node[] inputs, ProgramOutput[] outputs)
{
    public readonly string Name = name;
    public readonly ProgramMode Mode = mode;
    public readonly Node[] Inputs = inputs;
    public readonly ProgramOutput[] Outputs = outputs;

    /// <summary>The values of the outputs.</summary>
    public readonly Node[] Results = Array.ConvertAll(outputs, ProgramOutput.NodeOf);

    private Node[]? _needed;

    /// <summary>The outputs' values and all that they depend on, in order of evaluation.</summary>
    public Node[] Needed => _needed ??= Traversal.Needed(Results);

    /// <summary>Whether another program computes the same, value for value.</summary>
    public bool ComputesTheSameAs(ProgramSpec other) =>
        Results.SequenceEqual(other.Results);
}

/// <summary>A value that leaves a program, and where it goes.</summary>
internal abstract class ProgramOutput(Node node)
{
    public readonly Node Node = node;

    public static Node NodeOf(ProgramOutput output) => output.Node;
}

/// <summary>A single number that is reported: a loss term, or a metric, which does not count in the total.</summary>
/// <param name="slot">Its place among all such numbers: terms first, then metrics.</param>
internal sealed class ScalarOutput(Node node, int slot) : ProgramOutput(node)
{
    public readonly int Slot = slot;
}

/// <summary>What each example adds to a number that is reported, kept in memory.</summary>
/// <param name="slot">That number's place.</param>
internal sealed class ExampleOutput(Node node, int slot) : ProgramOutput(node)
{
    public readonly int Slot = slot;
}

/// <summary>A parameter's gradient, written to the gradient buffer.</summary>
internal sealed class GradientOutput(Node node, Node parameter) : ProgramOutput(node)
{
    public readonly Node Parameter = parameter;
}

/// <summary>A parameter's new values, written in place of the old ones, which no later step reads.</summary>
internal sealed class ParameterOutput(Node node, Node parameter) : ProgramOutput(node)
{
    public readonly Node Parameter = parameter;
}

/// <summary>Rows for the caller: codes, or outputs.</summary>
internal sealed class RowsOutput(Node node) : ProgramOutput(node);
