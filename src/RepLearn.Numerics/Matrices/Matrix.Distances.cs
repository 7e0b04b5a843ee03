using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;

namespace RepLearn.Numerics.Matrices;

// Distances of rows from points, each with weights of its own.
public static unsafe partial class Matrix
{
    // Points that stay in registers' reach while all rows use them.
    private const int PointsAtOnce = 4;

    /// <summary>
    /// R[i, k] = Σⱼ W[k, j] (X[i, j] − C[k, j])²: sums of squares of differences, which keep the digits that differences of products would lose.
    /// </summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">Rows of X and R.</param>
    /// <param name="depth">Columns of X, C and W.</param>
    /// <param name="columns">Rows of C and W, columns of R.</param>
    /// <param name="x">X's first element; padded.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="centers">C's first element, dense or padded.</param>
    /// <param name="centerStride">C's stride.</param>
    /// <param name="weights">W's first element, dense or padded.</param>
    /// <param name="weightStride">W's stride.</param>
    /// <param name="target">R's first element; nothing but R is written.</param>
    /// <param name="stride">R's stride.</param>
    public static void WeightedDistances<T>(
        int rows, int depth, int columns, ref T x, int xStride, ref T centers, int centerStride, ref T weights, int weightStride,
        ref T target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int column = 0;
        for (; column <= columns - PointsAtOnce; column += PointsAtOnce)
        {
            ref T point = ref Unsafe.Add(ref centers, (nint)column * centerStride);
            ref T weight = ref Unsafe.Add(ref weights, (nint)column * weightStride);
            for (int row = 0; row < rows; row++)
            {
                FourDistances(
                    depth, ref Unsafe.Add(ref x, (nint)row * xStride), ref point, centerStride, ref weight, weightStride,
                    ref Unsafe.Add(ref target, ((nint)row * stride) + column));
            }
        }

        for (; column < columns; column++)
        {
            ref T point = ref Unsafe.Add(ref centers, (nint)column * centerStride);
            ref T weight = ref Unsafe.Add(ref weights, (nint)column * weightStride);
            for (int row = 0; row < rows; row++)
            {
                ref T own = ref Unsafe.Add(ref x, (nint)row * xStride);
                Vector512<T> sum = Vector512<T>.Zero;
                for (int place = 0; place < depth; place += Vector512<T>.Count)
                {
                    sum = AddSquares(sum, Vector512.LoadUnsafe(ref own, (nuint)place), ref point, ref weight, place, depth);
                }

                Unsafe.Add(ref target, ((nint)row * stride) + column) = Lanes.Sum(sum);
            }
        }
    }

    private static void FourDistances<T>(
        int depth, ref T x, ref T point, nint pointStride, ref T weight, nint weightStride, ref T target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> sum0 = Vector512<T>.Zero, sum1 = Vector512<T>.Zero, sum2 = Vector512<T>.Zero, sum3 = Vector512<T>.Zero;
        for (int place = 0; place < depth; place += Vector512<T>.Count)
        {
            Vector512<T> value = Vector512.LoadUnsafe(ref x, (nuint)place);
            sum0 = AddSquares(sum0, value, ref point, ref weight, place, depth);
            sum1 = AddSquares(sum1, value, ref Unsafe.Add(ref point, pointStride), ref Unsafe.Add(ref weight, weightStride), place, depth);
            sum2 = AddSquares(sum2, value, ref Unsafe.Add(ref point, 2 * pointStride), ref Unsafe.Add(ref weight, 2 * weightStride), place, depth);
            sum3 = AddSquares(sum3, value, ref Unsafe.Add(ref point, 3 * pointStride), ref Unsafe.Add(ref weight, 3 * weightStride), place, depth);
        }

        target = Lanes.Sum(sum0);
        Unsafe.Add(ref target, 1) = Lanes.Sum(sum1);
        Unsafe.Add(ref target, 2) = Lanes.Sum(sum2);
        Unsafe.Add(ref target, 3) = Lanes.Sum(sum3);
    }

    // After the depth come pad lanes and the next rows; both factors are set to zero there, because zero times NaN is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> AddSquares<T>(Vector512<T> sum, Vector512<T> value, ref T point, ref T weight, int place, int depth)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> difference = value - Vector512.LoadUnsafe(ref point, (nuint)place);
        Vector512<T> weighted = Vector512.LoadUnsafe(ref weight, (nuint)place) * difference;
        return place <= depth - Vector512<T>.Count
            ? Lanes.MultiplyAdd(weighted, difference, sum)
            : Lanes.MultiplyAdd(Lanes.Keep(weighted, place, depth), Lanes.Keep(difference, place, depth), sum);
    }
}
