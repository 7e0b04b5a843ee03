namespace RepLearn.Dsl.Generators.Graph;

/// <summary>The result's shape for each operation, and the check that its operands fit.</summary>
internal static class ShapeInference
{
    /// <summary>Whether the shape follows from the operands alone.</summary>
    public static bool IsInferred(Op op) => OpKinds.IsElementwise(op) || OpKinds.IsSum(op) || OpKinds.IsProduct(op) || op == Op.MaxRows;

    public static Shape Infer(Op op, IReadOnlyList<Node> operands) => op switch
    {
        _ when OpKinds.IsElementwise(op) => operands.Select(operand => operand.Shape).Aggregate(Common),
        Op.SumColumns => operands[0].Shape.WithColumns(1),
        Op.SumRows or Op.MaxRows => Shape.Fixed(1, operands[0].Shape.Columns),
        Op.SumGroups => Shape.Batch(operands[0].Shape.Columns),
        Op.SumTiles => Shape.Fixed(operands[0].Shape.Rows, operands[0].Shape.Columns),

        // The second matrix is the same for all examples: one of each example would be a product of its own for each.
        Op.Product => Fitting(op, operands, !operands[1].Shape.PerExample && operands[0].Shape.Columns == operands[1].Shape.Rows,
            operands[0].Shape.WithColumns(operands[1].Shape.Columns)),
        Op.ProductTransposed => Fitting(op, operands, !operands[1].Shape.PerExample && operands[0].Shape.Columns == operands[1].Shape.Columns,
            operands[0].Shape.WithColumns(operands[1].Shape.Rows)),
        Op.TransposedProduct => Fitting(op, operands, SameRows(operands[0].Shape, operands[1].Shape),
            Shape.Fixed(operands[0].Shape.Columns, operands[1].Shape.Columns)),
        _ => throw new InvalidOperationException($"Shape inference: {op} has no shape of its own."),
    };

    /// <summary>The common shape of two operands, of which rows, columns or both may be one.</summary>
    public static Shape Common(Shape left, Shape right)
    {
        int columns = Math.Max(left.Columns, right.Columns);
        bool fits = (left.Columns == columns || left.Columns == 1) && (right.Columns == columns || right.Columns == 1);
        if (left.PerExample == right.PerExample)
        {
            int rows = Math.Max(left.Rows, right.Rows);
            fits &= left.PerExample
                ? left.Rows == right.Rows
                : (left.Rows == rows || left.Rows == 1) && (right.Rows == rows || right.Rows == 1);
            return fits ? new Shape(left.PerExample, rows, columns) : throw Mismatch(left, right);
        }

        Shape batch = left.PerExample ? left : right;
        Shape once = left.PerExample ? right : left;
        return fits && once.Rows == 1 ? batch.WithColumns(columns) : throw Mismatch(left, right);
    }

    private static bool SameRows(Shape left, Shape right) => left.PerExample == right.PerExample && left.Rows == right.Rows;

    private static Shape Fitting(Op op, IReadOnlyList<Node> operands, bool fits, Shape result) =>
        fits ? result : throw new InvalidOperationException(
            $"Shape inference: {op} does not fit {operands[0].Shape} and {operands[1].Shape}.");

    private static InvalidOperationException Mismatch(Shape left, Shape right) =>
        new($"Shape inference: {left} and {right} have no common shape.");
}
