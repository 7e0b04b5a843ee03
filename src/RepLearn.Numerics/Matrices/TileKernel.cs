using System.Runtime.CompilerServices;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// The product of a strip of A with a strip of B for one tile of C that stays in registers: C[r, j] (+)= Σ_d A[r, d] · B[d, j],
/// each element's sum running over the depth in order.
/// </summary>
/// <remarks>
/// One source for all tiles: the sizes are types, so the JIT decides conditions on them and removes the accumulators beyond the tile. The
/// accumulators must be plain locals, because a variable whose address is taken goes to the stack.
/// A full tile is 8 rows by 3 vectors: 24 accumulators, 3 vectors of B and a broadcast of A are 28 of 32 registers,
/// and 11 loads serve 24 multiply-adds.
/// </remarks>
internal static unsafe class TileKernel<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    /// <summary>Computes one tile.</summary>
    /// <param name="depth">Terms of each sum.</param>
    /// <param name="a">A's first value in the strip.</param>
    /// <param name="aRow">Distance between A's values of neighbouring rows.</param>
    /// <param name="aDepth">Distance between A's values of neighbouring depths.</param>
    /// <param name="b">B's first value in the strip; whole vectors are read.</param>
    /// <param name="bStride">Distance between B's rows.</param>
    /// <param name="c">C's first value in the tile.</param>
    /// <param name="cStride">Distance between C's rows.</param>
    /// <param name="accumulate">Whether the sums continue from what C holds.</param>
    /// <param name="last">Where the last vector of the first row goes: into C, or elsewhere if C has no room for all of it.</param>
    /// <param name="lastStride">Distance between the rows' last vectors.</param>
    /// <param name="operand">The epilogue's operand at the tile's first element; whole vectors are read.</param>
    /// <param name="operandStride">Distance between the operand's rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRows, TVectors, TEpilogue>(
        int depth, T* a, nint aRow, nint aDepth, T* b, nint bStride, T* c, nint cStride, bool accumulate, T* last, nint lastStride,
        T* operand, nint operandStride)
        where TRows : struct, ICount
        where TVectors : struct, ICount
        where TEpilogue : struct, IEpilogue
    {
        TVector c00 = TLanes.Zero, c01 = TLanes.Zero, c02 = TLanes.Zero;
        TVector c10 = TLanes.Zero, c11 = TLanes.Zero, c12 = TLanes.Zero;
        TVector c20 = TLanes.Zero, c21 = TLanes.Zero, c22 = TLanes.Zero;
        TVector c30 = TLanes.Zero, c31 = TLanes.Zero, c32 = TLanes.Zero;
        TVector c40 = TLanes.Zero, c41 = TLanes.Zero, c42 = TLanes.Zero;
        TVector c50 = TLanes.Zero, c51 = TLanes.Zero, c52 = TLanes.Zero;
        TVector c60 = TLanes.Zero, c61 = TLanes.Zero, c62 = TLanes.Zero;
        TVector c70 = TLanes.Zero, c71 = TLanes.Zero, c72 = TLanes.Zero;
        if (accumulate)
        {
            T* row = c;
            c00 = TLanes.Load(row);
            c01 = TVectors.Value > 1 ? TLanes.Load(row + TLanes.Width) : c01;
            c02 = TVectors.Value > 2 ? TLanes.Load(row + (2 * TLanes.Width)) : c02;

            if (TRows.Value > 1)
            {
                row += cStride;
                c10 = TLanes.Load(row);
                c11 = TVectors.Value > 1 ? TLanes.Load(row + TLanes.Width) : c11;
                c12 = TVectors.Value > 2 ? TLanes.Load(row + (2 * TLanes.Width)) : c12;
            }

            if (TRows.Value > 2)
            {
                row += cStride;
                c20 = TLanes.Load(row);
                c21 = TVectors.Value > 1 ? TLanes.Load(row + TLanes.Width) : c21;
                c22 = TVectors.Value > 2 ? TLanes.Load(row + (2 * TLanes.Width)) : c22;
            }

            if (TRows.Value > 3)
            {
                row += cStride;
                c30 = TLanes.Load(row);
                c31 = TVectors.Value > 1 ? TLanes.Load(row + TLanes.Width) : c31;
                c32 = TVectors.Value > 2 ? TLanes.Load(row + (2 * TLanes.Width)) : c32;
            }

            if (TRows.Value > 4)
            {
                row += cStride;
                c40 = TLanes.Load(row);
                c41 = TVectors.Value > 1 ? TLanes.Load(row + TLanes.Width) : c41;
                c42 = TVectors.Value > 2 ? TLanes.Load(row + (2 * TLanes.Width)) : c42;
            }

            if (TRows.Value > 5)
            {
                row += cStride;
                c50 = TLanes.Load(row);
                c51 = TVectors.Value > 1 ? TLanes.Load(row + TLanes.Width) : c51;
                c52 = TVectors.Value > 2 ? TLanes.Load(row + (2 * TLanes.Width)) : c52;
            }

            if (TRows.Value > 6)
            {
                row += cStride;
                c60 = TLanes.Load(row);
                c61 = TVectors.Value > 1 ? TLanes.Load(row + TLanes.Width) : c61;
                c62 = TVectors.Value > 2 ? TLanes.Load(row + (2 * TLanes.Width)) : c62;
            }

            if (TRows.Value > 7)
            {
                row += cStride;
                c70 = TLanes.Load(row);
                c71 = TVectors.Value > 1 ? TLanes.Load(row + TLanes.Width) : c71;
                c72 = TVectors.Value > 2 ? TLanes.Load(row + (2 * TLanes.Width)) : c72;
            }
        }

        // Unrolled by two depths, because counting and moving pointers takes issue slots from multiply-adds.
        nint row2 = 2 * aRow;
        nint row3 = 3 * aRow;
        nint row4 = 4 * aRow;
        nint aNext = aDepth * sizeof(T);
        nint bNext = bStride * sizeof(T);
        for (; depth > 1; depth -= 2)
        {
            Add<TRows, TVectors>(
                a, aRow, row2, row3, row4, b,
                ref c00, ref c01, ref c02, ref c10, ref c11, ref c12, ref c20, ref c21, ref c22, ref c30, ref c31, ref c32,
                ref c40, ref c41, ref c42, ref c50, ref c51, ref c52, ref c60, ref c61, ref c62, ref c70, ref c71, ref c72);
            a = (T*)((byte*)a + aNext);
            b = (T*)((byte*)b + bNext);
            Add<TRows, TVectors>(
                a, aRow, row2, row3, row4, b,
                ref c00, ref c01, ref c02, ref c10, ref c11, ref c12, ref c20, ref c21, ref c22, ref c30, ref c31, ref c32,
                ref c40, ref c41, ref c42, ref c50, ref c51, ref c52, ref c60, ref c61, ref c62, ref c70, ref c71, ref c72);
            a = (T*)((byte*)a + aNext);
            b = (T*)((byte*)b + bNext);
        }

        if (depth > 0)
        {
            Add<TRows, TVectors>(
                a, aRow, row2, row3, row4, b,
                ref c00, ref c01, ref c02, ref c10, ref c11, ref c12, ref c20, ref c21, ref c22, ref c30, ref c31, ref c32,
                ref c40, ref c41, ref c42, ref c50, ref c51, ref c52, ref c60, ref c61, ref c62, ref c70, ref c71, ref c72);
        }

        Store<TVectors, TEpilogue>(c00, c01, c02, c, last, operand);

        if (TRows.Value > 1)
        {
            Store<TVectors, TEpilogue>(c10, c11, c12, c + cStride, last + lastStride, operand + operandStride);
        }

        if (TRows.Value > 2)
        {
            Store<TVectors, TEpilogue>(c20, c21, c22, c + (2 * cStride), last + (2 * lastStride), operand + (2 * operandStride));
        }

        if (TRows.Value > 3)
        {
            Store<TVectors, TEpilogue>(c30, c31, c32, c + (3 * cStride), last + (3 * lastStride), operand + (3 * operandStride));
        }

        if (TRows.Value > 4)
        {
            Store<TVectors, TEpilogue>(c40, c41, c42, c + (4 * cStride), last + (4 * lastStride), operand + (4 * operandStride));
        }

        if (TRows.Value > 5)
        {
            Store<TVectors, TEpilogue>(c50, c51, c52, c + (5 * cStride), last + (5 * lastStride), operand + (5 * operandStride));
        }

        if (TRows.Value > 6)
        {
            Store<TVectors, TEpilogue>(c60, c61, c62, c + (6 * cStride), last + (6 * lastStride), operand + (6 * operandStride));
        }

        if (TRows.Value > 7)
        {
            Store<TVectors, TEpilogue>(c70, c71, c72, c + (7 * cStride), last + (7 * lastStride), operand + (7 * operandStride));
        }
    }

    // One depth. Once this is inlined, the accumulators stay in registers although they are passed by reference. That needs code without a
    // condition between a reference and the store to it: c = large ? f(c) : c would take its address.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TRows, TVectors>(
        T* a, nint aRow, nint row2, nint row3, nint row4, T* b,
        ref TVector c00, ref TVector c01, ref TVector c02, ref TVector c10, ref TVector c11, ref TVector c12,
        ref TVector c20, ref TVector c21, ref TVector c22, ref TVector c30, ref TVector c31, ref TVector c32,
        ref TVector c40, ref TVector c41, ref TVector c42, ref TVector c50, ref TVector c51, ref TVector c52,
        ref TVector c60, ref TVector c61, ref TVector c62, ref TVector c70, ref TVector c71, ref TVector c72)
        where TRows : struct, ICount
        where TVectors : struct, ICount
    {
        TVector b0 = TLanes.Load(b);
        TVector b1 = TVectors.Value > 1 ? TLanes.Load(b + TLanes.Width) : b0;
        TVector b2 = TVectors.Value > 2 ? TLanes.Load(b + (2 * TLanes.Width)) : b0;

        // Two pointers and three strides address each of the eight rows in one instruction.
        T* a4 = a + row4;
        TVector value = TLanes.Broadcast(*a);
        c00 = TLanes.MultiplyAdd(value, b0, c00);
        if (TVectors.Value > 1)
        {
            c01 = TLanes.MultiplyAdd(value, b1, c01);
        }

        if (TVectors.Value > 2)
        {
            c02 = TLanes.MultiplyAdd(value, b2, c02);
        }

        if (TRows.Value > 1)
        {
            value = TLanes.Broadcast(a[aRow]);
            c10 = TLanes.MultiplyAdd(value, b0, c10);
            if (TVectors.Value > 1)
            {
                c11 = TLanes.MultiplyAdd(value, b1, c11);
            }

            if (TVectors.Value > 2)
            {
                c12 = TLanes.MultiplyAdd(value, b2, c12);
            }
        }

        if (TRows.Value > 2)
        {
            value = TLanes.Broadcast(a[row2]);
            c20 = TLanes.MultiplyAdd(value, b0, c20);
            if (TVectors.Value > 1)
            {
                c21 = TLanes.MultiplyAdd(value, b1, c21);
            }

            if (TVectors.Value > 2)
            {
                c22 = TLanes.MultiplyAdd(value, b2, c22);
            }
        }

        if (TRows.Value > 3)
        {
            value = TLanes.Broadcast(a[row3]);
            c30 = TLanes.MultiplyAdd(value, b0, c30);
            if (TVectors.Value > 1)
            {
                c31 = TLanes.MultiplyAdd(value, b1, c31);
            }

            if (TVectors.Value > 2)
            {
                c32 = TLanes.MultiplyAdd(value, b2, c32);
            }
        }

        if (TRows.Value > 4)
        {
            value = TLanes.Broadcast(*a4);
            c40 = TLanes.MultiplyAdd(value, b0, c40);
            if (TVectors.Value > 1)
            {
                c41 = TLanes.MultiplyAdd(value, b1, c41);
            }

            if (TVectors.Value > 2)
            {
                c42 = TLanes.MultiplyAdd(value, b2, c42);
            }
        }

        if (TRows.Value > 5)
        {
            value = TLanes.Broadcast(a4[aRow]);
            c50 = TLanes.MultiplyAdd(value, b0, c50);
            if (TVectors.Value > 1)
            {
                c51 = TLanes.MultiplyAdd(value, b1, c51);
            }

            if (TVectors.Value > 2)
            {
                c52 = TLanes.MultiplyAdd(value, b2, c52);
            }
        }

        if (TRows.Value > 6)
        {
            value = TLanes.Broadcast(a4[row2]);
            c60 = TLanes.MultiplyAdd(value, b0, c60);
            if (TVectors.Value > 1)
            {
                c61 = TLanes.MultiplyAdd(value, b1, c61);
            }

            if (TVectors.Value > 2)
            {
                c62 = TLanes.MultiplyAdd(value, b2, c62);
            }
        }

        if (TRows.Value > 7)
        {
            value = TLanes.Broadcast(a4[row3]);
            c70 = TLanes.MultiplyAdd(value, b0, c70);
            if (TVectors.Value > 1)
            {
                c71 = TLanes.MultiplyAdd(value, b1, c71);
            }

            if (TVectors.Value > 2)
            {
                c72 = TLanes.MultiplyAdd(value, b2, c72);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVectors, TEpilogue>(TVector v0, TVector v1, TVector v2, T* row, T* last, T* operand)
        where TVectors : struct, ICount
        where TEpilogue : struct, IEpilogue
    {
        if (TVectors.Value > 1)
        {
            TLanes.Store(TEpilogue.Apply<T, TVector, TLanes>(v0, operand), row);
        }

        if (TVectors.Value > 2)
        {
            TLanes.Store(TEpilogue.Apply<T, TVector, TLanes>(v1, operand + TLanes.Width), row + TLanes.Width);
        }

        TVector behind = TVectors.Value > 2 ? v2 : TVectors.Value > 1 ? v1 : v0;
        TLanes.Store(TEpilogue.Apply<T, TVector, TLanes>(behind, operand + ((TVectors.Value - 1) * TLanes.Width)), last);
    }
}
