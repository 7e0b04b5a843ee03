namespace RepLearn.Dsl.Generators.Graph;

/// <summary>The multiply-adds of an operation's result, per example.</summary>
internal delegate long CostRule(Node node);

/// <summary>The column "cost" of <see cref="OpTable"/>.</summary>
internal static class CostRules
{
    // The approximate cost of a vectorised elementwise operation in multiply-adds of a matrix product.
    private const int ElementwiseCost = 4;

    // Work on pairs grows with the batch, which only the runtime knows.
    private const int TypicalBatch = 256;

    /// <summary>Of what does not depend on the batch, none.</summary>
    public static long PerValue(Node node) => node.Shape.PerExample ? ElementwiseCost * node.Shape.Values : 0;

    public static long PerSummedValue(Node node) => ElementwiseCost * node[node.Operands.Length - 1].Shape.Values;

    public static long Product(Node node) => node.Shape.Values * node[0].Shape.Columns;

    public static long Triangle(Node node) => Math.Max(node.Shape.Values, node[0].Shape.Values);

    /// <summary>Some hundred terms of a series and of a recurrence.</summary>
    public static long Expansion(Node node) => 300L * node.Shape.Values;

    /// <summary>About a hundred values of a density.</summary>
    public static long Quadrature(Node node) => 1000L * node.Shape.Values;

    public static long TransposedProduct(Node node) => node.Shape.Values * node[0].Shape.Rows;

    public static long Convolution(Node node)
    {
        var window = (ConvolutionShape)node.Arguments!;
        return (long)node[0].Shape.Rows * window.Pixels * window.Depth * window.Filters;
    }

    public static long Windows(Node node)
    {
        var window = (WindowShape)node.Arguments!;
        return (long)ElementwiseCost * node.Shape.Rows * window.YColumns * window.Places;
    }

    public static long OperandValues(Node node) => ElementwiseCost * node[0].Shape.Values;

    /// <summary>Rows that are gathered or added to, times their width.</summary>
    public static long SparseProduct(Node node) => (long)node[0].Shape.Columns * node.Shape.Columns;

    public static long Pairs(Node node) => (long)TypicalBatch * node[0].Shape.Columns;

    /// <summary>Of pairs, one for each value.</summary>
    public static long Exponentials(Node node) => ElementwiseCost * Pairs(node);
}
