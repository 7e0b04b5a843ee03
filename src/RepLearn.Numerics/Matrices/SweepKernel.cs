using System.Runtime.CompilerServices;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// Memory-bound products, along the rows of the large matrix. One row with a matrix, C[j] = Σ_d A[d] · B[d, j], reads
/// each value of B once, eight rows side by side; a column with a row, C[r, j] = A[r] · B[j], writes each value of C once.
/// </summary>
internal static unsafe class SweepKernel<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    private const int Depths = 8;

    /// <summary>Computes all of C, which is written in whole vectors.</summary>
    /// <param name="depth">Terms of each sum.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="a">A's first value, the others following.</param>
    /// <param name="b">B's first value.</param>
    /// <param name="bStride">Distance between B's rows.</param>
    /// <param name="c">C's first value.</param>
    /// <param name="operand">The epilogue's operand at C's first value; whole vectors are read.</param>
    public static void Run<TEpilogue>(int depth, int columns, T* a, T* b, nint bStride, T* c, T* operand)
        where TEpilogue : struct, IEpilogue
    {
        int start = 0;
        for (; start + Depths < depth; start += Depths)
        {
            SweepEight<NoEpilogue>(columns, a + start, b + (start * bStride), bStride, c, accumulate: start > 0, operand);
        }

        if (start + Depths == depth)
        {
            SweepEight<TEpilogue>(columns, a + start, b + (start * bStride), bStride, c, accumulate: start > 0, operand);
            return;
        }

        for (; start + 1 < depth; start++)
        {
            SweepOne<NoEpilogue>(columns, a[start], b + (start * bStride), c, accumulate: start > 0, operand);
        }

        SweepOne<TEpilogue>(columns, a[start], b + (start * bStride), c, accumulate: start > 0, operand);
    }

    /// <summary>C[r, j] = A[r] · B[j], the gradient of a weight from one example.</summary>
    /// <param name="rows">Rows of C.</param>
    /// <param name="columns">Columns of C.</param>
    /// <param name="a">A's first value.</param>
    /// <param name="aRow">Distance between A's values.</param>
    /// <param name="b">B's first value, the others following.</param>
    /// <param name="c">C's first value.</param>
    /// <param name="cStride">Distance between C's rows.</param>
    /// <param name="dense">Whether nothing may be written beyond C's columns, rather than whole vectors.</param>
    /// <param name="operand">The epilogue's operand at C's first value; whole vectors are read.</param>
    /// <param name="operandStride">Distance between the operand's rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunOuter<TEpilogue>(
        int rows, int columns, T* a, nint aRow, T* b, T* c, nint cStride, bool dense, T* operand, nint operandStride)
        where TEpilogue : struct, IEpilogue
    {
        int lastLanes = dense ? columns % TLanes.Width : 0;

        // A row's last vector may reach into the next row, which is written after it.
        nint followed = cStride == columns ? (rows * cStride) - Padding.Of(columns) : -1;
        for (int row = 0; row < rows; row++)
        {
            TVector value = TLanes.Broadcast(*a);
            bool isFollowed = row * cStride <= followed;
            int whole = isFollowed ? columns : columns - lastLanes;
            for (int column = 0; column < whole; column += TLanes.Width)
            {
                TLanes.Store(Apply<TEpilogue>(TLanes.MultiplyAdd(value, TLanes.Load(b + column), TLanes.Zero), operand + column), c + column);
            }

            if (lastLanes > 0 && !isFollowed)
            {
                TLanes.StoreFirst(Apply<TEpilogue>(TLanes.MultiplyAdd(value, TLanes.Load(b + whole), TLanes.Zero), operand + whole), c + whole, lastLanes);
            }

            a += aRow;
            c += cStride;
            operand += operandStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SweepEight<TEpilogue>(int columns, T* a, T* b, nint bStride, T* c, bool accumulate, T* operand)
        where TEpilogue : struct, IEpilogue
    {
        TVector a0 = TLanes.Broadcast(a[0]), a1 = TLanes.Broadcast(a[1]), a2 = TLanes.Broadcast(a[2]), a3 = TLanes.Broadcast(a[3]);
        TVector a4 = TLanes.Broadcast(a[4]), a5 = TLanes.Broadcast(a[5]), a6 = TLanes.Broadcast(a[6]), a7 = TLanes.Broadcast(a[7]);
        T* b4 = b + (4 * bStride);
        nint row2 = 2 * bStride;
        nint row3 = 3 * bStride;
        for (int column = 0; column < columns; column += TLanes.Width)
        {
            TVector sum = accumulate ? TLanes.Load(c) : TLanes.Zero;
            sum = TLanes.MultiplyAdd(a0, TLanes.Load(b), sum);
            sum = TLanes.MultiplyAdd(a1, TLanes.Load(b + bStride), sum);
            sum = TLanes.MultiplyAdd(a2, TLanes.Load(b + row2), sum);
            sum = TLanes.MultiplyAdd(a3, TLanes.Load(b + row3), sum);
            sum = TLanes.MultiplyAdd(a4, TLanes.Load(b4), sum);
            sum = TLanes.MultiplyAdd(a5, TLanes.Load(b4 + bStride), sum);
            sum = TLanes.MultiplyAdd(a6, TLanes.Load(b4 + row2), sum);
            sum = TLanes.MultiplyAdd(a7, TLanes.Load(b4 + row3), sum);
            TLanes.Store(Apply<TEpilogue>(sum, operand + column), c);
            b += TLanes.Width;
            b4 += TLanes.Width;
            c += TLanes.Width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SweepOne<TEpilogue>(int columns, T value, T* b, T* c, bool accumulate, T* operand)
        where TEpilogue : struct, IEpilogue
    {
        TVector a = TLanes.Broadcast(value);
        for (int column = 0; column < columns; column += TLanes.Width)
        {
            TVector sum = accumulate ? TLanes.Load(c + column) : TLanes.Zero;
            TLanes.Store(Apply<TEpilogue>(TLanes.MultiplyAdd(a, TLanes.Load(b + column), sum), operand + column), c + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Apply<TEpilogue>(TVector sums, T* operand)
        where TEpilogue : struct, IEpilogue => TEpilogue.Apply<T, TVector, TLanes>(sums, operand);
}
