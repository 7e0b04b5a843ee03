using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Buffers;

/// <summary>Rows in working memory start at whole vectors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Padding
{
    /// <summary>Values in the widest vector, and in a cache line, of the narrowest element.</summary>
    public const int Lanes = 16;

    /// <summary>Values of a row with those that fill its last vector.</summary>
    public static int Of(int width) => (width + Lanes - 1) / Lanes * Lanes;

    /// <summary>Copies padded rows to where they follow each other.</summary>
    /// <param name="rows">The padded rows.</param>
    /// <param name="target">Room for as many rows of <paramref name="width"/> values.</param>
    /// <param name="width">Values of a row that count.</param>
    public static void Remove<T>(ReadOnlySpan<T> rows, Span<T> target, int width)
        where T : unmanaged
    {
        int stride = Of(width);
        int row = 0;
        ref T source = ref MemoryMarshal.GetReference(rows);
        ref T start = ref MemoryMarshal.GetReference(target);

        // A row's last vector may reach into the next row, which is written after it.
        for (; (row * width) + stride <= target.Length; row++)
        {
            for (int column = 0; column < stride; column += Vector512<T>.Count)
            {
                Vector512.LoadUnsafe(ref source, (nuint)((row * stride) + column)).StoreUnsafe(ref start, (nuint)((row * width) + column));
            }
        }

        for (; row * width < target.Length; row++)
        {
            rows.Slice(row * stride, width).CopyTo(target.Slice(row * width, width));
        }
    }
}
