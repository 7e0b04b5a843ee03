using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Buffers;

/// <summary>Looks for values that are infinite or not a number.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Finite
{
    /// <summary>Throws where a result has such a value: inputs or parameters were finite, but too large.</summary>
    /// <param name="values">The result's rows.</param>
    /// <param name="width">Values in a row.</param>
    /// <param name="firstRow">The first row's number in messages.</param>
    /// <param name="name">What the rows are, in the singular.</param>
    /// <param name="units">What each value's place in a whole row is, from 0, where rows have only some of their values; none for whole rows.</param>
    /// <exception cref="NotFiniteNumberException">A value is infinite or not a number.</exception>
    public static void ExpectResult<T>(ReadOnlySpan<T> values, int width, long firstRow, string name, ReadOnlySpan<int> units = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int place = FirstNotFinite(values);
        if (place < 0)
        {
            return;
        }

        string where = units.IsEmpty
            ? string.Create(CultureInfo.InvariantCulture, $"in column {(place % width) + 1}")
            : string.Create(CultureInfo.InvariantCulture, $"at unit {units[place]}, counted from 0");
        throw new NotFiniteNumberException(
            FormattableString.Invariant($"Expected a finite {name}, but that of row {firstRow + (place / width) + 1} has {values[place]} {where}: the row's values, or the parameters, are too large for {(typeof(T) == typeof(float) ? "single" : "double")} precision."),
            double.CreateChecked(values[place]));
    }

    /// <summary>Throws where rows that a caller gave have such a value.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="width">Values in a row.</param>
    /// <param name="name">The caller's name for them.</param>
    /// <exception cref="ArgumentException">A value is infinite or not a number.</exception>
    public static void ExpectGiven<T>(ReadOnlySpan<T> rows, int width, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int place = FirstNotFinite(rows);
        if (place >= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected finite values, but row {(place / width) + 1}, column {(place % width) + 1}, both counted from 1, is {rows[place]}."), name);
        }
    }

    /// <summary>Throws where a tensor that is about to be saved has such a value.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="columns">Values in a row.</param>
    /// <param name="firstRow">The first row's number in the tensor.</param>
    /// <param name="values">Its values, row by row.</param>
    /// <exception cref="InvalidOperationException">A value is infinite or not a number.</exception>
    public static void ExpectSaved<T>(string name, long columns, long firstRow, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int place = FirstNotFinite(values);
        if (place < 0)
        {
            return;
        }

        throw new InvalidOperationException(FormattableString.Invariant(
            $"Expected finite values to save, but tensor '{name}', row {firstRow + (place / columns) + 1}, column {(place % columns) + 1}, both counted from 1, is {values[place]}. Nothing was saved."));
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

    private static int FirstNotFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (AreFinite(values))
        {
            return -1;
        }

        int place = 0;
        while (T.IsFinite(values[place]))
        {
            place++;
        }

        return place;
    }
}
