using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>For each operation a small graph that applies it to leaves, with values away from kinks and poles.</summary>
internal static class OperationCases
{
    public const int Batch = 3;

    private static readonly string[] s_names = ["x", "y", "column", "row", "scalar", "matrix", "weight", "image", "filtered", "kernel", "pooled", "triangle", "fixed"];

    /// <summary>Operations that are not differentiated.</summary>
    public static readonly IReadOnlySet<Op> Leaves = new HashSet<Op>
    {
        Op.Input, Op.Parameter, Op.Constant, Op.RunScalar, Op.Noise, Op.Identity, Op.ColumnIndex, Op.Detach, Op.PairwiseSlope, Op.MixtureSlope, Op.MixtureMoment, Op.SphereAngleSlope, Op.WindowArgMax, Op.CountRows, Op.RandomRows, Op.TopColumns, Op.KeepColumns, Op.BatchThreshold,
    };

    // x / (1 + exp(−x))
    private static ScalarBody Quotient
    {
        get
        {
            var graph = new ArrayGraph();
            Node x = graph.Input("x", 2);
            return new ScalarBody("f", graph, x, graph.Divide(x, graph.Add(graph.One, graph.Apply(Op.Exp, graph.Negate(x)))));
        }
    }

    /// <summary>The operation on leaves of every admissible kind of shape.</summary>
    public static IEnumerable<Node> Of(ArrayGraph graph, Op op)
    {
        Node x = graph.Input("x", 5);
        Node y = graph.Input("y", 5);
        Node column = graph.Input("column", 1);
        Node row = graph.Parameter("row", 0, 1, 5);
        Node scalar = graph.Parameter("scalar", 1, 1, 1);
        Node matrix = graph.Parameter("matrix", 2, 4, 5);
        Node weight = graph.Parameter("weight", 3, 5, 2);
        var window = new ConvolutionShape(new WindowAxis(3, 2, 2, 1, 2), new WindowAxis(2, 3, 1, 1, 2), 2, 3);
        Node image = graph.Input("image", window.XColumns);
        Node filtered = graph.Input("filtered", window.YColumns);
        Node kernel = graph.Parameter("kernel", 4, window.Depth, window.Filters);
        var pooling = new WindowShape(new WindowAxis(3, 2, 1, 1, 4), new WindowAxis(2, 3, 2, 1, 1), 2);
        Node pooled = graph.Input("pooled", pooling.YColumns);
        Node still = Fixed(graph, window.XColumns);
        Node rows = graph.Apply(Op.Exp, graph.Tile(matrix));
        // Differences of second derivatives are exact enough where triangles are small.
        Node triangle = graph.Scale(graph.Input("triangle", 10), 0.2);
        Node places = graph.TopColumns(y, 3);
        Node some = graph.GatherColumns(x, places);
        return op switch
        {
            Op.Power => [graph.Power(x, 1.7), graph.Power(x, -1.5)],
            Op.Select => [graph.Select(graph.Subtract(x, graph.Constant(1.1)), y, row), graph.Select(graph.Subtract(x, y), graph.Square(x), scalar)],
            Op.Function => [graph.Function(Quotient, x), graph.Function(Quotient, matrix)],
            Op.Broadcast => [graph.Broadcast(column, Shape.Batch(5)), graph.Broadcast(row, Shape.Batch(5)), graph.Broadcast(scalar, Shape.Fixed(4, 5))],
            Op.RepeatRows => [graph.RepeatRows(x, 4)],
            Op.Tile => [graph.Tile(matrix)],
            Op.Reshape => [graph.Reshape(image, 4), graph.Reshape(graph.Multiply(rows, graph.RepeatRows(x, 4)), 2), graph.Reshape(graph.Apply(Op.Exp, graph.Reshape(image, 3)), 1), graph.Reshape(matrix, 2), graph.Reshape(matrix, 20)],
            Op.Copy => [graph.Copy(graph.Apply(Op.Exp, x))],
            Op.Reduce => [.. Enum.GetValues<ReduceOperator>().SelectMany(reduce => Enum.GetValues<ReduceAxis>().SelectMany(axis => Reductions(graph, reduce, axis, x, matrix, rows)))],
            Op.Product => [graph.Apply(op, x, weight), graph.Apply(op, rows, weight)],
            Op.ProductTransposed => [graph.Apply(op, x, matrix), graph.Apply(op, rows, matrix)],
            Op.TransposedProduct => [graph.Apply(op, x, y), graph.Apply(op, rows, graph.RepeatRows(y, 4))],
            Op.WeightedDistances => [graph.Apply(op, x, matrix, graph.Square(matrix)), graph.Apply(op, rows, graph.Scale(matrix, 0.5), matrix)],
            Op.TriangularProduct or Op.TriangularProductTransposed => [graph.Apply(op, triangle, x), graph.Apply(op, graph.RepeatRows(triangle, 4), rows)],
            Op.TriangularOuterProduct => [graph.Apply(op, x, y), graph.Apply(op, x, x), graph.Apply(op, rows, graph.RepeatRows(y, 4))],
            Op.SphereCumulant => [.. Enumerable.Range(0, 3).Select(derivative => graph.SphereCumulant(x, 5, derivative)), graph.SphereCumulant(matrix, 2, 0), graph.SphereCumulant(column, 17, 1)],
            Op.SphereAngle => [graph.SphereAngle(op, 4, column, graph.Scale(graph.GatherColumns(x, graph.TopColumns(y, 1)), 0.5)), graph.SphereAngle(op, 2, graph.RepeatRows(column, 2), graph.Scale(graph.RepeatRows(column, 2), 0.4))],
            Op.SphereAngleSlope => [graph.SphereAngle(op, 4, column, column)],
            Op.Convolve => [graph.Convolution(op, window, image, kernel), graph.Convolution(op, window, graph.Apply(Op.Exp, graph.RepeatRows(image, 2)), kernel), graph.Convolution(op, window, still, kernel)],
            Op.ConvolveTransposed => [graph.Convolution(op, window, filtered, kernel), graph.Convolution(op, window, graph.RepeatRows(filtered, 2), kernel), graph.Convolution(op, window, Fixed(graph, window.YColumns), kernel)],
            Op.PatchProduct => [graph.Convolution(op, window, image, filtered), graph.Convolution(op, window, still, Fixed(graph, window.YColumns))],
            Op.WindowGather => [graph.WindowMax(pooling, image), graph.Windows(op, pooling, graph.Apply(Op.Exp, graph.RepeatRows(image, 2)), graph.Windows(Op.WindowArgMax, pooling, image)), graph.WindowMax(pooling, still)],
            Op.WindowScatter => [graph.Windows(op, pooling, pooled, graph.Windows(Op.WindowArgMax, pooling, image)), graph.Windows(op, pooling, graph.RepeatRows(pooled, 2), graph.Windows(Op.WindowArgMax, pooling, image))],
            Op.WindowSum => [graph.Windows(op, pooling, image), graph.Windows(op, pooling, still), graph.Windows(op, pooling, graph.RepeatRows(image, 2))],
            Op.WindowSpread => [graph.Windows(op, pooling, pooled), graph.Windows(op, pooling, Fixed(graph, pooling.YColumns))],
            Op.PairwiseSum => [graph.PairwiseSum(PairKernel.InverseMultiquadric(3), x, y), graph.PairwiseSum(PairKernel.InverseMultiquadric(0.5), x, x)],
            Op.MixtureLogDensity => [graph.MixtureLogDensity(x, y, graph.Square(x), column), graph.MixtureLogDensity(x, y, graph.Apply(Op.Exp, x), graph.Scale(y, 0.5)), graph.MixtureLogDensity(x, x, y, x)],
            Op.GatherRows => [graph.GatherRows(Numbers(graph, x), matrix), graph.GatherRows(Numbers(graph, rows), graph.Square(matrix))],
            Op.ScatterRows => [graph.ScatterRows(Numbers(graph, x), y, 4), graph.ScatterRows(Numbers(graph, rows), graph.Multiply(rows, graph.RepeatRows(y, 4)), 5)],
            Op.TopColumns => [places],
            Op.GatherColumns => [some, graph.GatherColumns(row, places)],
            Op.ScatterColumns => [graph.ScatterColumns(some, places, 5), graph.Apply(Op.Exp, graph.ScatterColumns(some, places, 7))],
            Op.SparseProduct => [graph.SparseProduct(op, some, places, weight)],
            Op.SampledProduct => [graph.SparseProduct(op, graph.Apply(Op.Product, x, weight), weight, places)],
            Op.TransposedSparseProduct => [graph.SparseSum(op, 5, some, places, column), graph.SparseSum(op, 6, some, places, x)],
            Op.SparseColumnSums => [graph.SparseSum(op, 5, some, places)],
            Op.RepeatPixels => [graph.RepeatPixels(row, 3)],
            Op.SumPixels => [graph.SumPixels(graph.RepeatPixels(row, 4), 2), graph.SumPixels(graph.Sum(ReduceAxis.Rows, image), 6)],
            Op.Maximum => [graph.Apply(op, x, y), graph.Apply(op, graph.Subtract(x, graph.One), graph.Zero), graph.Apply(op, x, row)],
            Op.Abs or Op.Sign or Op.Step => [graph.Apply(op, graph.Subtract(x, graph.One))],
            Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Minimum =>
                [graph.Apply(op, x, y), graph.Apply(op, x, row), graph.Apply(op, row, x), graph.Apply(op, x, column), graph.Apply(op, scalar, x), graph.Apply(op, matrix, row)],
            _ => [graph.Apply(op, x), graph.Apply(op, matrix)],
        };
    }

    // Two images that are the same for all examples.
    private static Node Fixed(ArrayGraph graph, int columns) => graph.Parameter("fixed", 5, 2, columns);

    // Places of largest values, which are far enough from the others that differences do not move them.
    private static Node Numbers(ArrayGraph graph, Node values) => graph.Apply(Op.Minimum, graph.Detach(graph.ArgMax(values)), graph.Constant(3));

    private static IEnumerable<Node> Reductions(ArrayGraph graph, ReduceOperator op, ReduceAxis axis, Node x, Node matrix, Node rows) => axis switch
    {
        ReduceAxis.Columns => [graph.Reduce(op, axis, x), graph.Reduce(op, axis, matrix)],
        ReduceAxis.Rows => [graph.Reduce(op, axis, x), graph.Reduce(op, axis, matrix), graph.Reduce(op, axis, rows)],
        _ => [graph.Reduce(op, axis, graph.Multiply(rows, graph.RepeatRows(x, 4)))],
    };

    /// <summary>Values in 0.55 .. 1.45, none near 1, where the cases above have their kinks, and no two near each other.</summary>
    public static double Value(Node node, int row, int column, int seed)
    {
        int index = Array.IndexOf(s_names, node.Name);
        int step = ((row * 259) + (column * 111) + (seed * 481) + (index * 407)) % 44;
        return 0.55 + (0.02 * step) + (0.001 * index) + (step >= 22 ? 0.021 : 0);
    }
}
