using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Runtime;

/// <summary>One pass over parameters, gradients and kept values.</summary>
internal static class UpdatePass
{
    /// <summary>Applies the rule to each place and returns whether all values written are finite.</summary>
    public static bool Run<T, TRule>(TRule rule, UpdateRange<T> range)
        where T : unmanaged
        where TRule : struct, IUpdateRule<T>
    {
        Span<T> first = TRule.States > 0 ? range.State(0) : default;
        Span<T> second = TRule.States > 1 ? range.State(1) : default;
        int length = range.Parameters.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(range.Gradients.Length, length);
        int whole = length - (length % (2 * Vector512<T>.Count));
        bool finite = RunWhole<T, TRule>(rule, range.Parameters[..whole], range.Gradients, first, second);
        int count;
        for (int place = whole; place < length; place += count)
        {
            count = Math.Min(Vector512<T>.Count, length - place);
            finite &= RunPart(
                rule,
                range.Parameters.Slice(place, count),
                range.Gradients.Slice(place, count),
                TRule.States > 0 ? first.Slice(place, count) : default,
                TRule.States > 1 ? second.Slice(place, count) : default);
        }

        return finite;
    }

    // The loop over pairs of vectors: of two side by side, one fills the time in which the other's long chain of roots and
    // quotients waits. It has a method of its own without any call, for vectors that live across a call are kept in memory, where
    // each addition to the check would wait for the last one's store.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool RunWhole<T, TRule>(TRule rule, Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> first, Span<T> second)
        where T : unmanaged
        where TRule : struct, IUpdateRule<T>
    {
        ref T parametersStart = ref MemoryMarshal.GetReference(parameters);
        ref T gradientsStart = ref MemoryMarshal.GetReference(gradients);
        ref T firstStart = ref MemoryMarshal.GetReference(first);
        ref T secondStart = ref MemoryMarshal.GetReference(second);
        Vector512<T> check = Vector512<T>.Zero;
        for (int place = 0; place < parameters.Length; place += 2 * Vector512<T>.Count)
        {
            nuint left = (nuint)place;
            nuint right = left + (nuint)Vector512<T>.Count;
            Vector512<T> leftValues = Vector512.LoadUnsafe(ref parametersStart, left);
            Vector512<T> rightValues = Vector512.LoadUnsafe(ref parametersStart, right);
            Vector512<T> leftSlopes = Vector512.LoadUnsafe(ref gradientsStart, left);
            Vector512<T> rightSlopes = Vector512.LoadUnsafe(ref gradientsStart, right);
            Vector512<T> leftFirst = default;
            Vector512<T> rightFirst = default;
            Vector512<T> leftSecond = default;
            Vector512<T> rightSecond = default;
            if (TRule.States > 0)
            {
                leftFirst = rule.First(leftValues, leftSlopes, Vector512.LoadUnsafe(ref firstStart, left));
                rightFirst = rule.First(rightValues, rightSlopes, Vector512.LoadUnsafe(ref firstStart, right));
                leftFirst.StoreUnsafe(ref firstStart, left);
                rightFirst.StoreUnsafe(ref firstStart, right);
            }

            if (TRule.States > 1)
            {
                leftSecond = rule.Second(leftSlopes, Vector512.LoadUnsafe(ref secondStart, left));
                rightSecond = rule.Second(rightSlopes, Vector512.LoadUnsafe(ref secondStart, right));
                leftSecond.StoreUnsafe(ref secondStart, left);
                rightSecond.StoreUnsafe(ref secondStart, right);
            }

            leftValues = rule.Parameters(leftValues, leftSlopes, leftFirst, leftSecond);
            rightValues = rule.Parameters(rightValues, rightSlopes, rightFirst, rightSecond);
            leftValues.StoreUnsafe(ref parametersStart, left);
            rightValues.StoreUnsafe(ref parametersStart, right);
            check += Check<T, TRule>(leftValues, leftFirst, leftSecond) + Check<T, TRule>(rightValues, rightFirst, rightSecond);
        }

        return Vector512.EqualsAll(check, check);
    }

    // The same arithmetic on zero-padded copies, so that a value's bits do not depend on where the range ends.
    private static bool RunPart<T, TRule>(TRule rule, Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> first, Span<T> second)
        where T : unmanaged
        where TRule : struct, IUpdateRule<T>
    {
        Vector512<T> values = Padded<T>(parameters);
        Vector512<T> slopes = Padded(gradients);
        Vector512<T> firstValues = default;
        Vector512<T> secondValues = default;
        if (TRule.States > 0)
        {
            firstValues = rule.First(values, slopes, Padded<T>(first));
            CopyLive(firstValues, first);
        }

        if (TRule.States > 1)
        {
            secondValues = rule.Second(slopes, Padded<T>(second));
            CopyLive(secondValues, second);
        }

        values = rule.Parameters(values, slopes, firstValues, secondValues);
        CopyLive(values, parameters);
        Vector512<T> check = Check<T, TRule>(values, firstValues, secondValues);
        return Vector512.EqualsAll(check, check);
    }

    /// <summary>Zero, but not a number where a value is infinite or not a number, or their sum is beyond the largest number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Check<T, TRule>(Vector512<T> values, Vector512<T> first, Vector512<T> second)
        where T : unmanaged
        where TRule : struct, IUpdateRule<T>
    {
        Vector512<T> sum = TRule.States > 0 ? values + first : values;
        sum = TRule.States > 1 ? sum + second : sum;
        return sum - sum;
    }

    private static Vector512<T> Padded<T>(ReadOnlySpan<T> live)
        where T : unmanaged
    {
        Span<T> lanes = stackalloc T[Vector512<T>.Count];
        lanes.Clear();
        live.CopyTo(lanes);
        return Vector512.Create<T>(lanes);
    }

    private static void CopyLive<T>(Vector512<T> values, Span<T> live)
        where T : unmanaged
    {
        Span<T> lanes = stackalloc T[Vector512<T>.Count];
        values.CopyTo(lanes);
        lanes[..live.Length].CopyTo(live);
    }
}
