using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Optimization;

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
        return whole == length
            ? finite
            : RunRest(
                rule,
                range.Parameters[whole..],
                range.Gradients[whole..],
                TRule.States > 0 ? first[whole..] : default,
                TRule.States > 1 ? second[whole..] : default) && finite;
    }

    // The loop over pairs of vectors: two vectors per iteration hide the latency of square roots and divisions. It is a method of its own
    // without any call, because vectors that live across a call are kept in memory, where each addition to the check would wait for the
    // store before it.
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

    // The same loop on zero-padded copies, so that a value's bits do not depend on where the range ends.
    private static bool RunRest<T, TRule>(TRule rule, Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> first, Span<T> second)
        where T : unmanaged
        where TRule : struct, IUpdateRule<T>
    {
        int pair = 2 * Vector512<T>.Count;
        Span<T> copies = stackalloc T[4 * pair];
        copies.Clear();
        Span<T> newParameters = copies[..pair];
        Span<T> slopes = copies.Slice(pair, pair);
        Span<T> newFirst = copies.Slice(2 * pair, pair);
        Span<T> newSecond = copies.Slice(3 * pair, pair);
        parameters.CopyTo(newParameters);
        gradients.CopyTo(slopes);
        first.CopyTo(newFirst);
        second.CopyTo(newSecond);
        bool finite = RunWhole<T, TRule>(rule, newParameters, slopes, newFirst, newSecond);
        newParameters[..parameters.Length].CopyTo(parameters);
        newFirst[..first.Length].CopyTo(first);
        newSecond[..second.Length].CopyTo(second);
        return finite;
    }

    /// <summary>Zero, but not a number where a value is infinite or not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Check<T, TRule>(Vector512<T> values, Vector512<T> first, Vector512<T> second)
        where T : unmanaged
        where TRule : struct, IUpdateRule<T>
    {
        Vector512<T> check = values - values;
        check = TRule.States > 0 ? check + (first - first) : check;
        return TRule.States > 1 ? check + (second - second) : check;
    }
}
