using System.Numerics;
using System.Runtime.CompilerServices;

namespace RepLearn.Numerics.Matrices;

// The columns of each row's largest values.
public static unsafe partial class Matrix
{
    // A panel of a product of this many values stays in L2 until it has been looked through.
    private const int PanelValues = 96 * 1024;

    // Three vectors of 512 bits are what a tile of a product has, and a row more keeps rows of a panel out of each other's sets of the cache.
    private const int PanelGrain = 48;
    private const int PanelPadding = 16;

    /// <summary>
    /// The columns of the <paramref name="count"/> largest values of each row, in ascending order, for a range of rows. Of equal values those further
    /// left are larger, and NaN is larger than any number. −∞ is never chosen: −1 follows the last column where there are fewer others.
    /// </summary>
    /// <param name="rowStart">First row to compute.</param>
    /// <param name="rowEnd">Row after the last one to compute.</param>
    /// <param name="columns">Columns of A.</param>
    /// <param name="count">Values to find.</param>
    /// <param name="a">A's first element, in row 0.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="target">The first column's place, in row 0.</param>
    /// <param name="stride">Distance between the rows' places.</param>
    /// <param name="scratch">This thread's memory.</param>
    public static void TopColumns<T>(
        int rowStart, int rowEnd, int columns, int count, ref T a, int aStride, ref T target, int stride, SparseScratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* aStart = &a, targetStart = &target, values = &scratch.Values(count))
        fixed (int* numbers = &scratch.Numbers(count))
        {
            for (int row = rowStart; row < rowEnd; row++)
            {
                int size = 0;
                TopHeap<T>.Offer(aStart + ((nint)row * aStride), columns, 0, count, ref size, values, numbers);
                TopHeap<T>.Finish(count, size, numbers, targetStart + ((nint)row * stride));
            }
        }
    }

    /// <summary>
    /// As <see cref="TopColumns"/> of A Bᵀ + bias, of which no more than a panel of columns is in memory at a time: it is looked through while
    /// it is in cache. Of rows of B with a bias of −∞, which are never chosen, nothing is computed.
    /// </summary>
    /// <param name="rowStart">First row to compute.</param>
    /// <param name="rowEnd">Row after the last one to compute.</param>
    /// <param name="depth">Columns of A and B.</param>
    /// <param name="columns">Rows of B.</param>
    /// <param name="count">Values to find.</param>
    /// <param name="a">A's first element, in row 0; padded.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element; dense.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="bias">One value for each row of B.</param>
    /// <param name="target">The first column's place, in row 0.</param>
    /// <param name="stride">Distance between the rows' places.</param>
    /// <param name="hasManyRows">Whether B's rows are worth transposing: products as <see cref="Multiply{T, TEpilogue}"/>, else as <see cref="MultiplyTransposed{T, TEpilogue}"/>.</param>
    /// <param name="scratch">This thread's memory.</param>
    public static void TopColumnsOfProduct<T>(
        int rowStart, int rowEnd, int depth, int columns, int count, ref T a, int aStride, ref T b, int bStride, ref T bias,
        ref T target, int stride, bool hasManyRows, SparseScratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = rowEnd - rowStart;
        int width = Math.Min(columns, Math.Max(1, PanelValues / rows / PanelGrain) * PanelGrain);
        int panelStride = ((width + PanelGrain - 1) / PanelGrain * PanelGrain) + PanelPadding;
        int possible = 0;
        for (int column = 0; column < columns; column++)
        {
            possible += T.IsNegativeInfinity(Unsafe.Add(ref bias, column)) ? 0 : 1;
        }

        bool isWhole = possible == columns;
        fixed (T* aStart = &a, bStart = &b, biasStart = &bias, targetStart = &target)
        fixed (T* panel = &scratch.Panel((long)rows * panelStride), values = &scratch.Values(((long)rows * count) + panelStride))
        fixed (T* factor = &scratch.Factor(isWhole ? 0 : (long)width * depth))
        fixed (int* numbers = &scratch.Numbers(((long)rows * (count + 1)) + (isWhole ? 0 : columns)))
        {
            T* left = aStart + ((nint)rowStart * aStride);
            T* biases = values + ((nint)rows * count);
            int* sizes = numbers + ((nint)rows * count);
            int* places = sizes + rows;
            new Span<int>(sizes, rows).Clear();
            if (!isWhole)
            {
                int place = 0;
                for (int column = 0; column < columns; column++)
                {
                    if (!T.IsNegativeInfinity(biasStart[column]))
                    {
                        places[place++] = column;
                    }
                }
            }

            for (int first = 0; first < possible; first += width)
            {
                int some = Math.Min(width, possible - first);
                T* right = bStart + ((nint)first * bStride);
                T* own = biasStart + first;
                int rightStride = bStride;
                if (!isWhole)
                {
                    right = factor;
                    own = biases;
                    rightStride = depth;
                    for (int index = 0; index < some; index++)
                    {
                        int column = places[first + index];
                        new Span<T>(bStart + ((nint)column * bStride), depth).CopyTo(new Span<T>(factor + ((nint)index * depth), depth));
                        biases[index] = biasStart[column];
                    }
                }

                if (hasManyRows)
                {
                    Product<T, AddBias>(rows, depth, some, left, aStride, 1, right, 1, rightStride, panel, panelStride, dense: false, own, 0);
                }
                else
                {
                    MultiplyTransposed<T, AddBias>(rows, depth, some, ref *left, aStride, ref *right, rightStride, ref *panel, panelStride, ref *own, 0);
                }

                for (int row = 0; row < rows; row++)
                {
                    nint heap = (nint)row * count;
                    TopHeap<T>.Offer(panel + ((nint)row * panelStride), some, first, count, ref sizes[row], values + heap, numbers + heap);
                }
            }

            for (int row = 0; row < rows; row++)
            {
                int* found = numbers + ((nint)row * count);
                for (int index = 0; !isWhole && index < sizes[row]; index++)
                {
                    found[index] = places[found[index]];
                }

                TopHeap<T>.Finish(count, sizes[row], found, targetStart + ((nint)(rowStart + row) * stride));
            }
        }
    }
}
