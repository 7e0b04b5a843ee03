using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

public static unsafe partial class Matrix
{
    /// <summary>sums[j] = Σ_r A[r, j], rows added in order, for a range of columns: the gradient of a bias.</summary>
    /// <param name="columnStart">First column to sum.</param>
    /// <param name="columnEnd">Column after the last one to sum.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="a">A's first element, in column 0; padded.</param>
    /// <param name="stride">A's stride.</param>
    /// <param name="sums">The sum of column 0; dense. Nothing but the range's elements is written.</param>
    public static void ColumnSums<T>(int columnStart, int columnEnd, int rows, ref T a, int stride, ref T sums)
        where T : unmanaged
    {
        fixed (T* aStart = &a, sumsStart = &sums)
        {
            int columns = columnEnd - columnStart;
            T* source = aStart + columnStart;
            T* target = sumsStart + columnStart;
            if (Vector512.IsHardwareAccelerated)
            {
                ColumnSum<T, Vector512<T>, Lanes512<T>>.Run(columns, rows, source, stride, target);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                ColumnSum<T, Vector256<T>, Lanes256<T>>.Run(columns, rows, source, stride, target);
            }
            else
            {
                ColumnSum<T, Vector128<T>, Lanes128<T>>.Run(columns, rows, source, stride, target);
            }
        }
    }
}
