namespace RepLearn.Embeddings.Vectors;

/// <summary>
/// What the products of a table's rows with vectors of length 1 are divided by to become cosines. Products of extreme rows, those
/// that are so short or so long that a product of single precision keeps few digits or overflows, are worked out in double; they
/// are cosines already.
/// </summary>
internal sealed class RowLengths
{
    private static readonly float s_shortest = MathF.ScaleB(1, -100);
    private static readonly float s_longest = MathF.ScaleB(1, 100);

    private readonly VectorTable _table;
    private readonly float[] _divisors;
    private readonly int[] _extremes;

    /// <param name="table">The rows.</param>
    /// <param name="threads">Threads to use at most.</param>
    public RowLengths(VectorTable table, int threads)
    {
        _table = table;
        _divisors = new float[table.Count];
        RowPartition.Run(table.Count, table.Stride, block: 1, threads, Measure);
        List<int> extremes = [];
        for (int row = 0; row < _divisors.Length; row++)
        {
            float length = _divisors[row];
            if (length == 0)
            {
                _divisors[row] = float.PositiveInfinity;
            }
            else if (!(length >= s_shortest && length <= s_longest))
            {
                _divisors[row] = 1;
                extremes.Add(row);
            }
        }

        _extremes = [.. extremes];
    }

    /// <summary>
    /// The length of each row, 1 for an extreme one, and ∞ for a row of zeros: a product divided by it is then 0, the defined
    /// cosine.
    /// </summary>
    public ReadOnlySpan<float> Divisors => _divisors;

    /// <summary>Puts the cosines of the extreme rows of a block in the place of their products.</summary>
    /// <param name="row">The block's first row.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="query">A vector of length 1.</param>
    /// <param name="products">Its products with the rows.</param>
    public void Correct(int row, int rows, ReadOnlySpan<float> query, Span<float> products)
    {
        int place = Array.BinarySearch(_extremes, row);
        for (place = place < 0 ? ~place : place; place < _extremes.Length && _extremes[place] < row + rows; place++)
        {
            int extreme = _extremes[place];
            products[extreme - row] = (float)VectorProducts.Cosine(query, _table[extreme]);
        }
    }

    private void Measure(int first, int end)
    {
        for (int row = first; row < end; row++)
        {
            // Squared in double, no value overflows or vanishes.
            _divisors[row] = (float)VectorProducts.Norm(_table[row]);
        }
    }
}
