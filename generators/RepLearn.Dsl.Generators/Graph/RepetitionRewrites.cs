namespace RepLearn.Dsl.Generators.Graph;

/// <summary>Elementwise work on repeated or tiled values is done once, before the repetition.</summary>
internal static class RepetitionRewrites
{
    /// <summary>
    /// <c>f(R)</c> is the repetition of f of the row. Products of both kinds are sorted, <c>(R T)(R T) = (R R)(T T)</c>.
    /// </summary>
    public static Node? Lift(ArrayGraph graph, Op op, Node[] operands)
    {
        if (!graph.TakesClosedForms || !OpTable.IsElementwise(op))
        {
            return null;
        }

        if (op == Op.Multiply && Sorted(operands[0]) is var (r1, t1) && Sorted(operands[1]) is var (r2, t2))
        {
            return graph.Multiply(graph.Multiply(r1, r2), graph.Multiply(t1, t2));
        }

        Node? repeated = operands.FirstOrDefault(operand => operand.Op == Op.RepeatRows);
        if (repeated is not null && operands.All(operand => operand.Op == Op.RepeatRows || operand.Shape is { PerExample: false, Rows: 1 }))
        {
            return graph.RepeatRows(graph.Apply(op, Unwrap(operands, Op.RepeatRows)), repeated.Shape.Rows);
        }

        Node? tiled = operands.FirstOrDefault(operand => operand.Op == Op.Tile);
        return tiled is not null && operands.All(operand => operand.Op == Op.Tile || operand.Shape is { PerExample: false, Rows: 1 })
            ? graph.Tile(graph.Apply(op, Unwrap(operands, Op.Tile)))
            : null;
    }

    private static Node[] Unwrap(Node[] operands, Op wrapper) =>
        operands.Select(operand => operand.Op == wrapper ? operand[0] : operand).ToArray();

    private static (Node Repeated, Node Tiled)? Sorted(Node node) =>
        node.Op != Op.Multiply ? null
        : node[0].Op == Op.RepeatRows && node[1].Op == Op.Tile ? (node[0], node[1])
        : node[0].Op == Op.Tile && node[1].Op == Op.RepeatRows ? (node[1], node[0])
        : null;
}
