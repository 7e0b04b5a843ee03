namespace RepLearn.Dsl.Generators.Graph;

/// <summary>One value of a graph. Nodes are made by <see cref="ArrayGraph"/> alone, operands before users.</summary>
internal sealed class Node(int id, Op op, Node[] operands, Shape shape, OpArguments? arguments)
{
    /// <summary>Place in the order of creation, which is an order of evaluation.</summary>
    public readonly int Id = id;

    public readonly Op Op = op;

    public readonly Node[] Operands = operands;

    public readonly Shape Shape = shape;

    /// <summary>What the operation needs besides its operands; null where that is nothing.</summary>
    public readonly OpArguments? Arguments = arguments;

    private readonly OpInfo _info = OpTable.Of(op);

    public OpKind Kind => _info.Kind;

    /// <summary>
    /// Whether it is a number that is known before a program starts: a constant, or made of constants and settings. Settings are rewritten as constants are,
    /// and what is made of them is computed in double, so that a number has the same bits whether it is declared or set.
    /// </summary>
    public readonly bool IsPreset = op == Op.Constant || arguments is Setting
        || (op is Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Negate or Op.Log && ArePreset(operands));

    /// <summary>A constant's value; null for all other operations.</summary>
    public double? Constant => (Arguments as ConstantValue)?.Value;

    /// <summary>What a reduction does; null for all other operations.</summary>
    public Reduction? Reduction => Arguments as Reduction;

    /// <summary>What it was first made for; null for derivatives, and where that is nothing in particular.</summary>
    public NodeOrigin? Origin { get; init; }

    /// <summary>The name from the model, such as <c>encoder1</c>; null for values without one.</summary>
    public string? Name;

    /// <summary>The value itself, with this name if it has none yet.</summary>
    public Node Named(string name)
    {
        Name ??= name;
        return this;
    }

    /// <summary>What stands for a name that the model does not give; see <see cref="Labels"/>.</summary>
    public string? Label;

    public Node this[int operand] => Operands[operand];

    /// <summary>The operation's arguments, which are of that kind.</summary>
    public T Get<T>()
        where T : OpArguments => (T)Arguments!;

    /// <summary>What a product's kernel can make of the operation.</summary>
    public ProductEnding Ending => _info.Ending;

    public bool Has(OpTraits trait) => _info.Has(trait);

    /// <summary>Whether the value is a sum or maximum along an axis.</summary>
    public bool Reduces(ReduceAxis axis) => Reduction is { } reduction && reduction.Axis == axis;

    public override string ToString() => Name ?? Label ?? $"v{Id}";

    private static bool ArePreset(Node[] operands)
    {
        foreach (Node operand in operands)
        {
            if (!operand.IsPreset)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A part of what is lowered.</summary>
/// <param name="place">A number that lowering gives a meaning, as <paramref name="index"/>.</param>
internal sealed class NodeOrigin(int place, int index)
{
    public readonly int Place = place;
    public readonly int Index = index;
}
