using RepLearn.Numerics.Buffers;

namespace RepLearn.Evaluation;

/// <summary>The check that every function on row-major data begins with.</summary>
internal static class RowCount
{
    /// <summary>The number of rows in a span.</summary>
    /// <exception cref="ArgumentException">The length is zero or not a multiple of the width.</exception>
    public static int Of(int length, int width, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return length > 0 && length % width == 0
            ? length / width
            : throw new ArgumentException($"Expected rows of {width} values, at least one row, but got {length} values.", name);
    }

    /// <summary>Throws unless a result of this many rows can be one array.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static void ExpectRoom(long rows, long width, string name)
    {
        if (rows * width > Array.MaxLength)
        {
            throw new ArgumentException($"Expected input for which {rows} × {width} values fit into one array, which holds {Array.MaxLength}; pass fewer rows.", name);
        }
    }

    /// <summary>The number of rows in a span whose values must be finite.</summary>
    /// <exception cref="ArgumentException">The length is zero or not a multiple of the width, or a value is not finite.</exception>
    public static int OfFinite(ReadOnlySpan<float> rows, int width, string name)
    {
        int count = Of(rows.Length, width, name);
        Finite.ExpectGiven(rows, width, name);
        return count;
    }

    /// <summary>Throws unless there is one label for each row.</summary>
    /// <exception cref="ArgumentException">There is not.</exception>
    public static void ExpectLabels(int labels, int rows, string name)
    {
        if (labels != rows)
        {
            throw new ArgumentException($"Expected one label for each of {rows} rows, but got {labels}.", name);
        }
    }
}
