using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Fusion;

/// <summary>
/// A program as a list of steps. Sections follow each other with a barrier between; in a section of rows each worker
/// takes its examples through all steps, a block at a time; in a section of sums each step is cut over its outputs.
/// </summary>
internal sealed class Plan(ProgramSpec program)
{
    public ProgramSpec Program { get; } = program;

    public List<Section> Sections { get; } = [];

    /// <summary>Values computed again at every use.</summary>
    public HashSet<Node> Views { get; } = ViewSelection.Select(
        GraphPrinter.Needed(program.Outputs.Select(output => output.Node)), program);

    /// <summary>Where each value in memory lies. Values without a place live in registers.</summary>
    public Dictionary<Node, Storage> Storage { get; } = [];

    /// <summary>Steps over rows before which workers wait for each other that go through a block of rows together.</summary>
    public HashSet<Step> Meetings { get; } = [];

    /// <summary>Products that never reach memory, with what their kernel stores in their place.</summary>
    public IReadOnlyDictionary<Node, Epilogue> Epilogues { get; set; } = new Dictionary<Node, Epilogue>();

    /// <summary>Products that lie where the loop that reads them puts its result.</summary>
    public IReadOnlyDictionary<Node, Node> InPlace { get; set; } = new Dictionary<Node, Node>();

    public int KeptPerExample { get; set; }

    public int FixedSize { get; set; }

    public int ScratchPerExample { get; set; }

    public int RowBlock { get; set; } = 1;

    /// <summary>A value's operands, with views replaced by what they are made of.</summary>
    public IEnumerable<Node> Behind(Node node) => node.Operands
        .SelectMany(operand => Views.Contains(operand) ? Behind(operand) : [operand])
        .Distinct();

    /// <summary>Whether a value is made of another, directly or through views.</summary>
    public bool Reads(Node node, Node memory) => Behind(node).Contains(memory);
}

/// <summary>Steps between two barriers.</summary>
/// <param name="rows">Whether the section goes over the batch's rows.</param>
internal sealed class Section(int number, bool rows)
{
    public int Number { get; } = number;

    public bool IsRows { get; } = rows;

    public List<Step> Steps { get; } = [];
}

/// <summary>One kernel call or loop.</summary>
internal abstract class Step
{
    /// <summary>Values that the step computes.</summary>
    public abstract IEnumerable<Node> Results { get; }
}

/// <summary>A matrix product, noise, or a sum over all rows: a call of the runtime.</summary>
internal sealed class KernelStep(Node node, Epilogue? epilogue) : Step
{
    public Node Node { get; } = node;

    /// <summary>What is done with a product before it is stored.</summary>
    public Epilogue? Epilogue { get; } = epilogue;

    /// <summary>The value that is written to memory.</summary>
    public Node Stored => Epilogue?.Result ?? Node;

    /// <summary>What is read from memory and, last, what is written.</summary>
    public IEnumerable<Node> Memory => [.. Node.Operands, .. Epilogue is null ? [] : new[] { Epilogue.Operand }, Stored];

    public override IEnumerable<Node> Results => Epilogue is null ? [Node] : [Node, Epilogue.Result];
}

/// <summary>A loop over rows with everything elementwise that was joined into it.</summary>
/// <param name="perExample">Whether the rows are the batch's.</param>
/// <param name="rows">Rows in all, or of each example.</param>
/// <param name="reason">Why this loop was not joined with one before.</param>
internal sealed class LoopStep(bool perExample, int rows, string reason) : Step
{
    public bool PerExample { get; } = perExample;

    public int Rows { get; } = rows;

    public string Reason { get; } = reason;

    public List<Node> Nodes { get; } = [];

    /// <summary>The parts of a row's work, in order.</summary>
    public IReadOnlyList<Phase> Phases { get; set; } = [];

    public override IEnumerable<Node> Results => Nodes;

    public bool Fits(Shape shape) => shape.PerExample == PerExample && shape.Rows == Rows;
}

/// <summary>One pass along a row, or work on the row's single values between two passes.</summary>
/// <param name="Order">Passes have even numbers, single values odd ones.</param>
/// <param name="Width">Columns of a pass; 1 for single values.</param>
/// <param name="Nodes">What is computed; a sum over columns stands with the pass that it sums.</param>
internal sealed record Phase(int Order, int Width, IReadOnlyList<Node> Nodes);

internal enum StorageKind
{
    /// <summary>The caller's examples.</summary>
    Input,

    /// <summary>For each example of the batch, until the program ends.</summary>
    Kept,

    /// <summary>For each example of a row block.</summary>
    Scratch,

    /// <summary>Of a size that does not depend on the batch.</summary>
    Fixed,
    Parameter,
    Gradient,
}

/// <param name="Offset">
/// In values; for one example where the storage is for each example. Of parameters and gradients the parameter's index: where it
/// lies is known to the layout alone.
/// </param>
/// <param name="Stride">Values from one row to the next.</param>
internal sealed record Storage(StorageKind Kind, int Offset, int Stride);
