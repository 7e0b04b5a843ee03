using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>
/// A program as a list of steps. Stages follow each other with a barrier between. In a row stage each worker takes its examples
/// through all steps, a block at a time; in a reduction stage each step is partitioned over its results. <see cref="Planner"/> lists
/// the passes that fill a plan in: each makes a copy <c>with</c> what it found.
/// </summary>
internal sealed record Plan(ProgramSpec Program)
{
    public readonly ProgramSpec Program = Program;

    public readonly Node[] Needed = Program.Needed;

    /// <summary>Values that are computed again, or read in another way, at every use.</summary>
    public HashSet<Node> Rematerialized { get; init; } = [];

    /// <summary>The number of the stage that a value is computed in: odd for row stages.</summary>
    public Dictionary<Node, int> StageOf { get; init; } = [];

    /// <summary>Products that never reach memory, with what their kernel stores in their place.</summary>
    public Dictionary<Node, Epilogue> Epilogues { get; init; } = [];

    public Stage[] Stages { get; init; } = [];

    /// <summary>Which values need memory, and from which step to which.</summary>
    public Lifetimes Lifetimes { get; init; } = new([]);

    /// <summary>Products that are written where the loop that reads them puts its result.</summary>
    public Dictionary<Node, Node> InPlace { get; init; } = [];

    /// <summary>Where each value in memory is. Values without storage live in registers.</summary>
    public Dictionary<Node, Storage> Storage { get; init; } = [];

    public MemorySizes Memory { get; init; } = new(0, 0, 0, 1);

    /// <summary>
    /// Steps before which workers synchronise: in a row stage those that share a block, in a reduction stage all of them.
    /// </summary>
    public HashSet<Step> Barriers { get; init; } = [];

    public WorkEstimate Work { get; init; } = new(0, 0, 0);

    public Step[] Steps
    {
        get
        {
            var steps = new List<Step>();
            foreach (Stage stage in Stages)
            {
                steps.AddRange(stage.Steps);
            }

            return steps.ToArray();
        }
    }

    /// <summary>A value's operands, with rematerialised ones replaced by what they are made of.</summary>
    public Node[] StoredOperands(Node node)
    {
        var stored = new List<Node>();
        AddStored(stored, node);
        return stored.ToArray();
    }

    /// <summary>Whether a value is made of another, directly or through rematerialised ones.</summary>
    public bool Reads(Node node, Node memory) => StoredOperands(node).Contains(memory);

    private void AddStored(List<Node> stored, Node node)
    {
        foreach (Node operand in node.Operands)
        {
            if (Rematerialized.Contains(operand))
            {
                AddStored(stored, operand);
            }
            else if (!stored.Contains(operand))
            {
                stored.Add(operand);
            }
        }
    }
}

/// <summary>Memory of a program, in values.</summary>
/// <param name="savedPerExample">Per example of the batch, from a stage to a later one or to the caller.</param>
/// <param name="fixedSize">Whatever the batch.</param>
/// <param name="workspacePerExample">Per example of a row block, within one row stage.</param>
/// <param name="rowBlock">Examples that a worker takes through a row stage at a time.</param>
internal sealed class MemorySizes(int savedPerExample, int fixedSize, int workspacePerExample, int rowBlock)
{
    public readonly int SavedPerExample = savedPerExample;
    public readonly int Fixed = fixedSize;
    public readonly int WorkspacePerExample = workspacePerExample;
    public readonly int RowBlock = rowBlock;
}

/// <summary>Steps between two barriers.</summary>
/// <param name="number">Odd for row stages, even for reduction stages.</param>
internal sealed class Stage(int number, Step[] steps)
{
    public readonly int Number = number;
    public readonly Step[] Steps = steps;

    /// <summary>Whether the stage goes over the batch's rows, each example on its own.</summary>
    public readonly bool IsRows = number % 2 == 1;
}

internal enum StorageKind
{
    /// <summary>The caller's examples.</summary>
    Input,

    /// <summary>Per example of the batch, until the program ends: activations saved for a later stage, and results.</summary>
    Saved,

    /// <summary>Per example of a row block, within one row stage.</summary>
    Workspace,

    /// <summary>Of a size that does not depend on the batch.</summary>
    Fixed,
    Parameter,
    Gradient,
}

/// <param name="offset">
/// In values, of one example where the storage is per example. For parameters and gradients the parameter's index: where it is, the
/// layout alone knows.
/// </param>
/// <param name="stride">Values from one row to the next.</param>
internal sealed class Storage(StorageKind kind, int offset, int stride)
{
    public readonly StorageKind Kind = kind;
    public readonly int Offset = offset;
    public readonly int Stride = stride;
}
