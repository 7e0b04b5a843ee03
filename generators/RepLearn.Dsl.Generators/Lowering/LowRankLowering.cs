using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>
/// Lowers the normal distribution with the covariance <c>I + V Vᵀ</c>, V being a few columns that each example has of its own. All that is not linear in V
/// follows from the capacitance matrix <c>C = I + VᵀV = Rᵀ R</c>, by the QR decomposition of V with the identity below it, whose columns the modified
/// Gram–Schmidt process makes orthogonal one after the other: C itself would lose digits where V is large.
/// </summary>
internal sealed class LowRankLowering(ArrayGraph graph, int rank)
{
    /// <summary>A draw: <c>ε + V η</c>.</summary>
    public Node Spread(Node[] factors, Node noise, Node factorNoise)
    {
        Node spread = noise;
        for (int index = 0; index < rank; index++)
        {
            Node isColumn = graph.EqualsColumn(graph.Constant(index), rank);
            Node weight = graph.Sum(ReduceAxis.Columns, graph.Select(isColumn, factorNoise, graph.Zero));
            spread = graph.Add(spread, graph.Multiply(graph.RepeatRows(factors[index], noise.Shape.Rows), weight));
        }

        return spread.Named("spread");
    }

    /// <summary>The diagonal of <c>I + V Vᵀ</c>.</summary>
    public Node Variances(Node[] factors) => factors.Aggregate(graph.One, (sum, factor) => graph.Add(sum, graph.Square(factor))).Named("spreadVariance");

    /// <summary>For each dimension a part of <c>ln det (I + V Vᵀ)</c>: the logarithm of its variance, and an equal share of the rest.</summary>
    public Node LogVariances(Node[] factors)
    {
        Node own = graph.Apply(Op.Log, Variances(factors));
        Node rest = graph.Subtract(LogDeterminant(Orthogonal(factors)), graph.Sum(ReduceAxis.Columns, own));
        return graph.Add(own, graph.Scale(rest, 1.0 / factors[0].Shape.Columns));
    }

    /// <summary>
    /// <c>−½ xᵀ (I + V Vᵀ)⁻¹ x − ½ ln det (I + V Vᵀ) − d/2 ln 2π</c> of <c>x = ε + V η</c>, one value per row. The quadratic form is the least squared length
    /// of <c>[ε + V y; y − η]</c> over y: what is left of <c>[ε; −η]</c> across the orthogonal columns, which does not cancel as Woodbury's identity does.
    /// </summary>
    public Node LogDensity(Node[] factors, Draw draw)
    {
        int samples = draw.Code.Shape.Rows;
        Pair[] columns = Orthogonal(factors);
        var rest = new Pair(draw.Standard!, graph.Negate(draw.FactorNoise!));
        foreach (Pair column in columns)
        {
            var repeated = new Pair(graph.RepeatRows(column.Upper, samples), graph.RepeatRows(column.Lower, samples));
            rest = Across(rest, repeated, Dot(repeated, rest));
        }

        Node determinant = graph.RepeatRows(LogDeterminant(columns), samples);
        Node constant = graph.Constant(-0.5 * draw.Code.Shape.Columns * Math.Log(2 * Math.PI));
        return graph.Add(graph.Scale(graph.Add(Dot(rest, rest), determinant), -0.5), constant);
    }

    private Pair[] Orthogonal(Node[] factors)
    {
        var columns = new List<Pair>();
        for (int index = 0; index < rank; index++)
        {
            Node isColumn = graph.EqualsColumn(graph.Constant(index), rank);
            Node unit = graph.Select(isColumn, graph.One, graph.Zero);
            var column = new Pair(factors[index], graph.Broadcast(unit, factors[index].Shape.WithColumns(rank)));
            foreach (Pair other in columns)
            {
                column = Across(column, other, Dot(other, column));
            }

            Node square = Dot(column, column).Named("pivot");
            Node inverse = graph.Divide(graph.One, graph.Apply(Op.Sqrt, square));
            columns.Add(new Pair(graph.Multiply(column.Upper, inverse), graph.Multiply(column.Lower, inverse)) { Square = square });
        }

        return [.. columns];
    }

    // The squared lengths are at least 1.
    private Node LogDeterminant(IReadOnlyList<Pair> columns) => columns.Select(column => graph.Apply(Op.Log, column.Square!)).Aggregate(graph.Add);

    private Pair Across(Pair vector, Pair unit, Node along) => new(
        graph.Subtract(vector.Upper, graph.Multiply(unit.Upper, along)), graph.Subtract(vector.Lower, graph.Multiply(unit.Lower, along)));

    private Node Dot(Pair left, Pair right) => graph.Add(
        graph.Sum(ReduceAxis.Columns, graph.Multiply(left.Upper, right.Upper)), graph.Sum(ReduceAxis.Columns, graph.Multiply(left.Lower, right.Lower)));

    /// <summary>A vector in two parts: as long as the code, and as the rank.</summary>
    private sealed record Pair(Node Upper, Node Lower)
    {
        /// <summary>Of an orthogonal column, its squared length before it was made a unit vector.</summary>
        public Node? Square { get; init; }
    }
}
