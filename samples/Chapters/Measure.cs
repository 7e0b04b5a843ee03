namespace ChaptersSample;

/// <summary>Small measures that chapters share.</summary>
internal static class Measure
{
    /// <summary>The squared error of each row: <c>‖x − x̂‖²</c>.</summary>
    public static double[] SquaredErrors(ReadOnlySpan<float> originals, ReadOnlySpan<float> rebuilt, int width)
    {
        var errors = new double[originals.Length / width];
        for (int index = 0; index < originals.Length; index++)
        {
            double difference = (double)originals[index] - rebuilt[index];
            errors[index / width] += difference * difference;
        }

        return errors;
    }

    /// <summary>The share of values in each of some bins of one width, the upper bound belonging to a bin; the first and the last take what is beyond.</summary>
    public static double[] Histogram(IReadOnlyCollection<double> values, double width, int bins)
    {
        var shares = new double[bins];
        foreach (double value in values)
        {
            shares[Math.Clamp((int)Math.Ceiling(value / width) - 1, 0, bins - 1)] += 1.0 / values.Count;
        }

        return shares;
    }
}
