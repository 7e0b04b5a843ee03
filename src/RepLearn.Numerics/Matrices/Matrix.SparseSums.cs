using System.Numerics;
using System.Runtime.CompilerServices;

namespace RepLearn.Numerics.Matrices;

// Sums over the rows of a sparse matrix, which a range of its columns takes part in.
public static unsafe partial class Matrix
{
    /// <summary>C = Sᵀ Y for a range of S's columns, in order of the rows: each row of C is written once, zeros where S has nothing in its column.</summary>
    /// <param name="columnStart">First column of S, row of C, to compute.</param>
    /// <param name="columnEnd">Column after the last one to compute.</param>
    /// <param name="rows">Rows of S and Y: the batch.</param>
    /// <param name="count">The most values in a row of S.</param>
    /// <param name="columns">Columns of Y and C.</param>
    /// <param name="values">S's values.</param>
    /// <param name="valueStride">Their stride.</param>
    /// <param name="numbers">The columns' numbers.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="y">Y's first element; padded.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="c">C's first element, in row 0; dense. Nothing but the range's elements is written.</param>
    /// <param name="cStride">C's stride.</param>
    /// <param name="scratch">This thread's memory.</param>
    public static void TransposedSparseMultiply<T>(
        int columnStart, int columnEnd, int rows, int count, int columns, ref T values, int valueStride, ref T numbers, int numberStride,
        ref T y, int yStride, ref T c, int cStride, SparseScratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int range = columnEnd - columnStart;
        long most = (long)rows * count;
        fixed (T* valueStart = &values, numberStart = &numbers, yStart = &y, cStart = &c, coefficients = &scratch.Values(most))
        fixed (nint* room = &scratch.Rows(most))
        fixed (int* ends = &scratch.Numbers(range + 1))
        {
            // Counts, then places: afterwards the terms of a column are those from the end of the column before it to its own.
            T** terms = (T**)room;
            new Span<int>(ends, range + 1).Clear();
            for (int row = 0; row < rows; row++)
            {
                T* own = numberStart + ((nint)row * numberStride);
                for (int place = 0; place < count && own[place] >= T.Zero; place++)
                {
                    uint column = (uint)(int.CreateTruncating(own[place]) - columnStart);
                    if (column < (uint)range)
                    {
                        ends[column + 1]++;
                    }
                }
            }

            for (int column = 1; column <= range; column++)
            {
                ends[column] += ends[column - 1];
            }

            for (int row = 0; row < rows; row++)
            {
                T* own = numberStart + ((nint)row * numberStride);
                T* factors = valueStart + ((nint)row * valueStride);
                for (int place = 0; place < count && own[place] >= T.Zero; place++)
                {
                    uint column = (uint)(int.CreateTruncating(own[place]) - columnStart);
                    if (column < (uint)range)
                    {
                        int term = ends[column]++;
                        coefficients[term] = factors[place];
                        terms[term] = yStart + ((nint)row * yStride);
                    }
                }
            }

            int first = 0;
            for (int column = 0; column < range; column++)
            {
                T* target = cStart + ((nint)(columnStart + column) * cStride);
                Combine(ends[column] - first, coefficients + first, terms + first, columns, target, dense: true);
                first = ends[column];
            }
        }
    }

    /// <summary>sums[j] = Σ_r S[r, j] for a range of S's columns, in order of the rows.</summary>
    /// <param name="columnStart">First column to sum.</param>
    /// <param name="columnEnd">Column after the last one to sum.</param>
    /// <param name="rows">Rows of S.</param>
    /// <param name="count">The most values in a row of S.</param>
    /// <param name="values">S's values.</param>
    /// <param name="valueStride">Their stride.</param>
    /// <param name="numbers">The columns' numbers.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="sums">The sum of column 0. Nothing but the range's elements is written.</param>
    public static void SparseColumnSums<T>(
        int columnStart, int columnEnd, int rows, int count, ref T values, int valueStride, ref T numbers, int numberStride, ref T sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int column = columnStart; column < columnEnd; column++)
        {
            Unsafe.Add(ref sums, column) = T.Zero;
        }

        for (int row = 0; row < rows; row++)
        {
            ref T own = ref Unsafe.Add(ref numbers, (nint)row * numberStride);
            ref T factors = ref Unsafe.Add(ref values, (nint)row * valueStride);
            for (int place = 0; place < count && Unsafe.Add(ref own, place) >= T.Zero; place++)
            {
                int column = int.CreateTruncating(Unsafe.Add(ref own, place));
                if (column >= columnStart && column < columnEnd)
                {
                    Unsafe.Add(ref sums, column) += Unsafe.Add(ref factors, place);
                }
            }
        }
    }
}
