using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Runtime;

/// <summary>
/// Sums of squares in double precision. A sum is that of fixed chunks in order, and each chunk's order of addition is
/// fixed too, so the result has the same bits however the chunks are shared out, and on every vector width.
/// </summary>
internal static class GradientNorm
{
    /// <summary>Values of a chunk.</summary>
    public const int Chunk = 4096;

    /// <summary>The number of chunks of so many values.</summary>
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

    /// <summary>The root of the sum of squares of all values, by one thread.</summary>
    public static double Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        double sum = 0;
        Span<double> chunk = stackalloc double[1];
        for (int first = 0; first < values.Length; first += Chunk)
        {
            SumSquares(values.Slice(first, Math.Min(Chunk, values.Length - first)), chunk, 0, 1);
            sum += chunk[0];
        }

        return Math.Sqrt(sum);
    }

    private static double SumSquares(ReadOnlySpan<float> values)
    {
        ref float start = ref MemoryMarshal.GetReference(values);
        Vector512<double> lower = Vector512<double>.Zero;
        Vector512<double> upper = Vector512<double>.Zero;
        int place = 0;
        for (; place <= values.Length - Vector512<float>.Count; place += Vector512<float>.Count)
        {
            Add(Vector512.LoadUnsafe(ref start, (nuint)place), ref lower, ref upper);
        }

        if (place < values.Length)
        {
            Span<float> lanes = stackalloc float[Vector512<float>.Count];
            lanes.Clear();
            values[place..].CopyTo(lanes);
            Add(Vector512.Create<float>(lanes), ref lower, ref upper);
        }

        return Fold(lower + upper);
    }

    private static double SumSquares(ReadOnlySpan<double> values)
    {
        ref double start = ref MemoryMarshal.GetReference(values);
        Vector512<double> sum = Vector512<double>.Zero;
        int place = 0;
        for (; place <= values.Length - Vector512<double>.Count; place += Vector512<double>.Count)
        {
            Vector512<double> lanes = Vector512.LoadUnsafe(ref start, (nuint)place);
            sum += lanes * lanes;
        }

        if (place < values.Length)
        {
            Span<double> lanes = stackalloc double[Vector512<double>.Count];
            lanes.Clear();
            values[place..].CopyTo(lanes);
            Vector512<double> last = Vector512.Create<double>(lanes);
            sum += last * last;
        }

        return Fold(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector512<float> values, ref Vector512<double> lower, ref Vector512<double> upper)
    {
        (Vector512<double> low, Vector512<double> high) = Vector512.Widen(values);
        lower += low * low;
        upper += high * high;
    }

    // Vector512.Sum leaves the order open; this is a tree of halves.
    private static double Fold(Vector512<double> sum)
    {
        Vector256<double> half = sum.GetLower() + sum.GetUpper();
        Vector128<double> quarter = half.GetLower() + half.GetUpper();
        return quarter[0] + quarter[1];
    }
}
