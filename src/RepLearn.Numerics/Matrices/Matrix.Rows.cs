using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

// Rows of a matrix by number. Numbers are whole, from 0; what is none, or beyond the last row, counts as the nearest one that is.
public static unsafe partial class Matrix
{
    /// <summary>C[r] = T[i[r]]: copies rows of a table.</summary>
    /// <param name="rows">Rows of C.</param>
    /// <param name="columns">Columns of C and of the table.</param>
    /// <param name="numbers">The first row's number.</param>
    /// <param name="numberStride">Distance between numbers.</param>
    /// <param name="tableRows">Rows of the table.</param>
    /// <param name="table">The table's first element.</param>
    /// <param name="tableStride">The table's stride.</param>
    /// <param name="c">C's first element. Nothing but its rows and columns is written.</param>
    /// <param name="cStride">C's stride.</param>
    public static void GatherRows<T>(
        int rows, int columns, ref T numbers, int numberStride, int tableRows, ref T table, int tableStride, ref T c, int cStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* number = &numbers, source = &table, target = &c)
        {
            for (int row = 0; row < rows; row++)
            {
                int chosen = RowOf(number[(nint)row * numberStride], tableRows);
                new ReadOnlySpan<T>(source + ((nint)chosen * tableStride), columns).CopyTo(new Span<T>(target + ((nint)row * cStride), columns));
            }
        }
    }

    /// <summary>C[k] = Σ A[r] over the rows with i[r] = k, added in order, for a range of C's rows: the transpose of <see cref="GatherRows"/>.</summary>
    /// <param name="start">First row of C.</param>
    /// <param name="end">Row of C after the last one.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="columns">Columns of A and C.</param>
    /// <param name="numbers">The first row's number.</param>
    /// <param name="numberStride">Distance between numbers.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="cRows">Rows of C.</param>
    /// <param name="c">C's first element, in row 0. Nothing but the range's rows and their columns is written.</param>
    /// <param name="cStride">C's stride.</param>
    public static void ScatterRows<T>(
        int start, int end, int rows, int columns, ref T numbers, int numberStride, ref T a, int aStride, int cRows, ref T c, int cStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* number = &numbers, source = &a, target = &c)
        {
            Clear(start, end, columns, target, cStride);
            for (int row = 0; row < rows; row++)
            {
                int chosen = RowOf(number[(nint)row * numberStride], cRows);
                if (chosen >= start && chosen < end)
                {
                    AddRow(columns, source + ((nint)row * aStride), target + ((nint)chosen * cStride));
                }
            }
        }
    }

    /// <summary>C[k] = the number of rows with i[r] = k, for a range of C's rows.</summary>
    /// <inheritdoc cref="ScatterRows"/>
    public static void CountRows<T>(int start, int end, int rows, ref T numbers, int numberStride, int cRows, ref T c, int cStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* number = &numbers, target = &c)
        {
            Clear(start, end, 1, target, cStride);
            for (int row = 0; row < rows; row++)
            {
                int chosen = RowOf(number[(nint)row * numberStride], cRows);
                if (chosen >= start && chosen < end)
                {
                    target[(nint)chosen * cStride] += T.One;
                }
            }
        }
    }

    /// <summary>
    /// The number of a row that is drawn at random: one of the k-th of as many parts as rows are drawn, all parts moved by the same distance. Each row
    /// is as likely as the others, and none is drawn twice where there are enough.
    /// </summary>
    /// <param name="k">Which of the drawn rows.</param>
    /// <param name="count">How many are drawn.</param>
    /// <param name="uniform">A random number in [0, 1) for this row.</param>
    /// <param name="shift">A random number in [0, 1) for all of them.</param>
    /// <param name="rows">Rows to draw from.</param>
    public static int RandomRow(int k, int count, double uniform, double shift, int rows)
    {
        long first = (long)k * rows / count;
        long next = (k + 1L) * rows / count;
        long place = first + (long)(uniform * (next - first));
        return (int)((place + (long)(shift * rows)) % rows);
    }

    private static void Clear<T>(int start, int end, int columns, T* target, int stride)
        where T : unmanaged
    {
        for (int row = start; row < end; row++)
        {
            new Span<T>(target + ((nint)row * stride), columns).Clear();
        }
    }

    private static void AddRow<T>(int columns, T* source, T* target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int column = 0;
        for (; column <= columns - Vector512<T>.Count; column += Vector512<T>.Count)
        {
            (Vector512.Load(target + column) + Vector512.Load(source + column)).Store(target + column);
        }

        for (; column < columns; column++)
        {
            target[column] += source[column];
        }
    }

    // A model that has diverged may give any number: no memory but the table's may be touched.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int RowOf<T>(T number, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Math.Clamp(int.CreateSaturating(number), 0, rows - 1);
}
