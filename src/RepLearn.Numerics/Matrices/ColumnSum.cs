namespace RepLearn.Numerics.Matrices;

/// <summary>Sums down columns, each in order of the rows.</summary>
internal static unsafe class ColumnSum<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    /// <summary>sums[j] = Σ_r A[r, j]; <paramref name="a"/> and <paramref name="sums"/> point at the first of <paramref name="columns"/> columns.</summary>
    public static void Run(int columns, int rows, T* a, nint stride, T* sums)
    {
        // Four chains of additions hide the latency of one.
        int column = 0;
        for (; column + (4 * TLanes.Width) <= columns; column += 4 * TLanes.Width)
        {
            T* source = a + column;
            TVector s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
            for (int row = 0; row < rows; row++, source += stride)
            {
                s0 = TLanes.Add(s0, TLanes.Load(source));
                s1 = TLanes.Add(s1, TLanes.Load(source + TLanes.Width));
                s2 = TLanes.Add(s2, TLanes.Load(source + (2 * TLanes.Width)));
                s3 = TLanes.Add(s3, TLanes.Load(source + (3 * TLanes.Width)));
            }

            TLanes.Store(s0, sums + column);
            TLanes.Store(s1, sums + column + TLanes.Width);
            TLanes.Store(s2, sums + column + (2 * TLanes.Width));
            TLanes.Store(s3, sums + column + (3 * TLanes.Width));
        }

        for (; column < columns; column += TLanes.Width)
        {
            T* source = a + column;
            TVector sum = TLanes.Zero;
            for (int row = 0; row < rows; row++, source += stride)
            {
                sum = TLanes.Add(sum, TLanes.Load(source));
            }

            TLanes.StoreFirst(sum, sums + column, Math.Min(TLanes.Width, columns - column));
        }
    }
}
