using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RepLearn.Numerics.Matrices;

// Choosing among the values of a sparse matrix.
public static unsafe partial class Matrix
{
    /// <summary>
    /// The columns of each row that have a margin above 0, or one that is NaN, in the same order and followed by −1, for a range of rows.
    /// </summary>
    /// <param name="rowStart">First row to compute.</param>
    /// <param name="rowEnd">Row after the last one to compute.</param>
    /// <param name="count">The most columns in a row.</param>
    /// <param name="numbers">The columns' numbers, from row 0 on.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="margins">The margins.</param>
    /// <param name="marginStride">Their stride.</param>
    /// <param name="target">The result's first number, in row 0.</param>
    /// <param name="stride">The result's stride.</param>
    public static void KeepColumns<T>(
        int rowStart, int rowEnd, int count, ref T numbers, int numberStride, ref T margins, int marginStride, ref T target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = rowStart; row < rowEnd; row++)
        {
            ref T own = ref Unsafe.Add(ref numbers, (nint)row * numberStride);
            ref T margin = ref Unsafe.Add(ref margins, (nint)row * marginStride);
            ref T result = ref Unsafe.Add(ref target, (nint)row * stride);
            int kept = 0;
            for (int place = 0; place < count && Unsafe.Add(ref own, place) >= T.Zero; place++)
            {
                if (!(Unsafe.Add(ref margin, place) <= T.Zero))
                {
                    Unsafe.Add(ref result, kept++) = Unsafe.Add(ref own, place);
                }
            }

            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref result, kept), count - kept).Fill(T.NegativeOne);
        }
    }

    /// <summary>The largest value that is not among a number of larger ones, of all values of a matrix; NaN counts as ∞.</summary>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="count">Its columns.</param>
    /// <param name="larger">How many values are larger, where none are equal; less than there are values.</param>
    /// <param name="values">The first value.</param>
    /// <param name="stride">The matrix's stride.</param>
    /// <param name="scratch">This thread's memory.</param>
    public static T Threshold<T>(int rows, int count, long larger, ref T values, int stride, SparseScratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long length = (long)rows * count;
        Span<T> all = MemoryMarshal.CreateSpan(ref scratch.Values(length), checked((int)length));
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < count; column++)
            {
                T value = Unsafe.Add(ref values, ((nint)row * stride) + column);
                all[(row * count) + column] = T.IsNaN(value) ? T.PositiveInfinity : value;
            }
        }

        return Select(all, (int)(length - 1 - larger));
    }

    // The value at a place of the sorted order (Hoare 1961). The middle of three as a pivot keeps sorted values from being the worst case.
    private static T Select<T>(Span<T> values, int place)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int first = 0;
        int last = values.Length - 1;
        while (first < last)
        {
            T low = values[first], middle = values[first + ((last - first) / 2)], high = values[last];
            T pivot = T.Max(T.Min(low, middle), T.Min(T.Max(low, middle), high));
            int left = first;
            int right = last;
            while (left <= right)
            {
                while (values[left] < pivot)
                {
                    left++;
                }

                while (values[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (values[left], values[right]) = (values[right], values[left]);
                    left++;
                    right--;
                }
            }

            if (place <= right)
            {
                last = right;
            }
            else if (place >= left)
            {
                first = left;
            }
            else
            {
                break;
            }
        }

        return values[place];
    }
}
