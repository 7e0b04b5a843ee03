namespace RepLearn.Dsl.Generators.Graph;

/// <summary>One value of a graph. Nodes are made by <see cref="ArrayGraph"/> alone, operands before users.</summary>
internal sealed class Node(int id, Op op, Node[] operands, Shape shape, double number, int index, ScheduleKind schedule)
{
    /// <summary>Place in the order of creation, which is an order of evaluation.</summary>
    public int Id { get; } = id;

    public Op Op { get; } = op;

    public IReadOnlyList<Node> Operands { get; } = operands;

    public Shape Shape { get; } = shape;

    /// <summary>The constant's value, the exponent, or a schedule's final value.</summary>
    public double Number { get; } = number;

    /// <summary>The parameter's index, the noise's site, or a schedule's steps.</summary>
    public int Index { get; } = index;

    /// <summary>Which schedule, for <see cref="Op.Schedule"/>.</summary>
    public ScheduleKind Schedule { get; } = schedule;

    /// <summary>What <see cref="Op.Function"/> applies; null for all others.</summary>
    public ScalarBody? Body { get; init; }

    /// <summary>The name from the model, such as <c>encoder1</c>; null for values without one.</summary>
    public string? Name { get; set; }

    public Node this[int operand] => Operands[operand];

    public override string ToString() => Name ?? $"v{Id}";
}

/// <summary>Numbers that a program knows only when it starts.</summary>
internal enum ScheduleKind
{
    None,

    /// <summary>1 over the number of examples.</summary>
    InverseBatch,

    /// <summary>1 in training; 0 when testing, where corruption and dropout are off.</summary>
    Training,

    /// <summary>Rises from 0 to the node's number over its index's steps of training.</summary>
    Ramp,
}
