namespace RepLearn.Data;

/// <summary>Where a table has means in the place of missing values.</summary>
/// <param name="starts">The first column of each feature, and behind the last one the number of columns.</param>
/// <param name="features">The features that have no value, by the place of their row.</param>
internal sealed class CsvGaps(int[] starts, IReadOnlyDictionary<int, int[]> features)
{
    private int Width => starts[^1];

    /// <summary>The same of some rows.</summary>
    public CsvGaps Select(int[] places) =>
        new(starts, Enumerable.Range(0, places.Length).Where(row => features.ContainsKey(places[row])).ToDictionary(row => row, row => features[places[row]]));

    /// <summary>The means of columns over the rows where there is a value; NaN of a feature without any.</summary>
    public double[] Means(ReadOnlySpan<float> values)
    {
        int rows = values.Length / Width;
        var sums = new double[Width];
        var counts = new int[Width];
        Array.Fill(counts, rows);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < Width; column++)
            {
                sums[column] += values[(row * Width) + column];
            }
        }

        // What stands for a missing value is taken out again.
        foreach ((int row, int column) in Cells())
        {
            sums[column] -= values[(row * Width) + column];
            counts[column]--;
        }

        return [.. sums.Zip(counts, (sum, count) => count > 0 ? sum / count : double.NaN)];
    }

    /// <summary>Puts means where values are missing.</summary>
    public void Fill(Span<float> values, ReadOnlySpan<double> means)
    {
        foreach ((int row, int column) in Cells())
        {
            values[(row * Width) + column] = (float)means[column];
        }
    }

    private IEnumerable<(int Row, int Column)> Cells() =>
        from row in features
        from feature in row.Value
        from column in Enumerable.Range(starts[feature], starts[feature + 1] - starts[feature])
        select (row.Key, column);
}
