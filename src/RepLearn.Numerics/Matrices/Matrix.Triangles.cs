using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;

namespace RepLearn.Numerics.Matrices;

// Strictly lower triangular matrices, one per row and packed: i values of row i, one row after the other.
public static unsafe partial class Matrix
{
    /// <summary>y = L x, row by row: <c>y[i] = Σ_{j &lt; i} L[i, j] x[j]</c>.</summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">Rows of all three.</param>
    /// <param name="size">Columns of x and y; L has <c>size (size − 1) / 2</c>.</param>
    /// <param name="lower">L's first element.</param>
    /// <param name="lowerStride">L's stride.</param>
    /// <param name="x">x's first element.</param>
    /// <param name="xStride">x's stride.</param>
    /// <param name="y">y's first element.</param>
    /// <param name="yStride">y's stride.</param>
    public static void TriangularProduct<T>(int rows, int size, ref T lower, int lowerStride, ref T x, int xStride, ref T y, int yStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < rows; row++)
        {
            ref T line = ref Unsafe.Add(ref lower, (nint)row * lowerStride);
            ref T values = ref Unsafe.Add(ref x, (nint)row * xStride);
            ref T sums = ref Unsafe.Add(ref y, (nint)row * yStride);
            for (int i = 0; i < size; i++)
            {
                // What is left of a line is added value by value: behind it are the next line and, after the last, other memory.
                Vector512<T> lanes = Vector512<T>.Zero;
                int j = 0;
                for (; j <= i - Vector512<T>.Count; j += Vector512<T>.Count)
                {
                    lanes = Lanes.MultiplyAdd(Vector512.LoadUnsafe(ref line, (nuint)j), Vector512.LoadUnsafe(ref values, (nuint)j), lanes);
                }

                T sum = Lanes.Sum(lanes);
                for (; j < i; j++)
                {
                    sum += Unsafe.Add(ref line, j) * Unsafe.Add(ref values, j);
                }

                Unsafe.Add(ref sums, i) = sum;
                line = ref Unsafe.Add(ref line, i);
            }
        }
    }

    /// <summary>x = Lᵀ y, row by row: <c>x[j] = Σ_{i &gt; j} L[i, j] y[i]</c>, added in order of i.</summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">Rows of all three.</param>
    /// <param name="size">Columns of x and y; L has <c>size (size − 1) / 2</c>.</param>
    /// <param name="lower">L's first element.</param>
    /// <param name="lowerStride">L's stride.</param>
    /// <param name="y">y's first element.</param>
    /// <param name="yStride">y's stride.</param>
    /// <param name="x">x's first element; other memory than y's.</param>
    /// <param name="xStride">x's stride.</param>
    public static void TriangularProductTransposed<T>(int rows, int size, ref T lower, int lowerStride, ref T y, int yStride, ref T x, int xStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < rows; row++)
        {
            ref T line = ref Unsafe.Add(ref lower, (nint)row * lowerStride);
            ref T values = ref Unsafe.Add(ref y, (nint)row * yStride);
            ref T sums = ref Unsafe.Add(ref x, (nint)row * xStride);
            new Span<T>(Unsafe.AsPointer(ref sums), size).Clear();
            for (int i = 0; i < size; i++)
            {
                T factor = Unsafe.Add(ref values, i);
                int j = 0;
                for (; j <= i - Vector512<T>.Count; j += Vector512<T>.Count)
                {
                    Lanes.MultiplyAdd(Vector512.Create(factor), Vector512.LoadUnsafe(ref line, (nuint)j), Vector512.LoadUnsafe(ref sums, (nuint)j))
                        .StoreUnsafe(ref sums, (nuint)j);
                }

                for (; j < i; j++)
                {
                    Unsafe.Add(ref sums, j) += factor * Unsafe.Add(ref line, j);
                }

                line = ref Unsafe.Add(ref line, i);
            }
        }
    }

    /// <summary>What y xᵀ has below the diagonal, row by row: <c>L[i, j] = y[i] x[j]</c> for j &lt; i.</summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">Rows of all three.</param>
    /// <param name="size">Columns of x and y; L has <c>size (size − 1) / 2</c>.</param>
    /// <param name="y">y's first element.</param>
    /// <param name="yStride">y's stride.</param>
    /// <param name="x">x's first element.</param>
    /// <param name="xStride">x's stride.</param>
    /// <param name="lower">L's first element.</param>
    /// <param name="lowerStride">L's stride.</param>
    public static void TriangularOuterProduct<T>(int rows, int size, ref T y, int yStride, ref T x, int xStride, ref T lower, int lowerStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < rows; row++)
        {
            ref T line = ref Unsafe.Add(ref lower, (nint)row * lowerStride);
            ref T factors = ref Unsafe.Add(ref y, (nint)row * yStride);
            ref T values = ref Unsafe.Add(ref x, (nint)row * xStride);
            for (int i = 0; i < size; i++)
            {
                T factor = Unsafe.Add(ref factors, i);
                int j = 0;
                for (; j <= i - Vector512<T>.Count; j += Vector512<T>.Count)
                {
                    (factor * Vector512.LoadUnsafe(ref values, (nuint)j)).StoreUnsafe(ref line, (nuint)j);
                }

                for (; j < i; j++)
                {
                    Unsafe.Add(ref line, j) = factor * Unsafe.Add(ref values, j);
                }

                line = ref Unsafe.Add(ref line, i);
            }
        }
    }
}
