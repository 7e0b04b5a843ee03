namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// Closed forms of sums over the rows of Jacobian products. With <c>R</c> a repeated row and <c>T</c> a tiled matrix,
/// <c>Σ R·T = R·(Σ T)</c>: the sum of a one-layer encoder's squared Jacobian becomes Rifai's closed form by itself.
/// </summary>
internal static class SumRewrites
{
    /// <summary><c>Σ over an example's rows (R X) = R Σ X</c>, and the sum of a tile is that of the matrix.</summary>
    public static Node? SumGroups(ArrayGraph graph, Node value)
    {
        if (!graph.Rewrites)
        {
            return null;
        }

        Shape once = Shape.Batch(value.Shape.Columns);
        switch (value.Op)
        {
            case Op.Tile:
                return graph.Broadcast(graph.Apply(Op.SumRows, value[0]), once);
            case Op.RepeatRows:
                return graph.Scale(value[0], value.Shape.Rows);
            case Op.Multiply when OnceOf(value[0]) is { } left:
                return graph.Multiply(left, SumOf(graph, value[1], value.Shape));
            case Op.Multiply when OnceOf(value[1]) is { } right:
                return graph.Multiply(right, SumOf(graph, value[0], value.Shape));
            default:
                return null;
        }
    }

    /// <summary>Sums columns before rows where no closed form was found: one value a row is kept instead of a row.</summary>
    public static Node? SumColumns(ArrayGraph graph, Node value) => value.Op == Op.SumGroups
        ? graph.Apply(Op.SumGroups, graph.Apply(Op.SumColumns, value[0]))
        : null;

    /// <summary>
    /// Elementwise work on repeated or tiled values is done once, before the repetition: <c>f(R)</c> is the repetition
    /// of f of the row. Products of both kinds are sorted, <c>(R T)(R T) = (R R)(T T)</c>.
    /// </summary>
    public static Node? Lift(ArrayGraph graph, Op op, Node[] operands)
    {
        if (!graph.Rewrites || !OpKinds.IsElementwise(op))
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

    // A factor that is the same in all of an example's rows, as a value with one row.
    private static Node? OnceOf(Node factor) => factor.Op == Op.RepeatRows ? factor[0]
        : factor.Shape is { PerExample: false, Rows: 1 } ? factor
        : null;

    private static Node SumOf(ArrayGraph graph, Node factor, Shape shape) =>
        graph.Apply(Op.SumGroups, graph.Broadcast(factor, shape));
}
