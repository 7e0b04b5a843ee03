using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// Dot products of rows with rows: C[r, j] = Σ_d A[r, d] · B[j, d]. A sum runs in as many lanes as 512 bits hold, lane l taking
/// the depths l, l + lanes, … in order, and the lanes are folded by halves. <typeparamref name="TLanes"/> is 512 bits wide, in one
/// vector or several, so that the bits do not depend on the hardware's width.
/// </summary>
internal static unsafe class DotKernel<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    /// <summary>Computes all of C, all rows of a tile sharing what is read of B.</summary>
    public static void Run<TEpilogue>(
        int rows, int depth, int columns, T* a, nint aStride, T* b, nint bStride, T* c, nint cStride, T* operand, nint operandStride)
        where TEpilogue : struct, IEpilogue
    {
        if (!TLanes.HasManyRegisters)
        {
            RowDotKernel<T, TVector, TLanes>.Run<TEpilogue>(rows, depth, columns, a, aStride, b, bStride, c, cStride, operand, operandStride);
            return;
        }

        // 7 by 3 and 4 by 4 accumulators leave registers for the operands.
        const int Tile = 7;
        for (; rows > 0; rows -= Tile)
        {
            switch (Math.Min(rows, Tile))
            {
                case 7:
                    RunRows<Seven, Three, TEpilogue>(depth, columns, a, aStride, b, bStride, c, cStride, operand, operandStride);
                    break;
                case 6:
                    RunRows<Six, Three, TEpilogue>(depth, columns, a, aStride, b, bStride, c, cStride, operand, operandStride);
                    break;
                case 5:
                    RunRows<Five, Three, TEpilogue>(depth, columns, a, aStride, b, bStride, c, cStride, operand, operandStride);
                    break;
                case 4:
                    RunRows<Four, Four, TEpilogue>(depth, columns, a, aStride, b, bStride, c, cStride, operand, operandStride);
                    break;
                case 3:
                    RunRows<Three, Four, TEpilogue>(depth, columns, a, aStride, b, bStride, c, cStride, operand, operandStride);
                    break;
                case 2:
                    RunRows<Two, Four, TEpilogue>(depth, columns, a, aStride, b, bStride, c, cStride, operand, operandStride);
                    break;
                default:
                    RunRows<One, Four, TEpilogue>(depth, columns, a, aStride, b, bStride, c, cStride, operand, operandStride);
                    break;
            }

            a += Tile * aStride;
            c += Tile * cStride;
            operand += Tile * operandStride;
        }
    }

    private static void RunRows<TRows, TColumns, TEpilogue>(
        int depth, int columns, T* a, nint aStride, T* b, nint bStride, T* c, nint cStride, T* operand, nint operandStride)
        where TRows : struct, ICount
        where TColumns : struct, ICount
        where TEpilogue : struct, IEpilogue
    {
        for (; columns >= TColumns.Value; columns -= TColumns.Value)
        {
            RunTile<TRows, TColumns, TEpilogue>(depth, a, aStride, b, bStride, c, cStride, operand, operandStride);
            b += TColumns.Value * bStride;
            c += TColumns.Value;
            operand += TColumns.Value;
        }

        for (; columns > 0; columns--)
        {
            RunTile<TRows, One, TEpilogue>(depth, a, aStride, b, bStride, c, cStride, operand, operandStride);
            b += bStride;
            c++;
            operand++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTile<TRows, TColumns, TEpilogue>(
        int depth, T* a, nint aStride, T* b, nint bStride, T* c, nint cStride, T* operand, nint operandStride)
        where TRows : struct, ICount
        where TColumns : struct, ICount
        where TEpilogue : struct, IEpilogue
    {
        TVector c00 = TLanes.Zero, c01 = TLanes.Zero, c02 = TLanes.Zero, c03 = TLanes.Zero;
        TVector c10 = TLanes.Zero, c11 = TLanes.Zero, c12 = TLanes.Zero, c13 = TLanes.Zero;
        TVector c20 = TLanes.Zero, c21 = TLanes.Zero, c22 = TLanes.Zero, c23 = TLanes.Zero;
        TVector c30 = TLanes.Zero, c31 = TLanes.Zero, c32 = TLanes.Zero, c33 = TLanes.Zero;
        TVector c40 = TLanes.Zero, c41 = TLanes.Zero, c42 = TLanes.Zero, c43 = TLanes.Zero;
        TVector c50 = TLanes.Zero, c51 = TLanes.Zero, c52 = TLanes.Zero, c53 = TLanes.Zero;
        TVector c60 = TLanes.Zero, c61 = TLanes.Zero, c62 = TLanes.Zero, c63 = TLanes.Zero;
        T* rowB3 = b + (3 * bStride);
        T* rowA4 = a + (4 * aStride);
        nint two = 2 * aStride;
        nint three = 3 * aStride;
        int remaining = depth;
        for (; remaining >= TLanes.Width; remaining -= TLanes.Width)
        {
            TVector b0 = TLanes.Load(b);
            TVector b1 = TColumns.Value > 1 ? TLanes.Load(b + bStride) : b0;
            TVector b2 = TColumns.Value > 2 ? TLanes.Load(b + (2 * bStride)) : b0;
            TVector b3 = TColumns.Value > 3 ? TLanes.Load(rowB3) : b0;
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
                value = TLanes.Load(a + two);
                c20 = TLanes.MultiplyAdd(value, b0, c20);
                c21 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c21) : c21;
                c22 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c22) : c22;
                c23 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c23) : c23;
            }

            if (TRows.Value > 3)
            {
                value = TLanes.Load(a + three);
                c30 = TLanes.MultiplyAdd(value, b0, c30);
                c31 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c31) : c31;
                c32 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c32) : c32;
                c33 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c33) : c33;
            }

            if (TRows.Value > 4)
            {
                value = TLanes.Load(rowA4);
                c40 = TLanes.MultiplyAdd(value, b0, c40);
                c41 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c41) : c41;
                c42 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c42) : c42;
                c43 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c43) : c43;
            }

            if (TRows.Value > 5)
            {
                value = TLanes.Load(rowA4 + aStride);
                c50 = TLanes.MultiplyAdd(value, b0, c50);
                c51 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c51) : c51;
                c52 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c52) : c52;
                c53 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c53) : c53;
            }

            if (TRows.Value > 6)
            {
                value = TLanes.Load(rowA4 + two);
                c60 = TLanes.MultiplyAdd(value, b0, c60);
                c61 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c61) : c61;
                c62 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c62) : c62;
                c63 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c63) : c63;
            }

            a += TLanes.Width;
            rowA4 += TLanes.Width;
            b += TLanes.Width;
            rowB3 += TLanes.Width;
        }

        // After the depth come pad lanes in A and the next row in B. Both are set to zero, because zero times NaN is NaN.
        if (remaining > 0)
        {
            TVector b0 = TLanes.KeepFirst(TLanes.Load(b), remaining);
            TVector b1 = TColumns.Value > 1 ? TLanes.KeepFirst(TLanes.Load(b + bStride), remaining) : b0;
            TVector b2 = TColumns.Value > 2 ? TLanes.KeepFirst(TLanes.Load(b + (2 * bStride)), remaining) : b0;
            TVector b3 = TColumns.Value > 3 ? TLanes.KeepFirst(TLanes.Load(rowB3), remaining) : b0;
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
                value = TLanes.KeepFirst(TLanes.Load(a + two), remaining);
                c20 = TLanes.MultiplyAdd(value, b0, c20);
                c21 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c21) : c21;
                c22 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c22) : c22;
                c23 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c23) : c23;
            }

            if (TRows.Value > 3)
            {
                value = TLanes.KeepFirst(TLanes.Load(a + three), remaining);
                c30 = TLanes.MultiplyAdd(value, b0, c30);
                c31 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c31) : c31;
                c32 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c32) : c32;
                c33 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c33) : c33;
            }

            if (TRows.Value > 4)
            {
                value = TLanes.KeepFirst(TLanes.Load(rowA4), remaining);
                c40 = TLanes.MultiplyAdd(value, b0, c40);
                c41 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c41) : c41;
                c42 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c42) : c42;
                c43 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c43) : c43;
            }

            if (TRows.Value > 5)
            {
                value = TLanes.KeepFirst(TLanes.Load(rowA4 + aStride), remaining);
                c50 = TLanes.MultiplyAdd(value, b0, c50);
                c51 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c51) : c51;
                c52 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c52) : c52;
                c53 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c53) : c53;
            }

            if (TRows.Value > 6)
            {
                value = TLanes.KeepFirst(TLanes.Load(rowA4 + two), remaining);
                c60 = TLanes.MultiplyAdd(value, b0, c60);
                c61 = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, b1, c61) : c61;
                c62 = TColumns.Value > 2 ? TLanes.MultiplyAdd(value, b2, c62) : c62;
                c63 = TColumns.Value > 3 ? TLanes.MultiplyAdd(value, b3, c63) : c63;
            }
        }

        Store<TColumns, TEpilogue>(c00, c01, c02, c03, c, operand);

        if (TRows.Value > 1)
        {
            Store<TColumns, TEpilogue>(c10, c11, c12, c13, c + cStride, operand + operandStride);
        }

        if (TRows.Value > 2)
        {
            Store<TColumns, TEpilogue>(c20, c21, c22, c23, c + (2 * cStride), operand + (2 * operandStride));
        }

        if (TRows.Value > 3)
        {
            Store<TColumns, TEpilogue>(c30, c31, c32, c33, c + (3 * cStride), operand + (3 * operandStride));
        }

        if (TRows.Value > 4)
        {
            Store<TColumns, TEpilogue>(c40, c41, c42, c43, c + (4 * cStride), operand + (4 * operandStride));
        }

        if (TRows.Value > 5)
        {
            Store<TColumns, TEpilogue>(c50, c51, c52, c53, c + (5 * cStride), operand + (5 * operandStride));
        }

        if (TRows.Value > 6)
        {
            Store<TColumns, TEpilogue>(c60, c61, c62, c63, c + (6 * cStride), operand + (6 * operandStride));
        }
    }

    /// <summary>Folds the sums of one row's neighbouring columns, applies the epilogue and writes them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TColumns, TEpilogue>(TVector v0, TVector v1, TVector v2, TVector v3, T* target, T* operand)
        where TColumns : struct, ICount
        where TEpilogue : struct, IEpilogue
    {
        if (TColumns.Value == 1)
        {
            target[0] = TEpilogue.Apply<T, Vector128<T>, Lanes128<T>>(Vector128.CreateScalar(TLanes.Sum(v0)), operand).ToScalar();
        }
        else
        {
            // A fourth sum costs nothing beside three; if there are only three, it is not stored.
            Vector128<T> sums = TLanes.SumFour(v0, v1, v2, v3, out Vector128<T> behind);
            Lanes128<T>.StoreFirst(
                TEpilogue.Apply<T, Vector128<T>, Lanes128<T>>(sums, operand), target, Math.Min(TColumns.Value, Lanes128<T>.Width));
            if (typeof(T) == typeof(double))
            {
                Lanes128<T>.StoreFirst(TEpilogue.Apply<T, Vector128<T>, Lanes128<T>>(behind, operand + 2), target + 2, TColumns.Value - 2);
            }
        }
    }
}
