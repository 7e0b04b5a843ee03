using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Optimization;

/// <summary>
/// Sums of squares in double precision. A sum is that of fixed chunks in order, and each chunk's order of addition is
/// fixed too, so the result has the same bits for any partition of the chunks and at every vector width.
/// </summary>
internal static class GradientNorm
{
    /// <summary>Values of a chunk.</summary>
    public const int Chunk = 4096;

    // 2^-900: squares that are lost below 2^-1022 are no part of it, however many there are.
    private const double LeastExact = 1.183e-271;

    /// <summary>The number of chunks of this many values.</summary>
    public static int Chunks(int length) => (length + Chunk - 1) / Chunk;

    /// <summary>Writes the sum of squares of each chunk from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public static void SumSquares<T>(ReadOnlySpan<T> values, Span<double> sums, int start, int end)
        where T : unmanaged
    {
        for (int chunk = start; chunk < end; chunk++)
        {
            int first = chunk * Chunk;
            ReadOnlySpan<T> part = values.Slice(first, Math.Min(Chunk, values.Length - first));
            sums[chunk] = typeof(T) == typeof(float)
                ? SumSquares(MemoryMarshal.Cast<T, float>(part))
                : SumSquares(MemoryMarshal.Cast<T, double>(part));
        }
    }

    /// <summary>Whether no square of the sum can have left the range of numbers: squares of single precision never do.</summary>
    public static bool IsExact<T>(double sum) => typeof(T) == typeof(float) || (sum > LeastExact && double.IsFinite(sum));

    /// <summary>The norm of values whose squares may leave the range of numbers, one by one.</summary>
    /// <param name="values">The values.</param>
    /// <param name="sum">The sum of their squares, which is infinite or not a number where a value is.</param>
    public static double Scaled<T>(ReadOnlySpan<T> values, double sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = TensorPrimitives.MaxMagnitude(values);
        largest = T.Abs(largest);
        if (largest == T.Zero || !T.IsFinite(largest))
        {
            return Math.Sqrt(sum);
        }

        // Scaling by a power of two is exact.
        int exponent = T.ILogB(largest);
        double scaled = 0;
        foreach (T value in values)
        {
            double part = double.CreateChecked(T.ScaleB(value, -exponent));
            scaled += part * part;
        }

        return Math.ScaleB(Math.Sqrt(scaled), exponent);
    }

    // Four vectors at a time, because an addition takes longer than the loads. Sums of squares go one by one at the end:
    // multiplication and addition round alike in scalars and vectors.
    private static double SumSquares(ReadOnlySpan<float> values)
    {
        const int Stride = 64;
        ref float start = ref MemoryMarshal.GetReference(values);
        Vector512<double> sum0 = Vector512<double>.Zero;
        Vector512<double> sum1 = Vector512<double>.Zero;
        Vector512<double> sum2 = Vector512<double>.Zero;
        Vector512<double> sum3 = Vector512<double>.Zero;
        int place = 0;
        for (; place <= values.Length - Stride; place += Stride)
        {
            sum0 += Squares(Vector512.LoadUnsafe(ref start, (nuint)place));
            sum1 += Squares(Vector512.LoadUnsafe(ref start, (nuint)place + 16));
            sum2 += Squares(Vector512.LoadUnsafe(ref start, (nuint)place + 32));
            sum3 += Squares(Vector512.LoadUnsafe(ref start, (nuint)place + 48));
        }

        double sum = Fold((sum0 + sum1) + (sum2 + sum3));
        for (; place < values.Length; place++)
        {
            sum += (double)values[place] * values[place];
        }

        return sum;
    }

    private static double SumSquares(ReadOnlySpan<double> values)
    {
        const int Stride = 32;
        ref double start = ref MemoryMarshal.GetReference(values);
        Vector512<double> sum0 = Vector512<double>.Zero;
        Vector512<double> sum1 = Vector512<double>.Zero;
        Vector512<double> sum2 = Vector512<double>.Zero;
        Vector512<double> sum3 = Vector512<double>.Zero;
        int place = 0;
        for (; place <= values.Length - Stride; place += Stride)
        {
            Vector512<double> values0 = Vector512.LoadUnsafe(ref start, (nuint)place);
            Vector512<double> values1 = Vector512.LoadUnsafe(ref start, (nuint)place + 8);
            Vector512<double> values2 = Vector512.LoadUnsafe(ref start, (nuint)place + 16);
            Vector512<double> values3 = Vector512.LoadUnsafe(ref start, (nuint)place + 24);
            sum0 += values0 * values0;
            sum1 += values1 * values1;
            sum2 += values2 * values2;
            sum3 += values3 * values3;
        }

        double sum = Fold((sum0 + sum1) + (sum2 + sum3));
        for (; place < values.Length; place++)
        {
            sum += values[place] * values[place];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Squares(Vector512<float> values)
    {
        Vector512<double> low = Vector512.WidenLower(values);
        Vector512<double> high = Vector512.WidenUpper(values);
        return (low * low) + (high * high);
    }

    // Vector512.Sum leaves the order open; this is a tree of halves.
    private static double Fold(Vector512<double> sum)
    {
        Vector256<double> half = sum.GetLower() + sum.GetUpper();
        Vector128<double> quarter = half.GetLower() + half.GetUpper();
        return quarter[0] + quarter[1];
    }
}
