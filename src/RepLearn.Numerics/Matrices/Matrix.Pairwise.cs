using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;

namespace RepLearn.Numerics.Matrices;

// Sums over all pairs of rows of two matrices, without a matrix of pairs: distances live in one vector.
public static unsafe partial class Matrix
{
    /// <summary>r[i] = Σⱼ k(‖xᵢ − yⱼ‖²), in order of j, for a range of rows.</summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <typeparam name="TKernel">k.</typeparam>
    /// <param name="rowStart">First row to compute.</param>
    /// <param name="rowEnd">Row after the last one to compute.</param>
    /// <param name="rows">Rows of Y.</param>
    /// <param name="columns">Columns of X and Y.</param>
    /// <param name="scale">The kernel's scale; above 0.</param>
    /// <param name="x">X's first element, in row 0; padded.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="y">Y's first element; padded.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="target">The first row's place.</param>
    /// <param name="stride">Distance between the rows' places.</param>
    public static void PairwiseSums<T, TKernel>(
        int rowStart, int rowEnd, int rows, int columns, double scale, ref T x, int xStride, ref T y, int yStride, ref T target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IPairKernel
    {
        T* squares = stackalloc T[Vector512<T>.Count];
        T own = T.CreateTruncating(scale);
        for (int row = rowStart; row < rowEnd; row++)
        {
            T sum = T.Zero;
            for (int first = 0; first < rows; first += Vector512<T>.Count)
            {
                int count = Distances(ref Unsafe.Add(ref x, (nint)row * xStride), ref y, yStride, first, rows, columns, squares);
                Vector512<T> values = TKernel.Value(Vector512.Load(squares), own);
                sum += Lanes.Sum(Lanes.Keep(values, 0, count));
            }

            Unsafe.Add(ref target, (nint)row * stride) = sum;
        }
    }

    /// <summary>R[i] = Σⱼ wⱼ 2 k'(‖xᵢ − yⱼ‖²) (xᵢ − yⱼ), in order of j, for a range of rows: what pairs contribute to the gradient by X.</summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <typeparam name="TKernel">k.</typeparam>
    /// <param name="rowStart">First row to compute.</param>
    /// <param name="rowEnd">Row after the last one to compute.</param>
    /// <param name="rows">Rows of Y.</param>
    /// <param name="columns">Columns of X and Y.</param>
    /// <param name="scale">The kernel's scale; above 0.</param>
    /// <param name="x">X's first element, in row 0; padded.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="y">Y's first element; padded.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="weights">w's first element; a null reference for 1.</param>
    /// <param name="weightStride">Distance between w's elements.</param>
    /// <param name="target">R's first element, in row 0; padded.</param>
    /// <param name="stride">R's stride.</param>
    public static void PairwiseSlopes<T, TKernel>(
        int rowStart, int rowEnd, int rows, int columns, double scale, ref T x, int xStride, ref T y, int yStride, ref T weights, int weightStride,
        ref T target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IPairKernel
    {
        T* squares = stackalloc T[Vector512<T>.Count];
        T own = T.CreateTruncating(scale);
        for (int row = rowStart; row < rowEnd; row++)
        {
            ref T point = ref Unsafe.Add(ref x, (nint)row * xStride);
            ref T sums = ref Unsafe.Add(ref target, (nint)row * stride);
            for (int column = 0; column < columns; column += Vector512<T>.Count)
            {
                Vector512<T>.Zero.StoreUnsafe(ref sums, (nuint)column);
            }

            for (int first = 0; first < rows; first += Vector512<T>.Count)
            {
                int count = Distances(ref point, ref y, yStride, first, rows, columns, squares);
                Vector512<T> slopes = TKernel.Slope(Vector512.Load(squares), own);
                (slopes + slopes).Store(squares);
                for (int index = 0; index < count; index++)
                {
                    T weight = Unsafe.IsNullRef(ref weights) ? squares[index] : squares[index] * Unsafe.Add(ref weights, (nint)(first + index) * weightStride);
                    ref T other = ref Unsafe.Add(ref y, (nint)(first + index) * yStride);
                    for (int column = 0; column < columns; column += Vector512<T>.Count)
                    {
                        Vector512<T> difference = Vector512.LoadUnsafe(ref point, (nuint)column) - Vector512.LoadUnsafe(ref other, (nuint)column);
                        (Vector512.LoadUnsafe(ref sums, (nuint)column) + (weight * difference)).StoreUnsafe(ref sums, (nuint)column);
                    }
                }
            }
        }
    }

    // Squared distances of a row from one row of Y per lane; 0 beyond the last.
    private static int Distances<T>(ref T point, ref T y, int yStride, int first, int rows, int columns, T* squares)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = Math.Min(Vector512<T>.Count, rows - first);
        for (int index = 0; index < Vector512<T>.Count; index++)
        {
            Vector512<T> sum = Vector512<T>.Zero;
            ref T other = ref Unsafe.Add(ref y, (nint)(first + index) * yStride);
            for (int column = 0; index < count && column < columns; column += Vector512<T>.Count)
            {
                Vector512<T> difference = Lanes.Keep(
                    Vector512.LoadUnsafe(ref point, (nuint)column) - Vector512.LoadUnsafe(ref other, (nuint)column), column, columns);
                sum += difference * difference;
            }

            squares[index] = Lanes.Sum(sum);
        }

        return count;
    }
}
