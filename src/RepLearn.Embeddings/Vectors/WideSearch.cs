namespace RepLearn.Embeddings.Vectors;

/// <summary>
/// Searches by dot product and distance whose keys leave the range of single precision: with values of 1e20 their squares
/// overflow, with values of 1e-25 they become 0, and the order is lost. In double neither can happen.
/// </summary>
internal static class WideSearch
{
    // Partial sums below this are finite.
    private const double MostSum = 1e38;

    // A product below the smallest normal number loses digits, at most 2^-149 for each value of a row: nothing beside a key above 2^-100.
    private const double LeastProduct = 1.17549435e-38;
    private static readonly float s_leastKey = MathF.ScaleB(1, -100);

    /// <summary>Whether the rows that were found in single precision may be the wrong ones.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="questions">What they were compared with.</param>
    /// <param name="question">The question.</param>
    /// <param name="found">What was found for it.</param>
    /// <param name="threads">Threads to use at most.</param>
    public static bool IsNeeded(VectorTable table, Questions questions, int question, ReadOnlySpan<(int Row, float Key)> found, int threads)
    {
        if (questions.Ranking is not (Ranking.Dot or Ranking.Distance))
        {
            return false;
        }

        ValueRange rows = table.Range(threads);
        ValueRange query = ValueRange.Of(questions[question]);
        bool isDistance = questions.Ranking == Ranking.Distance;
        double largest = isDistance ? Math.Pow((double)rows.Largest + query.Largest, 2) : (double)rows.Largest * query.Largest;
        if (largest * table.Dimension >= MostSum)
        {
            return true;
        }

        // Two values that differ do so by the last digit of the smaller one at least.
        double smallest = isDistance
            ? Math.Pow(Math.ScaleB(Math.Min(rows.Smallest, query.Smallest), -24), 2)
            : (double)rows.Smallest * query.Smallest;
        if (smallest >= LeastProduct)
        {
            return false;
        }

        foreach ((_, float key) in found)
        {
            if (Math.Abs(key) < s_leastKey)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Searches for the answers to one question.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="questions">The questions, by dot product or distance.</param>
    /// <param name="question">The one to answer.</param>
    /// <param name="keep">Rows to find.</param>
    /// <param name="threads">Threads to use at most.</param>
    /// <returns>Rows and keys, dot products or negated distances, the largest key first; of equal keys the lower row first.</returns>
    public static (int Row, double Key)[] Run(VectorTable table, Questions questions, int question, int keep, int threads)
    {
        var gate = new Lock();
        var nearest = new NearestRows<double>(keep);
        RowPartition.Run(table.Count, table.Stride, block: 1, threads, (first, end) =>
        {
            ReadOnlySpan<float> query = questions[question];
            var share = new NearestRows<double>(keep);
            for (int row = first; row < end; row++)
            {
                share.Offer(questions.Ranking == Ranking.Dot ? VectorProducts.Dot(query, table[row]) : -VectorProducts.Euclidean(query, table[row]), row);
            }

            lock (gate)
            {
                nearest.Merge(share);
            }
        });
        return nearest.Drain();
    }
}
