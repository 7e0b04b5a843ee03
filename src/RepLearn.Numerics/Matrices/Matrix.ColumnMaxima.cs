using System.Numerics;
using System.Runtime.CompilerServices;

namespace RepLearn.Numerics.Matrices;

public static unsafe partial class Matrix
{
    /// <summary>maxima[j] = the largest A[r, j]; NaN where there is one. For a range of columns.</summary>
    /// <param name="columnStart">First column.</param>
    /// <param name="columnEnd">Column after the last one.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="a">A's first element, in column 0; padded.</param>
    /// <param name="stride">A's stride.</param>
    /// <param name="maxima">The largest of column 0; dense. Nothing but the range's elements is written.</param>
    public static void ColumnMaxima<T>(int columnStart, int columnEnd, int rows, ref T a, int stride, ref T maxima)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int column = columnStart; column < columnEnd; column++)
        {
            T largest = T.NegativeInfinity;
            for (int row = 0; row < rows; row++)
            {
                largest = T.Max(largest, Unsafe.Add(ref a, ((nint)row * stride) + column));
            }

            Unsafe.Add(ref maxima, column) = largest;
        }
    }
}
