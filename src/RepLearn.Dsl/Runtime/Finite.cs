using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Runtime;

/// <summary>Looks for values that are infinite or not a number.</summary>
internal static class Finite
{
    /// <summary>Throws where a row has such a value.</summary>
    /// <param name="values">The row.</param>
    /// <param name="row">Its number in messages.</param>
    /// <param name="name">The caller's name for the rows.</param>
    /// <exception cref="ArgumentException">A value is infinite or not a number.</exception>
    public static void Expect<T>(ReadOnlySpan<T> values, int row, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!AreFinite(values))
        {
            Throw(values, row, name);
        }
    }

    /// <summary>Whether no value is infinite or not a number.</summary>
    public static bool AreFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T start = ref MemoryMarshal.GetReference(values);
        Vector512<T> check = Vector512<T>.Zero;
        int column = 0;
        for (; column <= values.Length - Vector512<T>.Count; column += Vector512<T>.Count)
        {
            // Zero times a value is zero, unless it is infinite or not a number.
            check += Vector512.LoadUnsafe(ref start, (nuint)column) * Vector512<T>.Zero;
        }

        T last = T.Zero;
        for (; column < values.Length; column++)
        {
            last += values[column] * T.Zero;
        }

        return Vector512.EqualsAll(check, check) && !T.IsNaN(last);
    }

    private static void Throw<T>(ReadOnlySpan<T> values, int row, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int column = 0;
        while (T.IsFinite(values[column]))
        {
            column++;
        }

        throw new ArgumentException($"Expected finite values, but row {row}, column {column} is {values[column]}.", name);
    }
}
