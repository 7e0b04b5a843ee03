namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// The shapes of operations on a matrix S of few values in a row, which has one row for each example: values V and the numbers I of their columns.
/// What S multiplies is the same for all examples.
/// </summary>
internal static class SparseShapeRules
{
    public static Shape? TopColumns(Node[] operands, OpArguments? arguments) =>
        IsOfExamples(operands[0]) && operands[0].Shape.Columns >= Count(arguments) ? Shape.Batch(Count(arguments)) : null;

    /// <summary>Of I, M.</summary>
    public static Shape? KeepColumns(Node[] operands, OpArguments? arguments) => IsSparse(operands) ? operands[0].Shape : null;

    public static Shape? BatchThreshold(Node[] operands, OpArguments? arguments) =>
        IsOfExamples(operands[0]) && operands[0].Shape.Columns > Count(arguments) ? Shape.Scalar : null;

    /// <summary>Of X, I; X may be one row for all examples.</summary>
    public static Shape? GatherColumns(Node[] operands, OpArguments? arguments) =>
        operands[0].Shape.Rows == 1 && IsOfExamples(operands[1]) ? operands[1].Shape : null;

    /// <summary>Of V, I.</summary>
    public static Shape? ScatterColumns(Node[] operands, OpArguments? arguments) =>
        IsSparse(operands) ? Shape.Batch(Count(arguments)) : null;

    /// <summary>Of V, I, B.</summary>
    public static Shape? SparseProduct(Node[] operands, OpArguments? arguments) =>
        IsSparse(operands) && operands[2].Shape is { PerExample: false } b ? Shape.Batch(b.Columns) : null;

    /// <summary>Of Y, B, I.</summary>
    public static Shape? SampledProduct(Node[] operands, OpArguments? arguments) =>
        IsOfExamples(operands[0]) && operands[1].Shape is { PerExample: false } b && b.Columns == operands[0].Shape.Columns && IsOfExamples(operands[2])
            ? operands[2].Shape
            : null;

    /// <summary>Of V, I, Y.</summary>
    public static Shape? TransposedSparseProduct(Node[] operands, OpArguments? arguments) =>
        IsSparse(operands) && IsOfExamples(operands[2]) ? Shape.Fixed(Count(arguments), operands[2].Shape.Columns) : null;

    /// <summary>Of V, I.</summary>
    public static Shape? SparseColumnSums(Node[] operands, OpArguments? arguments) =>
        IsSparse(operands) ? Shape.Fixed(1, Count(arguments)) : null;

    private static bool IsOfExamples(Node node) => node.Shape is { PerExample: true, Rows: 1 };

    private static bool IsSparse(Node[] operands) => IsOfExamples(operands[0]) && operands[0].Shape == operands[1].Shape;

    private static int Count(OpArguments? arguments) => ((ColumnCount)arguments!).Count;
}
