using RepLearn.Data;
using RepLearn.Evaluation;

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

    /// <summary>The first images, as many as there are up to a number.</summary>
    public static ImageSet AtMost(this ImageSet images, int most) => images.Take(Math.Min(most, images.Count));

    /// <summary>The images that have another label than this.</summary>
    public static ImageSet Without(this ImageSet images, int label)
    {
        int[] labels = images.Labels.ToArray();
        return images.Select([.. Enumerable.Range(0, images.Count).Where(place => labels[place] != label)]);
    }

    /// <summary>Values, one row for each label.</summary>
    public static LabelledRows Labelled(float[] values, ReadOnlyMemory<int> labels) => new(values, values.Length / labels.Length, labels);

    /// <summary>The mean distance from an image to the nearest of others.</summary>
    public static double Nearest(ReadOnlySpan<float> images, ReadOnlySpan<float> others, int width)
    {
        NearestRows nearest = NearestRows.Find(images, others, width, 1);
        return Enumerable.Range(0, nearest.Count).Average(row => nearest.Distances(row)[0]);
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
