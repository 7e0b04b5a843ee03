namespace RepLearn.Dsl.Generators.Graph;

/// <summary>The shape of an operation's result; null where the operands do not fit.</summary>
internal delegate Shape? ShapeRule(Node[] operands, OpArguments? arguments);

/// <summary>The column "shape" of <see cref="OpTable"/>.</summary>
internal static class ShapeRules
{
    public static Shape? SameAsOperand(Node[] operands, OpArguments? arguments) => operands[0].Shape;

    /// <summary>Operands of one row, one column or one value are broadcast.</summary>
    public static Shape? Elementwise(Node[] operands, OpArguments? arguments)
    {
        Shape? common = operands[0].Shape;
        for (int operand = 1; operand < operands.Length && common is not null; operand++)
        {
            common = Shape.TryCommon(common, operands[operand].Shape);
        }

        return common;
    }

    public static Shape? OncePerExample(Node[] operands, OpArguments? arguments) =>
        operands[0].Shape is { PerExample: false } matrix ? Shape.Batch(matrix.Columns, matrix.Rows) : null;

    public static Shape? Reshape(Node[] operands, OpArguments? arguments)
    {
        int rows = ((RowCount)arguments!).Count;
        Shape shape = operands[0].Shape;
        return shape.Values % rows == 0 ? new Shape(shape.PerExample, rows, (int)(shape.Values / rows)) : null;
    }

    public static Shape? Reduced(Node[] operands, OpArguments? arguments)
    {
        Shape shape = operands[0].Shape;
        return ((Reduction)arguments!).Axis switch
        {
            ReduceAxis.Columns => shape.WithColumns(1),
            ReduceAxis.Rows => Shape.Fixed(1, shape.Columns),
            ReduceAxis.ExampleRows when shape.PerExample => Shape.Batch(shape.Columns),
            ReduceAxis.Examples when shape.PerExample => Shape.Fixed(shape.Rows, shape.Columns),
            _ => null,
        };
    }

    // The second factor of a product is the same for all examples: one per example would be a product of its own for each.
    public static Shape? Product(Node[] operands, OpArguments? arguments) =>
        operands[1].Shape is { PerExample: false } right && operands[0].Shape.Columns == right.Rows
            ? operands[0].Shape.WithColumns(right.Columns)
            : null;

    public static Shape? ProductTransposed(Node[] operands, OpArguments? arguments) =>
        operands[1].Shape is { PerExample: false } right && operands[0].Shape.Columns == right.Columns
            ? operands[0].Shape.WithColumns(right.Rows)
            : null;

    public static Shape? TransposedProduct(Node[] operands, OpArguments? arguments)
    {
        Shape left = operands[0].Shape;
        Shape right = operands[1].Shape;
        return left.PerExample == right.PerExample && left.Rows == right.Rows ? Shape.Fixed(left.Columns, right.Columns) : null;
    }

    /// <summary>Points and weights are the same for all examples.</summary>
    public static Shape? WeightedDistances(Node[] operands, OpArguments? arguments)
    {
        Shape x = operands[0].Shape;
        return x.PerExample && operands[1].Shape is { PerExample: false } points && points.Columns == x.Columns && operands[2].Shape == points
            ? x.WithColumns(points.Rows)
            : null;
    }

    public static Shape? TriangularProduct(Node[] operands, OpArguments? arguments) =>
        operands[1].Shape is { PerExample: true } x && operands[0].Shape == x.WithColumns(x.Columns * (x.Columns - 1) / 2) ? x : null;

    public static Shape? TriangularOuterProduct(Node[] operands, OpArguments? arguments) =>
        operands[0].Shape is { PerExample: true, Columns: > 1 } y && operands[1].Shape == y ? y.WithColumns(y.Columns * (y.Columns - 1) / 2) : null;

    public static Shape? SphereAngle(Node[] operands, OpArguments? arguments) =>
        operands[0].Shape is { PerExample: true, Columns: 1 } column && operands[1].Shape == column ? column : null;

    // Images are rows, and weights the same for all of them.
    public static Shape? Convolve(Node[] operands, OpArguments? arguments)
    {
        var window = (ConvolutionShape)arguments!;
        return Fits(operands[0].Shape, window.XColumns) && operands[1].Shape == Weights(window) ? operands[0].Shape.WithColumns(window.YColumns) : null;
    }

    public static Shape? ConvolveTransposed(Node[] operands, OpArguments? arguments)
    {
        var window = (ConvolutionShape)arguments!;
        return Fits(operands[0].Shape, window.YColumns) && operands[1].Shape == Weights(window) ? operands[0].Shape.WithColumns(window.XColumns) : null;
    }

    public static Shape? PatchProduct(Node[] operands, OpArguments? arguments)
    {
        var window = (ConvolutionShape)arguments!;
        Shape images = operands[0].Shape;
        return Fits(images, window.XColumns) && operands[1].Shape == images.WithColumns(window.YColumns) ? Weights(window) : null;
    }

    public static Shape? ToWindows(Node[] operands, OpArguments? arguments)
    {
        var window = (WindowShape)arguments!;
        return Fits(operands[0].Shape, window.XColumns) && HavePlaces(window, operands) ? operands[0].Shape.WithColumns(window.YColumns) : null;
    }

    public static Shape? FromWindows(Node[] operands, OpArguments? arguments)
    {
        var window = (WindowShape)arguments!;
        return Fits(operands[0].Shape, window.YColumns) && HavePlaces(window, operands) ? operands[0].Shape.WithColumns(window.XColumns) : null;
    }

    /// <summary>A value per example.</summary>
    public static Shape? PairwiseSum(Node[] operands, OpArguments? arguments) =>
        PairwiseSlope(operands, arguments) is null ? null : Shape.Batch(1);

    public static Shape? PairwiseSlope(Node[] operands, OpArguments? arguments)
    {
        Shape x = operands[0].Shape;
        bool fits = x.PerExample && x.Rows == 1 && operands[1].Shape == x && (operands.Length < 3 || operands[2].Shape == Shape.Batch(1));
        return fits ? x : null;
    }

    /// <summary>As c: a value per example, or one for each of its columns.</summary>
    public static Shape? MixtureLogDensity(Node[] operands, OpArguments? arguments)
    {
        Shape x = operands[0].Shape;
        Shape offset = operands[3].Shape;
        bool fits = x.PerExample && x.Rows == 1 && operands[1].Shape == x && operands[2].Shape == x && (offset == x || offset == x.WithColumns(1));
        return fits && operands.Skip(4).All(operand => operand.Shape == offset) ? offset : null;
    }

    public static Shape? MixtureSlope(Node[] operands, OpArguments? arguments) =>
        MixtureLogDensity(operands, arguments) is null ? null : operands[0].Shape;

    public static Shape? MixtureMoment(Node[] operands, OpArguments? arguments) =>
        MixtureLogDensity(operands, arguments) is not { } offset ? null : ((MomentOrder)arguments!).Power == 0 ? offset : operands[0].Shape;

    public static Shape? GatherRows(Node[] operands, OpArguments? arguments) =>
        operands[0].Shape is { PerExample: true, Columns: 1 } numbers && operands[1].Shape is { PerExample: false } table ? numbers.WithColumns(table.Columns) : null;

    public static Shape? ScatterRows(Node[] operands, OpArguments? arguments) =>
        operands[0].Shape is { PerExample: true, Columns: 1 } numbers && operands[1].Shape.WithColumns(1) == numbers
            ? Shape.Fixed(((RowCount)arguments!).Count, operands[1].Shape.Columns)
            : null;

    public static Shape? CountRows(Node[] operands, OpArguments? arguments) =>
        operands[0].Shape is { PerExample: true, Columns: 1 } ? Shape.Fixed(((RowCount)arguments!).Count, 1) : null;

    public static Shape? RandomRows(Node[] operands, OpArguments? arguments) =>
        operands[0].Shape is { PerExample: true } batch ? Shape.Fixed(((RowDraw)arguments!).Count, batch.Columns) : null;

    public static Shape? RepeatPixels(Node[] operands, OpArguments? arguments) =>
        operands[0].Shape is { PerExample: false, Rows: 1 } row ? row.WithColumns(row.Columns * ((PixelCount)arguments!).Count) : null;

    public static Shape? SumPixels(Node[] operands, OpArguments? arguments)
    {
        int count = ((PixelCount)arguments!).Count;
        return operands[0].Shape is { PerExample: false, Rows: 1 } row && row.Columns % count == 0 ? row.WithColumns(row.Columns / count) : null;
    }

    // Several rows of an example, such as tangents, have the places of its one row.
    private static bool HavePlaces(WindowShape window, Node[] operands)
    {
        if (operands.Length < 2)
        {
            return true;
        }

        (Shape images, Shape places) = (operands[0].Shape, operands[1].Shape);
        return Fits(places, window.YColumns) && images.PerExample == places.PerExample && images.Rows % places.Rows == 0;
    }

    // Of the batch, or of fixed size, a row each.
    private static bool Fits(Shape images, int columns) => images.Columns == columns;

    private static Shape Weights(ConvolutionShape window) => Shape.Fixed(window.Depth, window.Filters);
}
