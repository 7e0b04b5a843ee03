using System.Runtime.CompilerServices;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// What <see cref="DotKernel{T, TVector, TLanes}"/> computes, for hardware with 16 registers: one row with four columns at a time. Four
/// columns stay in L1 while all rows use them, so that B is read from memory once. Separate from the larger kernel, because the JIT does not
/// inline that one fully when a vector is a pair of registers.
/// </summary>
internal static unsafe class RowDotKernel<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    /// <summary>C[r, j] = Σ_d A[r, d] · B[j, d], and what the epilogue makes of the finished sum.</summary>
    public static void Run<TEpilogue>(
        int rows, int depth, int columns, T* a, nint aStride, T* b, nint bStride, T* c, nint cStride, T* operand, nint operandStride)
        where TEpilogue : struct, IEpilogue
    {
        int column = 0;
        for (; column <= columns - Four.Value; column += Four.Value)
        {
            for (int row = 0; row < rows; row++)
            {
                RunFour<TEpilogue>(depth, a + (row * aStride), b, bStride, c + (row * cStride) + column, operand + (row * operandStride) + column);
            }

            b += Four.Value * bStride;
        }

        for (; column < columns; column++)
        {
            for (int row = 0; row < rows; row++)
            {
                RunOne<TEpilogue>(depth, a + (row * aStride), b, c + (row * cStride) + column, operand + (row * operandStride) + column);
            }

            b += bStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunFour<TEpilogue>(int depth, T* a, T* b, nint bStride, T* c, T* operand)
        where TEpilogue : struct, IEpilogue
    {
        TVector c0 = TLanes.Zero, c1 = TLanes.Zero, c2 = TLanes.Zero, c3 = TLanes.Zero;
        T* b1 = b + bStride;
        T* b2 = b1 + bStride;
        T* b3 = b2 + bStride;
        int place = 0;
        for (; place <= depth - TLanes.Width; place += TLanes.Width)
        {
            TVector value = TLanes.Load(a + place);
            c0 = TLanes.MultiplyAdd(value, TLanes.Load(b + place), c0);
            c1 = TLanes.MultiplyAdd(value, TLanes.Load(b1 + place), c1);
            c2 = TLanes.MultiplyAdd(value, TLanes.Load(b2 + place), c2);
            c3 = TLanes.MultiplyAdd(value, TLanes.Load(b3 + place), c3);
        }

        // After the depth come pad lanes in A and the next row in B. Both are set to zero, because zero times NaN is NaN.
        int remaining = depth - place;
        if (remaining > 0)
        {
            TVector value = TLanes.KeepFirst(TLanes.Load(a + place), remaining);
            c0 = TLanes.MultiplyAdd(value, TLanes.KeepFirst(TLanes.Load(b + place), remaining), c0);
            c1 = TLanes.MultiplyAdd(value, TLanes.KeepFirst(TLanes.Load(b1 + place), remaining), c1);
            c2 = TLanes.MultiplyAdd(value, TLanes.KeepFirst(TLanes.Load(b2 + place), remaining), c2);
            c3 = TLanes.MultiplyAdd(value, TLanes.KeepFirst(TLanes.Load(b3 + place), remaining), c3);
        }

        DotKernel<T, TVector, TLanes>.Store<Four, TEpilogue>(c0, c1, c2, c3, c, operand);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunOne<TEpilogue>(int depth, T* a, T* b, T* c, T* operand)
        where TEpilogue : struct, IEpilogue
    {
        TVector sum = TLanes.Zero;
        int place = 0;
        for (; place <= depth - TLanes.Width; place += TLanes.Width)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(a + place), TLanes.Load(b + place), sum);
        }

        int remaining = depth - place;
        if (remaining > 0)
        {
            sum = TLanes.MultiplyAdd(
                TLanes.KeepFirst(TLanes.Load(a + place), remaining), TLanes.KeepFirst(TLanes.Load(b + place), remaining), sum);
        }

        DotKernel<T, TVector, TLanes>.Store<One, TEpilogue>(sum, sum, sum, sum, c, operand);
    }
}
