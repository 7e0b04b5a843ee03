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

    /// <summary>
    /// The area under the ROC curve: how often a score of the unusual rows is above one of the usual ones, ties counted half (Hanley and McNeil
    /// 1982). 1 is perfect, 0.5 is chance.
    /// </summary>
    public static double Auc(IReadOnlyList<double> usual, IReadOnlyList<double> unusual)
    {
        double[] sorted = [.. usual.Order()];
        double above = 0;
        foreach (double score in unusual)
        {
            int below = Lower(sorted, score);
            int notAbove = Lower(sorted, Math.BitIncrement(score));
            above += below + (0.5 * (notAbove - below));
        }

        return above / ((double)usual.Count * unusual.Count);
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

    // How many of the sorted values are below a bound.
    private static int Lower(double[] sorted, double bound)
    {
        (int low, int high) = (0, sorted.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle] < bound ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
