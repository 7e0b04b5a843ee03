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
        int whole = length - (length % Vector512<T>.Count);
        bool finite = RunWhole<T, TRule>(rule, range.Parameters[..whole], range.Gradients, first, second);
        return whole == length
            ? finite
            : RunTail(
                rule,
                range.Parameters[whole..],
                range.Gradients[whole..],
                TRule.States > 0 ? first[whole..] : default,
                TRule.States > 1 ? second[whole..] : default) && finite;
    }

    // The loop over whole vectors. It has a method of its own without any call, for vectors that live across a call are
    // kept in memory, where each addition to the check would wait for the last one's store.
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
        for (int place = 0; place < parameters.Length; place += Vector512<T>.Count)
        {
            Vector512<T> values = Vector512.LoadUnsafe(ref parametersStart, (nuint)place);
            Vector512<T> slopes = Vector512.LoadUnsafe(ref gradientsStart, (nuint)place);
            Vector512<T> firstValues = default;
            Vector512<T> secondValues = default;
            if (TRule.States > 0)
            {
                firstValues = rule.First(values, slopes, Vector512.LoadUnsafe(ref firstStart, (nuint)place));
                firstValues.StoreUnsafe(ref firstStart, (nuint)place);
            }

            if (TRule.States > 1)
            {
                secondValues = rule.Second(slopes, Vector512.LoadUnsafe(ref secondStart, (nuint)place));
                secondValues.StoreUnsafe(ref secondStart, (nuint)place);
            }

            values = rule.Parameters(values, slopes, firstValues, secondValues);
            values.StoreUnsafe(ref parametersStart, (nuint)place);
            check += Check<T, TRule>(values, firstValues, secondValues);
        }

        return Vector512.EqualsAll(check, check);
    }

    // The same arithmetic on zero-padded copies, so that a value's bits do not depend on where the range ends.
    private static bool RunTail<T, TRule>(TRule rule, Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> first, Span<T> second)
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

    /// <summary>Zero, but not a number where a value is infinite or not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Check<T, TRule>(Vector512<T> values, Vector512<T> first, Vector512<T> second)
        where T : unmanaged
        where TRule : struct, IUpdateRule<T>
    {
        Vector512<T> check = values * Vector512<T>.Zero;
        if (TRule.States > 0)
        {
            check += first * Vector512<T>.Zero;
        }

        if (TRule.States > 1)
        {
            check += second * Vector512<T>.Zero;
        }

        return check;
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
