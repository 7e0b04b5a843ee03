namespace RepLearn.Evaluation;

/// <summary>
/// How clearly rows belong to their group, without known classes (Rousseeuw 1987): <c>(b − a) / max(a, b)</c>, where a is a row's mean Euclidean distance
/// from the others of its group and b the least of its mean distances from another group. From −1 to 1; 0 for a row alone in its group. Takes
/// time proportional to the square of the number of rows.
/// </summary>
public static class Silhouette
{
    /// <summary>The silhouette of each row.</summary>
    /// <param name="rows">Examples, one per row.</param>
    /// <param name="dimensions">Values in an example.</param>
    /// <param name="labels">The group of each row, any numbers; at least two groups, and fewer than rows.</param>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or there is one group only or as many as rows.</exception>
    public static double[] PerRow(ReadOnlySpan<float> rows, int dimensions, ReadOnlySpan<int> labels)
    {
        int count = RowCount.OfFinite(rows, dimensions, nameof(rows));
        RowCount.ExpectLabels(labels.Length, count, nameof(labels));
        var table = new Contingency(labels, labels);
        int groups = table.First.Length;
        if (groups < 2 || groups >= count)
        {
            throw new ArgumentException($"Expected at least 2 groups and fewer than the {count} rows, but got {groups}.", nameof(labels));
        }

        int[] distinct = [.. labels.ToArray().Distinct().Order()];
        int[] places = Array.ConvertAll(labels.ToArray(), label => Array.BinarySearch(distinct, label));
        var points = new PaddedRows(rows, dimensions);
        var values = new double[count];
        RowBlock.ForEach(count, (first, last) =>
        {
            var distances = new double[count];
            for (int row = first; row < last; row++)
            {
                points.Squares(points.Row(row), 0, distances);
                var sums = new double[groups];
                for (int other = 0; other < count; other++)
                {
                    sums[places[other]] += Math.Sqrt(distances[other]);
                }

                values[row] = Of(sums, table.First, places[row]);
            }
        });
        return values;
    }

    /// <summary>The mean silhouette of all rows.</summary>
    /// <inheritdoc cref="PerRow"/>
    public static double Mean(ReadOnlySpan<float> rows, int dimensions, ReadOnlySpan<int> labels) => PerRow(rows, dimensions, labels).Average();

    private static double Of(double[] sums, long[] counts, int own)
    {
        if (counts[own] == 1)
        {
            return 0;
        }

        double within = sums[own] / (counts[own] - 1);
        double between = double.PositiveInfinity;
        for (int group = 0; group < sums.Length; group++)
        {
            between = group == own ? between : Math.Min(between, sums[group] / counts[group]);
        }

        double larger = Math.Max(within, between);
        return larger > 0 ? (between - within) / larger : 0;
    }
}
