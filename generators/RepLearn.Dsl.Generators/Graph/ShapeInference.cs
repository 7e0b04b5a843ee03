namespace RepLearn.Dsl.Generators.Graph;

/// <summary>The result's shape for each operation, and the check that its operands fit.</summary>
internal static class ShapeInference
{
    public static bool IsElementwise(Op op) => op is >= Op.Add and <= Op.Select;

    public static bool IsProduct(Op op) => op is Op.Product or Op.ProductTransposed or Op.TransposedProduct;

    /// <summary>Whether the shape follows from the operands alone.</summary>
    public static bool IsInferred(Op op) => IsElementwise(op) || op >= Op.SumColumns;

    public static Shape Infer(Op op, IReadOnlyList<Node> operands) => op switch
    {
        _ when IsElementwise(op) => operands.Select(operand => operand.Shape).Aggregate(Common),
        Op.SumColumns => operands[0].Shape.WithColumns(1),
        Op.SumRows => Shape.Fixed(1, operands[0].Shape.Columns),
        Op.SumGroups => Shape.Batch(operands[0].Shape.Columns),
        Op.SumTiles => Shape.Fixed(operands[0].Shape.Rows, operands[0].Shape.Columns),
        Op.Product => Fitting(op, operands, operands[0].Shape.Columns == operands[1].Shape.Rows,
            operands[0].Shape.WithColumns(operands[1].Shape.Columns)),
        Op.ProductTransposed => Fitting(op, operands, operands[0].Shape.Columns == operands[1].Shape.Columns,
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
