namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// What reads a sparse matrix S, which <see cref="Op.ScatterColumns"/> makes of its values and their columns, works on the values alone: products
/// gather rows in place of dense ones, sums are over the values, and functions that keep 0 are applied to them. S itself is made only
/// where something else reads it.
/// </summary>
internal static class SparseRewrites
{
    /// <returns>The operation on S's values, or null where it stands as it is.</returns>
    public static Node? Simplify(ArrayGraph graph, Op op, Node[] operands)
    {
        Node first = operands[0];
        return op switch
        {
            Op.Product when IsSparse(first) => graph.SparseProduct(Op.SparseProduct, first[0], first[1], operands[1]),
            Op.TransposedProduct when IsSparse(first) => graph.SparseSum(Op.TransposedSparseProduct, first.Shape.Columns, first[0], first[1], operands[1]),
            Op.Negate or Op.Abs or Op.Sign or Op.Step or Op.Tanh or Op.Erf or Op.Sin or Op.Detach when IsSparse(first) => Map(graph, first, graph.Apply(op, first[0])),
            Op.Maximum or Op.Minimum when IsSparse(first) && Simplifier.IsConstant(operands[1], 0) => Map(graph, first, graph.Apply(op, first[0], operands[1])),
            Op.Multiply when IsSparse(first) => Multiply(graph, first, operands[1]),
            Op.Multiply when IsSparse(operands[1]) => Multiply(graph, operands[1], first),
            Op.Add or Op.Subtract when IsSparse(first) && IsSparse(operands[1]) && first[1] == operands[1][1] => Map(graph, first, graph.Apply(op, first[0], operands[1][0])),
            _ => null,
        };
    }

    /// <returns>The reduction of S's values, or null where it stands as it is.</returns>
    public static Node? Reduce(ArrayGraph graph, Reduction reduction, Node value) =>
        !IsSparse(value) || !reduction.IsSum ? null
        : reduction.Axis == ReduceAxis.Columns ? graph.Sum(ReduceAxis.Columns, value[0])
        : reduction.Axis == ReduceAxis.Rows ? graph.SparseSum(Op.SparseColumnSums, value.Shape.Columns, value[0], value[1])
        : null;

    /// <summary>Of a product only what is gathered is computed; sums and single numbers are gathered part by part.</summary>
    /// <returns>The values, or null where they are gathered as they are.</returns>
    public static Node? Gather(ArrayGraph graph, Node value, Node columns)
    {
        switch (value.Op)
        {
            case Op.ScatterColumns when value[1] == columns:
                return value[0];
            case Op.ProductTransposed when value.Shape == Shape.Batch(value.Shape.Columns):
                return graph.SparseProduct(Op.SampledProduct, value[0], value[1], columns);
            case Op.Add or Op.Subtract when value.Operands.Any(operand => operand.Op == Op.ProductTransposed) && value.Operands.All(CanGather):
                return graph.Apply(value.Op, graph.GatherColumns(value[0], columns), graph.GatherColumns(value[1], columns));
            default:
                return null;
        }

        bool CanGather(Node operand) => operand.Shape.Columns == value.Shape.Columns && operand.Shape.Rows == 1;
    }

    private static bool IsSparse(Node node) => node.Op == Op.ScatterColumns;

    private static Node Map(ArrayGraph graph, Node sparse, Node values) => graph.ScatterColumns(values, sparse[1], sparse.Shape.Columns);

    // A factor may be one number, one for each example, or a dense matrix, of which S's values are needed.
    private static Node? Multiply(ArrayGraph graph, Node sparse, Node factor)
    {
        Node plain = factor.Op == Op.Broadcast ? factor[0] : factor;
        return IsSparse(plain) && plain[1] == sparse[1] ? Map(graph, sparse, graph.Multiply(sparse[0], plain[0]))
            : plain.Shape.IsColumn ? Map(graph, sparse, graph.Multiply(sparse[0], plain))
            : Map(graph, sparse, graph.Multiply(sparse[0], graph.GatherColumns(plain, sparse[1])));
    }
}
