using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;

namespace RepLearn.Embeddings.Vectors;

/// <summary>Products of single vectors, in double.</summary>
internal static class VectorProducts
{
    /// <summary><c>Σ aᵢ bᵢ</c></summary>
    /// <remarks>Optimised from the start: the first search measures all rows with it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        Vector512<double> sums = Vector512<double>.Zero;
        int index = 0;
        for (; index <= first.Length - Vector512<double>.Count; index += Vector512<double>.Count)
        {
            sums = Lanes.MultiplyAdd(Widen(first[index..]), Widen(second[index..]), sums);
        }

        double sum = Lanes.Sum(sums);
        for (; index < first.Length; index++)
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Widen(ReadOnlySpan<float> values)
    {
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(Vector256.Create(values));
        return Vector512.Create(lower, upper);
    }
}
