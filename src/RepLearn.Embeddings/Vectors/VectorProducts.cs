namespace RepLearn.Embeddings;

/// <summary>Products of single vectors, in double.</summary>
internal static class VectorProducts
{
    /// <summary><c>Σ aᵢ bᵢ</c></summary>
    public static double Dot(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double sum = 0;
        for (int index = 0; index < first.Length; index++)
        {
            sum += (double)first[index] * second[index];
        }

        return sum;
    }

    /// <summary><c>√Σ aᵢ²</c></summary>
    public static double Norm(ReadOnlySpan<float> vector) => Math.Sqrt(Dot(vector, vector));

    /// <summary><c>a·b / (‖a‖ ‖b‖)</c>, 0 if one of them is all zeros; never outside −1 to 1.</summary>
    public static double Cosine(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double norms = Norm(first) * Norm(second);
        return norms == 0 ? 0 : Math.Clamp(Dot(first, second) / norms, -1, 1);
    }

    /// <summary><c>√Σ (aᵢ − bᵢ)²</c></summary>
    public static double Euclidean(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double sum = 0;
        for (int index = 0; index < first.Length; index++)
        {
            double difference = (double)first[index] - second[index];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }
}
