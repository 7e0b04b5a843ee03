using System.Numerics;
using System.Runtime.CompilerServices;

namespace RepLearn.Numerics.Matrices;

public static unsafe partial class Matrix
{
    /// <summary>The sum of one column, in <see cref="double"/> and in order of rows: a batch's loss from its examples'.</summary>
    /// <param name="rows">Rows to add.</param>
    /// <param name="a">The column's first element.</param>
    /// <param name="stride">Elements from one row to the next.</param>
    public static T Total<T>(int rows, ref T a, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (nint row = 0; row < rows; row++)
        {
            sum += double.CreateTruncating(Unsafe.Add(ref a, row * stride));
        }

        return T.CreateTruncating(sum);
    }
}
