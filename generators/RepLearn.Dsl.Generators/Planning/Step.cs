using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>One kernel call or loop.</summary>
internal abstract class Step
{
    /// <summary>Values that the step computes.</summary>
    public abstract IEnumerable<Node> Results { get; }

    /// <summary>Whether nothing is to be done: the result is a value in memory, read as other rows.</summary>
    public virtual bool IsReinterpretation => false;
}

/// <summary>A matrix product, noise, or a reduction over all rows: a call of the runtime.</summary>
internal sealed class KernelStep(Node node, Epilogue? epilogue) : Step
{
    public Node Node { get; } = node;

    /// <summary>What is done with a product before it is stored.</summary>
    public Epilogue? Epilogue { get; } = epilogue;

    /// <summary>The value that is written to memory.</summary>
    public Node Stored => Epilogue?.Result ?? Node;

    public override bool IsReinterpretation => NodeKinds.SharesMemory(Node);

    /// <summary>What is read from memory and, last, what is written.</summary>
    public IReadOnlyList<Node> Memory { get; } = epilogue is null ? (Node[])[.. node.Operands, node] : [.. node.Operands, epilogue.Operand, epilogue.Result];

    public override IEnumerable<Node> Results { get; } = epilogue is null ? (Node[])[node] : [node, epilogue.Result];
}

/// <summary>A loop over rows with everything elementwise that was fused into it.</summary>
/// <param name="rows">The shape of the loop's rows; its columns do not count.</param>
/// <param name="nodes">What is computed, in order.</param>
/// <param name="reason">Why this loop was not fused with one before.</param>
/// <param name="passes">The parts of a row's work, in order.</param>
internal sealed class LoopStep(Shape rows, IReadOnlyList<Node> nodes, string reason, IReadOnlyList<Pass> passes) : Step
{
    /// <summary>Whether the rows are the batch's.</summary>
    public bool PerExample { get; } = rows.PerExample;

    /// <summary>Rows in all, or per example.</summary>
    public int Rows { get; } = rows.Rows;

    public string Reason { get; } = reason;

    public IReadOnlyList<Node> Nodes { get; } = nodes;

    public IReadOnlyList<Pass> Passes { get; } = passes;

    public override IEnumerable<Node> Results => Nodes;

    public LoopStep With(IReadOnlyList<Pass> passes) => new(new Shape(PerExample, Rows, 1), Nodes, Reason, passes);
}

/// <summary>One pass along a row, or work on the row's single values between two passes.</summary>
/// <param name="Order">Passes have even numbers, single values odd ones.</param>
/// <param name="Width">Columns of a pass; 1 for single values.</param>
/// <param name="Nodes">What is computed; a reduction over columns is in the pass that it reduces.</param>
internal sealed record Pass(int Order, int Width, IReadOnlyList<Node> Nodes);
