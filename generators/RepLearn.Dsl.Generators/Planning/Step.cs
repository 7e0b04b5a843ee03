using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>One kernel call or loop.</summary>
/// <param name="results">Values that the step computes.</param>
/// <param name="isReinterpretation">Whether nothing is to be done: the result is a value in memory, read as other rows.</param>
internal abstract class Step(Node[] results, bool isReinterpretation)
{
    public readonly Node[] Results = results;
    public readonly bool IsReinterpretation = isReinterpretation;
}

/// <summary>A matrix product, noise, or a reduction over all rows: a call of the runtime.</summary>
internal sealed class KernelStep : Step
{
    public readonly Node Node;

    /// <summary>What is done with a product before it is stored.</summary>
    public readonly Epilogue? Epilogue;

    /// <summary>The value that is written to memory.</summary>
    public readonly Node Stored;

    /// <summary>What is read from memory and, last, what is written.</summary>
    public readonly Node[] Memory;

    public KernelStep(Node node, Epilogue? epilogue)
        : base(epilogue is null ? [node] : [node, epilogue.Result], NodeKinds.SharesMemory(node))
    {
        Node = node;
        Epilogue = epilogue;
        Stored = epilogue?.Result ?? node;
        var memory = new List<Node>(node.Operands);
        if (epilogue is not null)
        {
            memory.Add(epilogue.Operand);
        }

        memory.Add(Stored);
        Memory = memory.ToArray();
    }
}

/// <summary>A loop over rows with everything elementwise that was fused into it.</summary>
/// <param name="rows">The shape of the loop's rows; its columns do not count.</param>
/// <param name="nodes">What is computed, in order.</param>
/// <param name="reason">Why this loop was not fused with one before.</param>
/// <param name="passes">The parts of a row's work, in order.</param>
internal sealed class LoopStep(Shape rows, Node[] nodes, string reason, Pass[] passes) : Step(nodes, isReinterpretation: false)
{
    /// <summary>Whether the rows are the batch's.</summary>
    public readonly bool PerExample = rows.PerExample;

    /// <summary>Rows in all, or per example.</summary>
    public readonly int Rows = rows.Rows;

    public readonly string Reason = reason;

    public readonly Node[] Nodes = nodes;

    public readonly Pass[] Passes = passes;
}

/// <summary>One pass along a row, or work on the row's single values between two passes.</summary>
/// <param name="order">Passes have even numbers, single values odd ones.</param>
/// <param name="width">Columns of a pass; 1 for single values.</param>
/// <param name="nodes">What is computed; a reduction over columns is in the pass that it reduces.</param>
internal sealed class Pass(int order, int width, Node[] nodes)
{
    public readonly int Order = order;
    public readonly int Width = width;
    public readonly Node[] Nodes = nodes;

    /// <summary>How often the pass's operations read a value.</summary>
    public int UsesOf(Node value)
    {
        int uses = 0;
        foreach (Node node in Nodes)
        {
            foreach (Node operand in node.Operands)
            {
                uses += operand == value ? 1 : 0;
            }
        }

        return uses;
    }
}
