namespace RepLearn.Evaluation;

/// <summary>
/// How well groups fit known classes, whatever numbers the groups have. Both are given as one number per row; any numbers will do. A row's
/// group may be a cluster, a component of a mixture, a code word, or the unit that is on.
/// </summary>
public static class ClusterAgreement
{
    /// <summary>
    /// The share of rows that belong to the most frequent class of their cluster (Manning, Raghavan and Schütze 2008, 16.3). It is 1 if each row has a
    /// cluster of its own: compare it at equal numbers of clusters only.
    /// </summary>
    /// <param name="clusters">The cluster of each row.</param>
    /// <param name="classes">The class of each row.</param>
    /// <exception cref="ArgumentException">There are no rows, or the lengths differ.</exception>
    public static double Purity(ReadOnlySpan<int> clusters, ReadOnlySpan<int> classes)
    {
        var table = new Contingency(clusters, classes);
        var most = new long[table.First.Length];
        foreach (((int cluster, _), long count) in table.Cells)
        {
            most[cluster] = Math.Max(most[cluster], count);
        }

        return (double)most.Sum() / table.Rows;
    }

    /// <summary>
    /// Normalised mutual information: <c>I(u; v) / ((H(u) + H(v)) / 2)</c>, from 0 to 1 (Strehl and Ghosh 2002, with the arithmetic mean as scikit-learn
    /// has it); 1 where both have one group only.
    /// </summary>
    /// <inheritdoc cref="AdjustedRandIndex"/>
    public static double NormalizedMutualInformation(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var table = new Contingency(first, second);
        double mean = (table.FirstEntropy + table.SecondEntropy) / 2;
        return mean > 0 ? table.MutualInformation / mean : 1;
    }

    /// <summary>
    /// The adjusted Rand index (Hubert and Arabie 1985): the share of pairs of rows on which both groupings agree, shifted and scaled so that
    /// chance gives 0 in expectation and equal groupings give 1. It can be below 0.
    /// </summary>
    /// <param name="first">The group of each row in one grouping.</param>
    /// <param name="second">The group of each row in the other.</param>
    /// <exception cref="ArgumentException">There are no rows, or the lengths differ.</exception>
    public static double AdjustedRandIndex(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var table = new Contingency(first, second);
        double together = table.Cells.Values.Sum(Pairs);
        double firstPairs = table.First.Sum(Pairs);
        double secondPairs = table.Second.Sum(Pairs);
        double expected = table.Rows > 1 ? firstPairs * secondPairs / Pairs(table.Rows) : 0;
        double most = (firstPairs + secondPairs) / 2;

        // Both groupings are one group, or both are single rows: they are equal.
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double Pairs(long count) => 0.5 * count * (count - 1);
}
