using RepLearn.Embeddings.Vectors;

namespace RepLearn.Embeddings;

// Two words, or a few.
public sealed partial class WordVectors
{
    // Rounding errors of equal cosines, or of directions that cancel, are far smaller.
    private const double Rounding = 1e-12;

    /// <summary>How alike two words are; larger is more alike. Computed in double.</summary>
    /// <param name="first">A word.</param>
    /// <param name="second">Another.</param>
    /// <param name="metric">
    /// The cosine, the dot product, or for <see cref="Metric.Euclidean"/> <c>1 / (1 + distance)</c>, which is 1 for equal
    /// vectors.
    /// </param>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    public double Similarity(string first, string second, Metric metric = Metric.Cosine) =>
        Similarity(this[first], this[second], metric);

    /// <summary>How far apart two words are; smaller is more alike. Computed in double.</summary>
    /// <param name="first">A word.</param>
    /// <param name="second">Another.</param>
    /// <param name="metric">1 − cosine, minus the dot product, or the Euclidean distance.</param>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    public double Distance(string first, string second, Metric metric = Metric.Cosine)
    {
        ReadOnlySpan<float> a = this[first];
        ReadOnlySpan<float> b = this[second];
        return metric switch
        {
            Metric.Cosine => 1 - VectorProducts.Cosine(a, b),
            Metric.Dot => -VectorProducts.Dot(a, b),
            Metric.Euclidean => VectorProducts.Euclidean(a, b),
            _ => throw UnknownMetric(metric),
        };
    }

    /// <summary>
    /// The word that fits the others least: the one whose cosine to the mean of all the words' directions is smallest. Of cosines within
    /// 1e-12 of the smallest, whose order may be due to rounding, the first given word's counts. This decides for two words, for words of
    /// which none has a direction, and for directions that cancel.
    /// </summary>
    /// <param name="words">At least one word.</param>
    /// <exception cref="ArgumentException">There are no words.</exception>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    public string DoesNotMatch(params IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Count == 0)
        {
            throw new ArgumentException("Expected words to choose from, but got none.", nameof(words));
        }

        var mean = new double[Dimension];
        foreach (string word in words)
        {
            AddDirection(this[word], 1, mean);
        }

        var cosines = new double[words.Count];
        double length = Math.Sqrt(mean.Sum(value => value * value));
        for (int place = 0; length > words.Count * Rounding && place < words.Count; place++)
        {
            ReadOnlySpan<float> vector = this[words[place]];
            double norm = VectorProducts.Norm(vector);
            cosines[place] = norm == 0 ? 0 : Dot(vector, mean) / norm / length;
        }

        double least = cosines.Min();
        return words[Array.FindIndex(cosines, cosine => cosine <= least + Rounding)];
    }

    internal static double Similarity(ReadOnlySpan<float> first, ReadOnlySpan<float> second, Metric metric) => metric switch
    {
        Metric.Cosine => VectorProducts.Cosine(first, second),
        Metric.Dot => VectorProducts.Dot(first, second),
        Metric.Euclidean => 1 / (1 + VectorProducts.Euclidean(first, second)),
        _ => throw UnknownMetric(metric),
    };

    private static double Dot(ReadOnlySpan<float> vector, ReadOnlySpan<double> mean)
    {
        double sum = 0;
        for (int place = 0; place < vector.Length; place++)
        {
            sum += vector[place] * mean[place];
        }

        return sum;
    }

    // sum += weight · v / ‖v‖; a vector of zeros has no direction and adds nothing.
    private static void AddDirection(ReadOnlySpan<float> vector, double weight, Span<double> sum)
    {
        double norm = VectorProducts.Norm(vector);
        double scale = norm == 0 ? 0 : weight / norm;
        for (int place = 0; place < vector.Length; place++)
        {
            sum[place] += scale * vector[place];
        }
    }

    // v / ‖v‖, or zeros.
    private static float[] Direction(ReadOnlySpan<double> vector)
    {
        double square = 0;
        foreach (double value in vector)
        {
            square += value * value;
        }

        var direction = new float[vector.Length];
        for (int place = 0; place < vector.Length && square > 0; place++)
        {
            direction[place] = (float)(vector[place] / Math.Sqrt(square));
        }

        return direction;
    }

    internal static ArgumentOutOfRangeException UnknownMetric(Metric metric) =>
        new(nameof(metric), metric, "Expected Cosine, Dot or Euclidean.");
}
