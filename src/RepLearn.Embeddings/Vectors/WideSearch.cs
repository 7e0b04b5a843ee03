using System.Runtime.Intrinsics;

namespace RepLearn.Embeddings.Vectors;

/// <summary>
/// Searches by dot product and distance whose keys leave the range of single precision: with values of 1e20 their squares overflow, with
/// values of 1e-25 they become 0, and the order is lost. In double neither can happen. Sums whose parts cancel are kept as well; in single
/// precision their rounding errors may be as large as other keys.
/// </summary>
internal static class WideSearch
{
    /// <summary>
    /// Rows to find by dot product beyond those that are wanted: the key of the last one is then so far below the last wanted one's that
    /// rounding errors seldom reach from one to the other.
    /// </summary>
    public const int Spare = 16;

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

    /// <summary>The dot products of rows that were found, in double.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="questions">The questions, by dot product.</param>
    /// <param name="question">The one that was asked.</param>
    /// <param name="found">What was found for it.</param>
    /// <returns>Rows and dot products, the largest first; of equal ones the lower row first.</returns>
    public static (int Row, double Key)[] Measure(VectorTable table, Questions questions, int question, (int Row, float Key)[] found)
    {
        var measured = new NearestRows<double>(found.Length);
        foreach ((int row, _) in found)
        {
            measured.Offer(VectorProducts.Dot(questions[question], table[row]), row);
        }

        return measured.Drain();
    }

    /// <summary>Whether a row that was not found may have a larger dot product than the last one that is wanted.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="query">What they were compared with.</param>
    /// <param name="leastFound">The least key found, in single precision: no other row's was larger.</param>
    /// <param name="leastWanted">The least dot product wanted.</param>
    /// <param name="threads">Threads to use at most.</param>
    public static bool MayLack(VectorTable table, ReadOnlySpan<float> query, double leastFound, double leastWanted, int threads)
    {
        // A sum of n steps is wrong by less than n / (1 − n/2²⁴) units of 2⁻²⁴ of Σ|aᵢ bᵢ| (Higham 2002, 3.1); a lane's steps and those that fold 16 lanes.
        const int Folds = 4;
        double steps = (table.Stride / Vector512<float>.Count) + Folds;
        double unit = Math.ScaleB(1, -24);
        double sizes = 0;
        foreach (float value in query)
        {
            sizes += Math.Abs((double)value);
        }

        return leastWanted < leastFound + (steps * unit / (1 - (steps * unit)) * sizes * table.Range(threads).Largest);
    }

    /// <summary>Searches for the answers to one question.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="questions">The questions, by dot product or distance.</param>
    /// <param name="question">The one to answer.</param>
    /// <param name="keep">Rows to find.</param>
    /// <param name="threads">Threads to use at most.</param>
    /// <param name="accepts">Whether a row may be found; null if all may.</param>
    /// <returns>Rows and keys, dot products or negated distances, the largest key first; of equal keys the lower row first.</returns>
    public static (int Row, double Key)[] Run(VectorTable table, Questions questions, int question, int keep, int threads, Func<int, bool>? accepts)
    {
        var gate = new Lock();
        var nearest = new NearestRows<double>(keep);
        RowPartition.Run(table.Count, table.Stride, block: 1, threads, (first, end) =>
        {
            ReadOnlySpan<float> query = questions[question];
            var share = new NearestRows<double>(keep);
            for (int row = first; row < end; row++)
            {
                if (accepts is not null && !accepts(row))
                {
                    continue;
                }

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
