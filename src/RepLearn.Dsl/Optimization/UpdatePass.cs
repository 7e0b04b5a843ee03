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
        ref T parameters = ref MemoryMarshal.GetReference(range.Parameters);
        ref T gradients = ref MemoryMarshal.GetReference(range.Gradients);
        ref T firstStart = ref MemoryMarshal.GetReference(first);
        ref T secondStart = ref MemoryMarshal.GetReference(second);
        Vector512<T> check = Vector512<T>.Zero;
        Vector512<T> firstValues = default;
        Vector512<T> secondValues = default;
        int place = 0;
        for (; place <= length - Vector512<T>.Count; place += Vector512<T>.Count)
        {
            if (TRule.States > 0)
            {
                firstValues = Vector512.LoadUnsafe(ref firstStart, (nuint)place);
            }

            if (TRule.States > 1)
            {
                secondValues = Vector512.LoadUnsafe(ref secondStart, (nuint)place);
            }

            Vector512<T> values = rule.Apply(
                Vector512.LoadUnsafe(ref parameters, (nuint)place),
                Vector512.LoadUnsafe(ref gradients, (nuint)place),
                ref firstValues,
                ref secondValues);
            check += Check<T, TRule>(values, firstValues, secondValues);
            values.StoreUnsafe(ref parameters, (nuint)place);
            if (TRule.States > 0)
            {
                firstValues.StoreUnsafe(ref firstStart, (nuint)place);
            }

            if (TRule.States > 1)
            {
                secondValues.StoreUnsafe(ref secondStart, (nuint)place);
            }
        }

        if (place < length)
        {
            // The same arithmetic on zero-padded copies, so that a value's bits do not depend on where the range ends.
            firstValues = TRule.States > 0 ? Padded<T>(first[place..]) : default;
            secondValues = TRule.States > 1 ? Padded<T>(second[place..]) : default;
            Vector512<T> values = rule.Apply(
                Padded<T>(range.Parameters[place..]), Padded<T>(range.Gradients[place..]), ref firstValues, ref secondValues);
            check += Check<T, TRule>(values, firstValues, secondValues);
            CopyLive(values, range.Parameters[place..]);
            if (TRule.States > 0)
            {
                CopyLive(firstValues, first[place..]);
            }

            if (TRule.States > 1)
            {
                CopyLive(secondValues, second[place..]);
            }
        }

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
