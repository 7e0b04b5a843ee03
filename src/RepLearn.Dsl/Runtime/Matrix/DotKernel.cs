using System.Runtime.CompilerServices;

namespace RepLearn.Runtime;

/// <summary>
/// Dot products of rows with rows: C[r, j] = Σ_d A[r, d] · B[j, d]. A sum runs in as many lanes as 512 bits hold, lane l taking
/// the depths l, l + lanes, … in order, and the lanes are folded by halves: <typeparamref name="TLanes"/> is 512 bits wide, in one vector or several, so that its bits do not depend on the hardware's width.
/// </summary>
internal static unsafe class DotKernel<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    /// <summary>Computes all of C, by tiles of at most 4 rows and 4 columns.</summary>
    public static void Run(int rows, int depth, int columns, T* a, nint aStride, T* b, nint bStride, T* c, nint cStride)
    {
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            RunRows<Four>(depth, columns, a + (row * aStride), aStride, b, bStride, c + (row * cStride), cStride);
        }

        if (row + 2 <= rows)
        {
            RunRows<Two>(depth, columns, a + (row * aStride), aStride, b, bStride, c + (row * cStride), cStride);
            row += 2;
        }

        if (row < rows)
        {
            RunRows<One>(depth, columns, a + (row * aStride), aStride, b, bStride, c + (row * cStride), cStride);
        }
    }

    private static void RunRows<TRows>(int depth, int columns, T* a, nint aStride, T* b, nint bStride, T* c, nint cStride)
        where TRows : struct, ICount
    {
        int column = 0;
        for (; column + 4 <= columns; column += 4)
        {
            RunTile<TRows, Four>(depth, a, aStride, b + (column * bStride), bStride, c + column, cStride);
        }

        for (; column < columns; column++)
        {
            RunTile<TRows, One>(depth, a, aStride, b + (column * bStride), bStride, c + column, cStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTile<TRows, TColumns>(int depth, T* a, nint aStride, T* b, nint bStride, T* c, nint cStride)
        where TRows : struct, ICount
        where TColumns : struct, ICount
    {
        TVector c00 = TLanes.Zero, c01 = TLanes.Zero, c02 = TLanes.Zero, c03 = TLanes.Zero;
        TVector c10 = TLanes.Zero, c11 = TLanes.Zero, c12 = TLanes.Zero, c13 = TLanes.Zero;
        TVector c20 = TLanes.Zero, c21 = TLanes.Zero, c22 = TLanes.Zero, c23 = TLanes.Zero;
        TVector c30 = TLanes.Zero, c31 = TLanes.Zero, c32 = TLanes.Zero, c33 = TLanes.Zero;
        T* bLast = b + (3 * bStride);
        T* aLast = a + (3 * aStride);
        int remaining = depth;
        for (; remaining >= TLanes.Width; remaining -= TLanes.Width)
        {
            TVector b0 = TLanes.Load(b);
            TVector b1 = TColumns.Value > 1 ? TLanes.Load(b + bStride) : b0;
            TVector b2 = TColumns.Value > 2 ? TLanes.Load(b + (2 * bStride)) : b0;
            TVector b3 = TColumns.Value > 3 ? TLanes.Load(bLast) : b0;
            TVector value = TLanes.Load(a);
            c00 = TLanes.MultiplyAdd(value, b0, c00);
            c01 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c01) : c01;
            c02 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c02) : c02;
            c03 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c03) : c03;

            if (TRows.Value > 1)
            {
                value = TLanes.Load(a + aStride);
                c10 = TLanes.MultiplyAdd(value, b0, c10);
                c11 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c11) : c11;
                c12 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c12) : c12;
                c13 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c13) : c13;
            }

            if (TRows.Value > 2)
            {
                value = TLanes.Load(a + (2 * aStride));
                c20 = TLanes.MultiplyAdd(value, b0, c20);
                c21 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c21) : c21;
                c22 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c22) : c22;
                c23 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c23) : c23;
            }

            if (TRows.Value > 3)
            {
                value = TLanes.Load(aLast);
                c30 = TLanes.MultiplyAdd(value, b0, c30);
                c31 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c31) : c31;
                c32 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c32) : c32;
                c33 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c33) : c33;
            }

            a += TLanes.Width;
            aLast += TLanes.Width;
            b += TLanes.Width;
            bLast += TLanes.Width;
        }

        // Behind the depth lie pad lanes in A and the next row in B; both are made zero, for zero times NaN is NaN.
        if (remaining > 0)
        {
            TVector b0 = TLanes.KeepFirst(TLanes.Load(b), remaining);
            TVector b1 = TColumns.Value > 1 ? TLanes.KeepFirst(TLanes.Load(b + bStride), remaining) : b0;
            TVector b2 = TColumns.Value > 2 ? TLanes.KeepFirst(TLanes.Load(b + (2 * bStride)), remaining) : b0;
            TVector b3 = TColumns.Value > 3 ? TLanes.KeepFirst(TLanes.Load(bLast), remaining) : b0;
            TVector value = TLanes.KeepFirst(TLanes.Load(a), remaining);
            c00 = TLanes.MultiplyAdd(value, b0, c00);
            c01 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c01) : c01;
            c02 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c02) : c02;
            c03 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c03) : c03;

            if (TRows.Value > 1)
            {
                value = TLanes.KeepFirst(TLanes.Load(a + aStride), remaining);
                c10 = TLanes.MultiplyAdd(value, b0, c10);
                c11 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c11) : c11;
                c12 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c12) : c12;
                c13 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c13) : c13;
            }

            if (TRows.Value > 2)
            {
                value = TLanes.KeepFirst(TLanes.Load(a + (2 * aStride)), remaining);
                c20 = TLanes.MultiplyAdd(value, b0, c20);
                c21 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c21) : c21;
                c22 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c22) : c22;
                c23 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c23) : c23;
            }

            if (TRows.Value > 3)
            {
                value = TLanes.KeepFirst(TLanes.Load(aLast), remaining);
                c30 = TLanes.MultiplyAdd(value, b0, c30);
                c31 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c31) : c31;
                c32 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c32) : c32;
                c33 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c33) : c33;
            }
        }

        Store<TColumns>(c00, c01, c02, c03, c);

        if (TRows.Value > 1)
        {
            Store<TColumns>(c10, c11, c12, c13, c + cStride);
        }

        if (TRows.Value > 2)
        {
            Store<TColumns>(c20, c21, c22, c23, c + (2 * cStride));
        }

        if (TRows.Value > 3)
        {
            Store<TColumns>(c30, c31, c32, c33, c + (3 * cStride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TColumns>(TVector v0, TVector v1, TVector v2, TVector v3, T* target)
        where TColumns : struct, ICount
    {
        target[0] = TLanes.Sum(v0);
        if (TColumns.Value > 3)
        {
            target[1] = TLanes.Sum(v1);
            target[2] = TLanes.Sum(v2);
            target[3] = TLanes.Sum(v3);
        }
    }
}
