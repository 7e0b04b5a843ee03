namespace RepLearn.Numerics.Matrices;

/// <summary>
/// Dot products of one row with several others that need not follow each other. A sum runs in as many lanes as 512 bits hold, folded by halves;
/// <typeparamref name="TLanes"/> is 512 bits wide, in one vector or several, so that the bits do not depend on the hardware's width.
/// </summary>
internal static unsafe class SparseDot<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    /// <summary>target[e] = Σ_d A[d] · R(e)[d].</summary>
    /// <param name="terms">Rows to multiply with.</param>
    /// <param name="a">The one row.</param>
    /// <param name="rows">The others; whole vectors are read.</param>
    /// <param name="depth">Columns of all rows.</param>
    /// <param name="target">The first sum's place.</param>
    public static void Run(int terms, T* a, T** rows, int depth, T* target)
    {
        int term = 0;
        for (; term + 4 <= terms; term += 4)
        {
            RunFour(a, rows + term, depth, target + term);
        }

        for (; term < terms; term++)
        {
            RunOne(a, rows[term], depth, target + term);
        }
    }

    private static void RunFour(T* a, T** rows, int depth, T* target)
    {
        TVector s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        T* b0 = rows[0];
        T* b1 = rows[1];
        T* b2 = rows[2];
        T* b3 = rows[3];
        int place = 0;
        for (; place <= depth - TLanes.Width; place += TLanes.Width)
        {
            TVector value = TLanes.Load(a + place);
            s0 = TLanes.MultiplyAdd(value, TLanes.Load(b0 + place), s0);
            s1 = TLanes.MultiplyAdd(value, TLanes.Load(b1 + place), s1);
            s2 = TLanes.MultiplyAdd(value, TLanes.Load(b2 + place), s2);
            s3 = TLanes.MultiplyAdd(value, TLanes.Load(b3 + place), s3);
        }

        // What is behind a row may be anything, and zero times NaN is NaN.
        int left = depth - place;
        if (left > 0)
        {
            TVector value = TLanes.KeepFirst(TLanes.Load(a + place), left);
            s0 = TLanes.MultiplyAdd(value, TLanes.KeepFirst(TLanes.Load(b0 + place), left), s0);
            s1 = TLanes.MultiplyAdd(value, TLanes.KeepFirst(TLanes.Load(b1 + place), left), s1);
            s2 = TLanes.MultiplyAdd(value, TLanes.KeepFirst(TLanes.Load(b2 + place), left), s2);
            s3 = TLanes.MultiplyAdd(value, TLanes.KeepFirst(TLanes.Load(b3 + place), left), s3);
        }

        target[0] = TLanes.Sum(s0);
        target[1] = TLanes.Sum(s1);
        target[2] = TLanes.Sum(s2);
        target[3] = TLanes.Sum(s3);
    }

    private static void RunOne(T* a, T* b, int depth, T* target)
    {
        TVector sum = TLanes.Zero;
        int place = 0;
        for (; place <= depth - TLanes.Width; place += TLanes.Width)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(a + place), TLanes.Load(b + place), sum);
        }

        int left = depth - place;
        if (left > 0)
        {
            sum = TLanes.MultiplyAdd(TLanes.KeepFirst(TLanes.Load(a + place), left), TLanes.KeepFirst(TLanes.Load(b + place), left), sum);
        }

        *target = TLanes.Sum(sum);
    }
}
