namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// Simpler forms of reductions. With <c>R</c> a repeated row and <c>T</c> a tiled matrix, <c>Σ R·T = R·(Σ T)</c>: the sum of a
/// one-layer encoder's squared Jacobian becomes Rifai's closed form by itself.
/// </summary>
internal static class ReductionRewrites
{
    /// <returns>The simpler value, or null where the reduction stands as it is.</returns>
    public static Node? Simplify(ArrayGraph graph, Reduction reduction, Node value) =>
        (graph.HasSparse ? SparseRewrites.Reduce(graph, reduction, value) : null) ?? OfDense(graph, reduction, value);

    private static Node? OfDense(ArrayGraph graph, Reduction reduction, Node value)
    {
        bool isSingle = reduction.Axis switch
        {
            ReduceAxis.Columns => value.Shape.IsColumn,
            ReduceAxis.ExampleRows => value.Shape.Rows == 1,
            ReduceAxis.Rows => value.Shape is { PerExample: false, Rows: 1 },
            _ => false,
        };
        return isSingle ? value
            : !reduction.IsSum ? null
            : reduction.Axis switch
            {
                ReduceAxis.Columns => SumColumns(graph, value),
                ReduceAxis.ExampleRows => SumExampleRows(graph, value),
                _ => null,
            };
    }

    // Σ over an example's rows (R X) = R Σ X, and the sum of a tile is that of the matrix.
    private static Node? SumExampleRows(ArrayGraph graph, Node value)
    {
        if (!graph.TakesClosedForms)
        {
            return null;
        }

        Shape once = Shape.Batch(value.Shape.Columns);
        switch (value.Op)
        {
            case Op.Tile:
                return graph.Broadcast(graph.Sum(ReduceAxis.Rows, value[0]), once);
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

    // Columns are summed before rows where no closed form was found: one value per row is kept instead of a row.
    private static Node? SumColumns(ArrayGraph graph, Node value) => value.Reduction is { IsSum: true, Axis: ReduceAxis.ExampleRows }
        ? graph.Sum(ReduceAxis.ExampleRows, graph.Sum(ReduceAxis.Columns, value[0]))
        : null;

    // A factor that is the same in all of an example's rows, as a value with one row.
    private static Node? OnceOf(Node factor) => factor.Op == Op.RepeatRows ? factor[0]
        : factor.Shape is { PerExample: false, Rows: 1 } ? factor
        : null;

    private static Node SumOf(ArrayGraph graph, Node factor, Shape shape) =>
        graph.Sum(ReduceAxis.ExampleRows, graph.Broadcast(factor, shape));
}
