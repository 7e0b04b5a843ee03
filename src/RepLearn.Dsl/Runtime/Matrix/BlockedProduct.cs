using System.Runtime.CompilerServices;

namespace RepLearn.Runtime;

/// <summary>Cuts a product into tiles, in an order that keeps what is read again in the near caches.</summary>
internal static unsafe class BlockedProduct<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    // A strip of B of this depth and three vectors' width is 24 KB at 512 bits: it stays in the first cache while all
    // row tiles of a block pass over it.
    private const int DepthBlock = 128;

    // Rows whose strip of A and block of C stay in the second cache while B passes.
    private const int RowBlock = 192;

    // Where B is as large as this, a single row is better multiplied by sweeping along B's rows than down its columns.
    private const int SweepBytes = 512 * 1024;

    /// <summary>C[r, j] = Σ_d A[r, d] · B[d, j], each sum in order of d.</summary>
    /// <param name="rows">Rows of C.</param>
    /// <param name="depth">Terms of each sum.</param>
    /// <param name="columns">Columns of C.</param>
    /// <param name="a">A's first value.</param>
    /// <param name="aRow">Distance between A's values of neighbouring rows.</param>
    /// <param name="aDepth">Distance between A's values of neighbouring depths.</param>
    /// <param name="b">B's first value.</param>
    /// <param name="bStride">Distance between B's rows.</param>
    /// <param name="c">C's first value.</param>
    /// <param name="cStride">Distance between C's rows.</param>
    /// <param name="dense">Whether nothing may be written beyond C's columns, rather than whole vectors.</param>
    public static void Run(int rows, int depth, int columns, T* a, nint aRow, nint aDepth, T* b, nint bStride, T* c, nint cStride, bool dense)
    {
        if (rows == 1 && aDepth == 1 && !dense && (long)depth * columns * sizeof(T) >= SweepBytes)
        {
            SweepKernel<T, TVector, TLanes>.Run(depth, columns, a, b, bStride, c);
            return;
        }

        if (depth == 1)
        {
            SweepKernel<T, TVector, TLanes>.RunOuter(rows, columns, a, aRow, b, c, cStride, dense);
            return;
        }

        for (int row = 0; row < rows; row += RowBlock)
        {
            int blockRows = Math.Min(RowBlock, rows - row);
            for (int start = 0; start < depth; start += DepthBlock)
            {
                RunDepthBlock(
                    blockRows, Math.Min(DepthBlock, depth - start), columns, a + (row * aRow) + (start * aDepth), aRow, aDepth,
                    b + (start * bStride), bStride, c + (row * cStride), cStride, accumulate: start > 0, dense);
            }
        }
    }

    private static void RunDepthBlock(
        int rows, int depth, int columns, T* a, nint aRow, nint aDepth, T* b, nint bStride, T* c, nint cStride, bool accumulate, bool dense)
    {
        int column = 0;
        int vectors = (columns + TLanes.Width - 1) / TLanes.Width;
        while (vectors > 0)
        {
            // Four vectors left are cut as two and two: a tile of one vector loads nearly twice as much for its work.
            int width = vectors == 4 ? 2 : Math.Min(vectors, 3);
            int lastLanes = dense ? Math.Min(columns - column - ((width - 1) * TLanes.Width), TLanes.Width) : TLanes.Width;
            T* strip = b + column;
            T* target = c + column;
            switch (width)
            {
                case 3:
                    RunStrip<Three>(rows, depth, a, aRow, aDepth, strip, bStride, target, cStride, accumulate, lastLanes);
                    break;
                case 2:
                    RunStrip<Two>(rows, depth, a, aRow, aDepth, strip, bStride, target, cStride, accumulate, lastLanes);
                    break;
                default:
                    RunStrip<One>(rows, depth, a, aRow, aDepth, strip, bStride, target, cStride, accumulate, lastLanes);
                    break;
            }

            column += width * TLanes.Width;
            vectors -= width;
        }
    }

    [SkipLocalsInit]
    private static void RunStrip<TVectors>(
        int rows, int depth, T* a, nint aRow, nint aDepth, T* b, nint bStride, T* c, nint cStride, bool accumulate, int lastLanes)
        where TVectors : struct, ICount
    {
        int tile = TLanes.HasManyRegisters ? 8 : 4;

        // Where C has no room for all of the last vector, it goes through here.
        T* edge = stackalloc T[8 * TLanes.Width];
        bool whole = lastLanes == TLanes.Width;
        for (; rows > 0; rows -= tile)
        {
            int tileRows = Math.Min(rows, tile);
            T* inPlace = c + ((TVectors.Value - 1) * TLanes.Width);
            T* last = whole ? inPlace : edge;
            nint lastStride = whole ? cStride : TLanes.Width;
            switch (tileRows)
            {
                case 8:
                    TileKernel<T, TVector, TLanes>.Run<Eight, TVectors>(depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride);
                    break;
                case 7:
                    TileKernel<T, TVector, TLanes>.Run<Seven, TVectors>(depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride);
                    break;
                case 6:
                    TileKernel<T, TVector, TLanes>.Run<Six, TVectors>(depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride);
                    break;
                case 5:
                    TileKernel<T, TVector, TLanes>.Run<Five, TVectors>(depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride);
                    break;
                case 4:
                    TileKernel<T, TVector, TLanes>.Run<Four, TVectors>(depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride);
                    break;
                case 3:
                    TileKernel<T, TVector, TLanes>.Run<Three, TVectors>(depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride);
                    break;
                case 2:
                    TileKernel<T, TVector, TLanes>.Run<Two, TVectors>(depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride);
                    break;
                default:
                    TileKernel<T, TVector, TLanes>.Run<One, TVectors>(depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride);
                    break;
            }

            for (int row = 0; !whole && row < tileRows; row++)
            {
                TLanes.StoreFirst(TLanes.Load(edge + (row * TLanes.Width)), inPlace + (row * cStride), lastLanes);
            }

            a += tile * aRow;
            c += tile * cStride;
        }
    }
}
