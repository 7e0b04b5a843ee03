namespace RepLearn.Embeddings.Evaluation;

/// <summary>Spearman's ρ (1904): whether two lists of values rise together, whatever their scales.</summary>
internal static class RankCorrelation
{
    /// <summary>
    /// Pearson's correlation of the ranks, equal values sharing the mean of theirs. From −1 to 1; null where it is not defined:
    /// with fewer than two values, or where all of a list are equal.
    /// </summary>
    public static double? Spearman(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] a = Ranks(first);
        double[] b = Ranks(second);
        double mean = (a.Length + 1) / 2.0;
        double squareA = 0;
        double squareB = 0;
        double product = 0;
        for (int index = 0; index < a.Length; index++)
        {
            squareA += (a[index] - mean) * (a[index] - mean);
            squareB += (b[index] - mean) * (b[index] - mean);
            product += (a[index] - mean) * (b[index] - mean);
        }

        // Ranks are whole or half numbers: the sums are exact, and 0 only where all values are equal.
        return squareA > 0 && squareB > 0 ? Math.Clamp(product / Math.Sqrt(squareA * squareB), -1, 1) : null;
    }

    /// <summary>The places of values in rising order, from 1.</summary>
    public static double[] Ranks(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
            }

            for (int place = start; place < end; place++)
            {
                ranks[order[place]] = (start + 1 + end) / 2.0;
            }
        }

        return ranks;
    }
}
