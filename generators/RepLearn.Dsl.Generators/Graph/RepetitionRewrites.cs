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

        if (op == Op.Multiply && Operands.AreAll(operands, Op.Multiply) && Sort(graph, operands[0], operands[1]) is { } sorted)
        {
            return sorted;
        }

        return Repeated(operands, Op.RepeatRows) is { } row ? graph.RepeatRows(graph.Apply(op, Operands.Without(operands, Op.RepeatRows)), row.Shape.Rows)
            : Repeated(operands, Op.Tile) is not null ? graph.Tile(graph.Apply(op, Operands.Without(operands, Op.Tile)))
            : null;
    }

    // The first operand that is such a repetition, where all others are too or are the same in every row.
    private static Node? Repeated(Node[] operands, Op repetition)
    {
        Node? first = null;
        foreach (Node operand in operands)
        {
            if (operand.Op == repetition)
            {
                first ??= operand;
            }
            else if (operand.Shape.PerExample || operand.Shape.Rows != 1)
            {
                return null;
            }
        }

        return first;
    }

    private static Node? Sort(ArrayGraph graph, Node left, Node right) =>
        Sorted(left) is var (r1, t1) && Sorted(right) is var (r2, t2) ? graph.Multiply(graph.Multiply(r1, r2), graph.Multiply(t1, t2)) : null;

    private static (Node Repeated, Node Tiled)? Sorted(Node product) =>
        product[0].Op == Op.RepeatRows && product[1].Op == Op.Tile ? (product[0], product[1])
        : product[0].Op == Op.Tile && product[1].Op == Op.RepeatRows ? (product[1], product[0])
        : null;
}
