namespace RepLearn.Dsl.Generators.Graph;

/// <summary>The result's shape for each kind of operation, and the check that its operands fit.</summary>
internal static class ShapeInference
{
    /// <summary>Whether the shape follows from operands and arguments alone.</summary>
    public static bool IsInferred(Op op) => OpTable.Of(op).Kind is OpKind.Elementwise or OpKind.Reduction or OpKind.Product or OpKind.Pixels or OpKind.Pairwise || op == Op.Copy;

    public static Shape Infer(Op op, IReadOnlyList<Node> operands, OpArguments? arguments = null) => OpTable.Of(op).Kind switch
    {
        OpKind.Elementwise => operands.Select(operand => operand.Shape).Aggregate(Common),
        OpKind.Reduction => Reduced(operands[0].Shape, ((Reduction)arguments!).Axis),
        OpKind.Product when arguments is ConvolutionShape window => Convolution(op, window, operands[0].Shape, operands[1].Shape),
        OpKind.Product => Product(op, operands),
        OpKind.Pairwise => Pairs(op, operands),
        OpKind.Pixels => Pixels(op, ((PixelCount)arguments!).Count, operands[0].Shape),
        OpKind.Repetition when op == Op.Copy => operands[0].Shape,
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

    private static Shape Reduced(Shape shape, ReduceAxis axis) => axis switch
    {
        ReduceAxis.Columns => shape.WithColumns(1),
        ReduceAxis.Rows => Shape.Fixed(1, shape.Columns),
        ReduceAxis.ExampleRows when shape.PerExample => Shape.Batch(shape.Columns),
        ReduceAxis.Examples when shape.PerExample => Shape.Fixed(shape.Rows, shape.Columns),
        _ => throw new InvalidOperationException($"Shape inference: {shape} has no examples to reduce."),
    };

    // The second factor of a product is the same for all examples: one per example would be a product of its own for each.
    private static Shape Product(Op op, IReadOnlyList<Node> operands)
    {
        Shape left = operands[0].Shape;
        Shape right = operands[1].Shape;
        return op switch
        {
            Op.Product when !right.PerExample && left.Columns == right.Rows => left.WithColumns(right.Columns),
            Op.ProductTransposed when !right.PerExample && left.Columns == right.Columns => left.WithColumns(right.Rows),
            Op.TransposedProduct when left.PerExample == right.PerExample && left.Rows == right.Rows => Shape.Fixed(left.Columns, right.Columns),
            _ => throw new InvalidOperationException($"Shape inference: {op} does not fit {left} and {right}."),
        };
    }

    // Images are rows of examples, and weights the same for all of them.
    private static Shape Convolution(Op op, ConvolutionShape window, Shape left, Shape right)
    {
        Shape weights = Shape.Fixed(window.Depth, window.Filters);
        return op switch
        {
            Op.Convolve when left.PerExample && left.Columns == window.XColumns && right == weights => left.WithColumns(window.YColumns),
            Op.ConvolveTransposed when left.PerExample && left.Columns == window.YColumns && right == weights => left.WithColumns(window.XColumns),
            Op.PatchProduct when left.PerExample && left.Columns == window.XColumns && right == left.WithColumns(window.YColumns) => weights,
            _ => throw new InvalidOperationException($"Shape inference: {op} of {window} does not fit {left} and {right}."),
        };
    }

    private static Shape Pixels(Op op, int count, Shape row) => row switch
    {
        { PerExample: false, Rows: 1 } when op == Op.RepeatPixels => row.WithColumns(row.Columns * count),
        { PerExample: false, Rows: 1 } when row.Columns % count == 0 => row.WithColumns(row.Columns / count),
        _ => throw new InvalidOperationException($"Shape inference: {op} along {count} pixels does not fit {row}."),
    };

    private static Shape Pairs(Op op, IReadOnlyList<Node> operands)
    {
        Shape x = operands[0].Shape;
        bool fits = x.PerExample && x.Rows == 1 && operands[1].Shape == x && (operands.Count < 3 || operands[2].Shape == Shape.Batch(1));
        return fits ? op == Op.PairwiseSum ? Shape.Batch(1) : x : throw Mismatch(x, operands[1].Shape);
    }

    private static InvalidOperationException Mismatch(Shape left, Shape right) =>
        new($"Shape inference: {left} and {right} have no common shape.");
}
