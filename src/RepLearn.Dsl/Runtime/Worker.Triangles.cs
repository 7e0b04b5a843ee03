using System.Runtime.CompilerServices;
using RepLearn.Numerics.Matrices;

namespace RepLearn.Runtime;

// Triangular matrices, of which each row of the batch has its own. Where workers share a block of rows, each computes those of its examples.
public sealed partial class Worker<T>
{
    /// <summary>y = L x, as <see cref="Matrix.TriangularProduct{T}"/>.</summary>
    /// <param name="rows">Examples of the block.</param>
    /// <param name="rowsPerExample">Rows of each.</param>
    /// <param name="size">Columns of x and y.</param>
    /// <param name="left">L's first element.</param>
    /// <param name="leftStride">L's stride.</param>
    /// <param name="right">x's first element.</param>
    /// <param name="rightStride">x's stride.</param>
    /// <param name="target">y's first element.</param>
    /// <param name="stride">y's stride.</param>
    public void TriangularProduct(
        int rows, int rowsPerExample, int size, ref T left, int leftStride, ref T right, int rightStride, ref T target, int stride)
    {
        (nint first, int count) = Own(rows, rowsPerExample);
        Matrix.TriangularProduct(
            count, size, ref Unsafe.Add(ref left, first * leftStride), leftStride, ref Unsafe.Add(ref right, first * rightStride), rightStride,
            ref Unsafe.Add(ref target, first * stride), stride);
    }

    /// <summary>x = Lᵀ y, as <see cref="Matrix.TriangularProductTransposed{T}"/>.</summary>
    /// <param name="rows">Examples of the block.</param>
    /// <param name="rowsPerExample">Rows of each.</param>
    /// <param name="size">Columns of x and y.</param>
    /// <param name="left">L's first element.</param>
    /// <param name="leftStride">L's stride.</param>
    /// <param name="right">y's first element.</param>
    /// <param name="rightStride">y's stride.</param>
    /// <param name="target">x's first element.</param>
    /// <param name="stride">x's stride.</param>
    public void TriangularProductTransposed(
        int rows, int rowsPerExample, int size, ref T left, int leftStride, ref T right, int rightStride, ref T target, int stride)
    {
        (nint first, int count) = Own(rows, rowsPerExample);
        Matrix.TriangularProductTransposed(
            count, size, ref Unsafe.Add(ref left, first * leftStride), leftStride, ref Unsafe.Add(ref right, first * rightStride), rightStride,
            ref Unsafe.Add(ref target, first * stride), stride);
    }

    /// <summary>L = y xᵀ below the diagonal, as <see cref="Matrix.TriangularOuterProduct{T}"/>.</summary>
    /// <param name="rows">Examples of the block.</param>
    /// <param name="rowsPerExample">Rows of each.</param>
    /// <param name="size">Columns of x and y.</param>
    /// <param name="left">y's first element.</param>
    /// <param name="leftStride">y's stride.</param>
    /// <param name="right">x's first element.</param>
    /// <param name="rightStride">x's stride.</param>
    /// <param name="target">L's first element.</param>
    /// <param name="stride">L's stride.</param>
    public void TriangularOuterProduct(
        int rows, int rowsPerExample, int size, ref T left, int leftStride, ref T right, int rightStride, ref T target, int stride)
    {
        (nint first, int count) = Own(rows, rowsPerExample);
        Matrix.TriangularOuterProduct(
            count, size, ref Unsafe.Add(ref left, first * leftStride), leftStride, ref Unsafe.Add(ref right, first * rightStride), rightStride,
            ref Unsafe.Add(ref target, first * stride), stride);
    }

    private (nint First, int Count) Own(int rows, int rowsPerExample)
    {
        (int start, int end) = Rows(rows);
        return ((nint)start * rowsPerExample, Math.Max(end - start, 0) * rowsPerExample);
    }
}
