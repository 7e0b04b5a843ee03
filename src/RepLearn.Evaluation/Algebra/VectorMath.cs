using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Evaluation;

/// <summary>
/// The three loops that the algebra here spends its time in. Sums use eight lanes on every machine and one order of
/// folding, so that results have the same bits everywhere.
/// </summary>
internal static class VectorMath
{
    /// <summary><c>Σ aᵢ bᵢ</c></summary>
    public static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"Expected {first.Length} values, but got {second.Length}.", nameof(second));
        }

        ref double a = ref MemoryMarshal.GetReference(first);
        ref double b = ref MemoryMarshal.GetReference(second);
        Vector512<double> sum = Vector512<double>.Zero;
        int index = 0;
        for (; index <= first.Length - Vector512<double>.Count; index += Vector512<double>.Count)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)index), Vector512.LoadUnsafe(ref b, (nuint)index), sum);
        }

        double tail = 0;
        for (; index < first.Length; index++)
        {
            tail = Math.FusedMultiplyAdd(first[index], second[index], tail);
        }

        return Fold(sum) + tail;
    }

    /// <summary>Four products with one vector, which is read once; the bits are those of <see cref="Dot"/> for whole vectors.</summary>
    /// <param name="first">The shared vector; its length a multiple of 8.</param>
    /// <param name="others">Four vectors of that length, one after another.</param>
    /// <param name="sums">Room for four values, which the products are added to.</param>
    public static void AddDotOfFour(ReadOnlySpan<double> first, ReadOnlySpan<double> others, Span<double> sums)
    {
        int length = first.Length;
        if (length % Vector512<double>.Count != 0 || others.Length != 4 * length || sums.Length != 4)
        {
            throw new ArgumentException($"Expected four vectors of {length} values, a multiple of 8, but got {others.Length} values.", nameof(others));
        }

        ref double a = ref MemoryMarshal.GetReference(first);
        ref double b = ref MemoryMarshal.GetReference(others);
        Vector512<double> sum0 = Vector512<double>.Zero;
        Vector512<double> sum1 = sum0;
        Vector512<double> sum2 = sum0;
        Vector512<double> sum3 = sum0;
        for (int index = 0; index < length; index += Vector512<double>.Count)
        {
            Vector512<double> shared = Vector512.LoadUnsafe(ref a, (nuint)index);
            sum0 = Vector512.FusedMultiplyAdd(shared, Vector512.LoadUnsafe(ref b, (nuint)index), sum0);
            sum1 = Vector512.FusedMultiplyAdd(shared, Vector512.LoadUnsafe(ref b, (nuint)(index + length)), sum1);
            sum2 = Vector512.FusedMultiplyAdd(shared, Vector512.LoadUnsafe(ref b, (nuint)(index + (2 * length))), sum2);
            sum3 = Vector512.FusedMultiplyAdd(shared, Vector512.LoadUnsafe(ref b, (nuint)(index + (3 * length))), sum3);
        }

        sums[0] += Fold(sum0);
        sums[1] += Fold(sum1);
        sums[2] += Fold(sum2);
        sums[3] += Fold(sum3);
    }

    /// <summary><c>target += scale · values</c></summary>
    public static void AddScaled(double scale, ReadOnlySpan<double> values, Span<double> target)
    {
        if (values.Length != target.Length)
        {
            throw new ArgumentException($"Expected {target.Length} values, but got {values.Length}.", nameof(values));
        }

        ref double source = ref MemoryMarshal.GetReference(values);
        ref double result = ref MemoryMarshal.GetReference(target);
        Vector512<double> factor = Vector512.Create(scale);
        int index = 0;
        for (; index <= values.Length - Vector512<double>.Count; index += Vector512<double>.Count)
        {
            Vector512<double> old = Vector512.LoadUnsafe(ref result, (nuint)index);
            Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref source, (nuint)index), old).StoreUnsafe(ref result, (nuint)index);
        }

        for (; index < values.Length; index++)
        {
            target[index] = Math.FusedMultiplyAdd(scale, values[index], target[index]);
        }
    }

    /// <summary>A Givens rotation: <c>(a, b) ← (c a − s b, s a + c b)</c>.</summary>
    public static void Rotate(double cosine, double sine, Span<double> first, Span<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"Expected {first.Length} values, but got {second.Length}.", nameof(second));
        }

        ref double a = ref MemoryMarshal.GetReference(first);
        ref double b = ref MemoryMarshal.GetReference(second);
        Vector512<double> c = Vector512.Create(cosine);
        Vector512<double> s = Vector512.Create(sine);
        int index = 0;
        for (; index <= first.Length - Vector512<double>.Count; index += Vector512<double>.Count)
        {
            Vector512<double> x = Vector512.LoadUnsafe(ref a, (nuint)index);
            Vector512<double> y = Vector512.LoadUnsafe(ref b, (nuint)index);
            Vector512.FusedMultiplyAdd(c, x, -(s * y)).StoreUnsafe(ref a, (nuint)index);
            Vector512.FusedMultiplyAdd(s, x, c * y).StoreUnsafe(ref b, (nuint)index);
        }

        for (; index < first.Length; index++)
        {
            double x = first[index];
            double y = second[index];
            first[index] = Math.FusedMultiplyAdd(cosine, x, -(sine * y));
            second[index] = Math.FusedMultiplyAdd(sine, x, cosine * y);
        }
    }

    /// <summary>The sum of all lanes. Halves are added to halves: one tree, whatever the hardware's width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Fold(Vector512<double> sum)
    {
        Vector256<double> four = sum.GetLower() + sum.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
