namespace RepLearn.Numerics.Matrices;

/// <summary>
/// Products with a sparse matrix S whose values down columns of the result are sums in vectors: each element is one chain of multiply-adds
/// in a fixed order, at any vector width.
/// </summary>
internal static unsafe class SparseProduct<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    // Accumulators that hide the latency of multiply-adds and fetch neighbouring cache lines together.
    private const int Vectors = 8;

    /// <summary>Σ_e c(e) · R(e) into one row of <paramref name="columns"/> values, in order of the terms.</summary>
    /// <param name="terms">Terms of the sum.</param>
    /// <param name="coefficients">The factors, one per term.</param>
    /// <param name="rows">The rows, one per term; whole vectors are read.</param>
    /// <param name="columns">Columns of the rows.</param>
    /// <param name="target">The sum.</param>
    /// <param name="dense">Whether nothing may be written beyond the columns, rather than whole vectors.</param>
    public static void Combine(int terms, T* coefficients, T** rows, int columns, T* target, bool dense)
    {
        int column = 0;
        for (; column + (Vectors * TLanes.Width) <= columns; column += Vectors * TLanes.Width)
        {
            CombineWide(terms, coefficients, rows, column, target + column);
        }

        for (; column < columns; column += TLanes.Width)
        {
            TVector sum = TLanes.Zero;
            for (int term = 0; term < terms; term++)
            {
                sum = TLanes.MultiplyAdd(TLanes.Broadcast(coefficients[term]), TLanes.Load(rows[term] + column), sum);
            }

            int left = columns - column;
            if (dense && left < TLanes.Width)
            {
                TLanes.StoreFirst(sum, target + column, left);
            }
            else
            {
                TLanes.Store(sum, target + column);
            }
        }
    }

    private static void CombineWide(int terms, T* coefficients, T** rows, int column, T* target)
    {
        TVector s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        TVector s4 = TLanes.Zero, s5 = TLanes.Zero, s6 = TLanes.Zero, s7 = TLanes.Zero;
        for (int term = 0; term < terms; term++)
        {
            TVector factor = TLanes.Broadcast(coefficients[term]);
            T* row = rows[term] + column;
            s0 = TLanes.MultiplyAdd(factor, TLanes.Load(row), s0);
            s1 = TLanes.MultiplyAdd(factor, TLanes.Load(row + TLanes.Width), s1);
            s2 = TLanes.MultiplyAdd(factor, TLanes.Load(row + (2 * TLanes.Width)), s2);
            s3 = TLanes.MultiplyAdd(factor, TLanes.Load(row + (3 * TLanes.Width)), s3);
            s4 = TLanes.MultiplyAdd(factor, TLanes.Load(row + (4 * TLanes.Width)), s4);
            s5 = TLanes.MultiplyAdd(factor, TLanes.Load(row + (5 * TLanes.Width)), s5);
            s6 = TLanes.MultiplyAdd(factor, TLanes.Load(row + (6 * TLanes.Width)), s6);
            s7 = TLanes.MultiplyAdd(factor, TLanes.Load(row + (7 * TLanes.Width)), s7);
        }

        TLanes.Store(s0, target);
        TLanes.Store(s1, target + TLanes.Width);
        TLanes.Store(s2, target + (2 * TLanes.Width));
        TLanes.Store(s3, target + (3 * TLanes.Width));
        TLanes.Store(s4, target + (4 * TLanes.Width));
        TLanes.Store(s5, target + (5 * TLanes.Width));
        TLanes.Store(s6, target + (6 * TLanes.Width));
        TLanes.Store(s7, target + (7 * TLanes.Width));
    }
}
