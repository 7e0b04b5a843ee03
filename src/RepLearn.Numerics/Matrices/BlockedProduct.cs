using System.Runtime.CompilerServices;

namespace RepLearn.Numerics.Matrices;

/// <summary>Splits a product into tiles, in an order that keeps what is read again in L1 and L2.</summary>
internal static unsafe class BlockedProduct<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    // A strip of B of this depth and three vectors' width is 24 KB at 512 bits: it stays in L1 while all row tiles of a block
    // use it.
    private const int DepthBlock = 128;

    // Rows whose strip of A and block of C stay in L2 while strips of B are processed.
    private const int RowBlock = 272;
    private const int RowGrain = 8;

    // A strip of B is packed into a contiguous L1 panel if at least this many rows reuse it and B's row stride is large, which would
    // cost TLB misses and, at powers of two, set conflicts. A transposed B is always packed; packing transposes it.
    private const int PackRows = 24;
    private const int FarBytes = 32 * 1024;

    private const int CacheLine = 64;

    // If B is at least this large, a single row is multiplied faster along B's rows than down its columns.
    private const int SweepBytes = 512 * 1024;

    /// <summary>C[r, j] = Σ_d A[r, d] · B[d, j], each sum in order of d, and what the epilogue makes of the finished sum.</summary>
    /// <param name="rows">Rows of C.</param>
    /// <param name="depth">Terms of each sum.</param>
    /// <param name="columns">Columns of C.</param>
    /// <param name="a">A's first value.</param>
    /// <param name="aRow">Distance between A's values of neighbouring rows.</param>
    /// <param name="aDepth">Distance between A's values of neighbouring depths.</param>
    /// <param name="b">B's first value.</param>
    /// <param name="bDepth">Distance between B's values of neighbouring depths.</param>
    /// <param name="bColumn">Distance between B's values of neighbouring columns; where it is not 1, the one of depths is.</param>
    /// <param name="c">C's first value.</param>
    /// <param name="cStride">Distance between C's rows.</param>
    /// <param name="dense">Whether nothing may be written beyond C's columns, rather than whole vectors.</param>
    /// <param name="operand">The epilogue's operand at C's first value; whole vectors are read.</param>
    /// <param name="operandStride">Distance between the operand's rows.</param>
    /// <param name="accumulate">Whether the sums continue from what C holds: the same bits as one product of both depths.</param>
    public static void Run<TEpilogue>(
        int rows, int depth, int columns, T* a, nint aRow, nint aDepth, T* b, nint bDepth, nint bColumn, T* c, nint cStride, bool dense,
        T* operand, nint operandStride, bool accumulate = false)
        where TEpilogue : struct, IEpilogue
    {
        if (rows == 1 && aDepth == 1 && !dense && !accumulate && bColumn == 1 && (long)depth * columns * sizeof(T) >= SweepBytes)
        {
            SweepKernel<T, TVector, TLanes>.Run<TEpilogue>(depth, columns, a, b, bDepth, c, operand);
            return;
        }

        if (depth == 1 && bColumn == 1 && !accumulate)
        {
            SweepKernel<T, TVector, TLanes>.RunOuter<TEpilogue>(rows, columns, a, aRow, b, c, cStride, dense, operand, operandStride);
            return;
        }

        // Blocks of equal height: a small last one would pack all of B for little work.
        int rowBlocks = Math.Max(1, (rows + RowBlock - 1) / RowBlock);
        int height = (((rows + rowBlocks - 1) / rowBlocks) + RowGrain - 1) / RowGrain * RowGrain;
        for (int row = 0; row < rows; row += height)
        {
            int blockRows = Math.Min(height, rows - row);
            T* left = a + (row * aRow);
            T* target = c + (row * cStride);
            T* above = operand + (row * operandStride);
            for (int start = 0; start < depth; start += DepthBlock)
            {
                int blockDepth = Math.Min(DepthBlock, depth - start);
                T* right = b + (start * bDepth);
                if (start + blockDepth == depth)
                {
                    RunDepthBlock<TEpilogue>(
                        blockRows, blockDepth, columns, left + (start * aDepth), aRow, aDepth, right, bDepth, bColumn,
                        target, cStride, accumulate || start > 0, dense, above, operandStride);
                }
                else
                {
                    RunDepthBlock<NoEpilogue>(
                        blockRows, blockDepth, columns, left + (start * aDepth), aRow, aDepth, right, bDepth, bColumn,
                        target, cStride, accumulate || start > 0, dense, operand, 0);
                }
            }
        }
    }

    [SkipLocalsInit]
    private static void RunDepthBlock<TEpilogue>(
        int rows, int depth, int columns, T* a, nint aRow, nint aDepth, T* b, nint bDepth, nint bColumn, T* c, nint cStride,
        bool accumulate, bool dense, T* operand, nint operandStride)
        where TEpilogue : struct, IEpilogue
    {
        T* room = stackalloc T[(DepthBlock * 3 * TLanes.Width) + (CacheLine / sizeof(T))];
        T* panel = (T*)(((nint)room + CacheLine - 1) & -CacheLine);
        bool packs = bColumn != 1 || (rows >= PackRows && depth * bDepth * sizeof(T) > FarBytes);
        int column = 0;
        int vectors = (columns + TLanes.Width - 1) / TLanes.Width;
        while (vectors > 0)
        {
            // Four remaining vectors are split into two and two: a tile of one vector loads nearly twice as much per multiply-add.
            int width = vectors == 4 ? 2 : Math.Min(vectors, 3);
            int lastLanes = dense ? Math.Min(columns - column - ((width - 1) * TLanes.Width), TLanes.Width) : TLanes.Width;
            T* strip = b + (column * bColumn);
            nint stride = bDepth;
            if (packs)
            {
                if (bColumn == 1)
                {
                    Pack(width, depth, strip, bDepth, panel);
                }
                else
                {
                    PackAcross(width, depth, columns - column, strip, bColumn, panel);
                }

                strip = panel;
                stride = width * TLanes.Width;
            }

            T* target = c + column;
            switch (width)
            {
                case 3:
                    RunStrip<Three, TEpilogue>(
                        rows, depth, a, aRow, aDepth, strip, stride, target, cStride, accumulate, lastLanes, operand + column, operandStride);
                    break;
                case 2:
                    RunStrip<Two, TEpilogue>(
                        rows, depth, a, aRow, aDepth, strip, stride, target, cStride, accumulate, lastLanes, operand + column, operandStride);
                    break;
                default:
                    RunStrip<One, TEpilogue>(
                        rows, depth, a, aRow, aDepth, strip, stride, target, cStride, accumulate, lastLanes, operand + column, operandStride);
                    break;
            }

            column += width * TLanes.Width;
            vectors -= width;
        }
    }

    [SkipLocalsInit]
    private static void RunStrip<TVectors, TEpilogue>(
        int rows, int depth, T* a, nint aRow, nint aDepth, T* b, nint bStride, T* c, nint cStride, bool accumulate, int lastLanes,
        T* operand, nint operandStride)
        where TVectors : struct, ICount
        where TEpilogue : struct, IEpilogue
    {
        // As many accumulators as leave registers for the operands, of 32 or of 16.
        int tile = TLanes.HasManyRegisters ? 8 : TVectors.Value == 3 ? 4 : TVectors.Value == 2 ? 5 : 8;

        // Tiles of nearly equal height: a small last one has too few accumulators to keep the multipliers busy.
        int tiles = (rows + tile - 1) / tile;
        int height = rows / tiles;
        int higher = rows - (tiles * height);

        // If C has no room for the whole last vector, it is stored here first.
        T* edge = stackalloc T[8 * TLanes.Width];
        bool whole = lastLanes == TLanes.Width;
        for (int index = 0; index < tiles; index++)
        {
            int tileRows = index < higher ? height + 1 : height;
            T* inPlace = c + ((TVectors.Value - 1) * TLanes.Width);
            T* last = whole ? inPlace : edge;
            nint lastStride = whole ? cStride : TLanes.Width;
            switch (tileRows)
            {
                case 8:
                    TileKernel<T, TVector, TLanes>.Run<Eight, TVectors, TEpilogue>(
                        depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride, operand, operandStride);
                    break;
                case 7:
                    TileKernel<T, TVector, TLanes>.Run<Seven, TVectors, TEpilogue>(
                        depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride, operand, operandStride);
                    break;
                case 6:
                    TileKernel<T, TVector, TLanes>.Run<Six, TVectors, TEpilogue>(
                        depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride, operand, operandStride);
                    break;
                case 5:
                    TileKernel<T, TVector, TLanes>.Run<Five, TVectors, TEpilogue>(
                        depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride, operand, operandStride);
                    break;
                case 4:
                    TileKernel<T, TVector, TLanes>.Run<Four, TVectors, TEpilogue>(
                        depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride, operand, operandStride);
                    break;
                case 3:
                    TileKernel<T, TVector, TLanes>.Run<Three, TVectors, TEpilogue>(
                        depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride, operand, operandStride);
                    break;
                case 2:
                    TileKernel<T, TVector, TLanes>.Run<Two, TVectors, TEpilogue>(
                        depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride, operand, operandStride);
                    break;
                default:
                    TileKernel<T, TVector, TLanes>.Run<One, TVectors, TEpilogue>(
                        depth, a, aRow, aDepth, b, bStride, c, cStride, accumulate, last, lastStride, operand, operandStride);
                    break;
            }

            for (int row = 0; !whole && row < tileRows; row++)
            {
                TLanes.StoreFirst(TLanes.Load(edge + (row * TLanes.Width)), inPlace + (row * cStride), lastLanes);
            }

            a += tileRows * aRow;
            c += tileRows * cStride;
            operand += tileRows * operandStride;
        }
    }

    // Packs a strip of B, row by row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(int vectors, int depth, T* b, nint bDepth, T* panel)
    {
        for (; depth > 0; depth--)
        {
            TLanes.Store(TLanes.Load(b), panel);
            if (vectors > 1)
            {
                TLanes.Store(TLanes.Load(b + TLanes.Width), panel + TLanes.Width);
            }

            if (vectors > 2)
            {
                TLanes.Store(TLanes.Load(b + (2 * TLanes.Width)), panel + (2 * TLanes.Width));
            }

            b += bDepth;
            panel += vectors * TLanes.Width;
        }
    }

    // Packs a strip of a transposed B.
    private static void PackAcross(int vectors, int depth, int columns, T* b, nint bColumn, T* panel)
    {
        int lanes = vectors * TLanes.Width;
        if (columns < lanes)
        {
            // Results of lanes after the last column are not used, but subnormal numbers there would be slow.
            new Span<T>(panel, depth * lanes).Clear();
        }

        Matrix.Transpose(0, Math.Min(columns, lanes), depth, ref *b, (int)bColumn, ref *panel, lanes);
    }
}
