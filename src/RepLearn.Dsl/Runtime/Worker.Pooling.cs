using System.Runtime.CompilerServices;
using RepLearn.Numerics.Matrices;

namespace RepLearn.Runtime;

// Windows of images, of which each example has one or several rows. Where workers share a block of rows, each takes examples of its own.
public sealed partial class Worker<T>
{
    /// <summary>The place of the largest value in each window, as <see cref="Matrix.WindowArgMax{T}"/>, for a block's rows.</summary>
    /// <param name="rows">Examples in the block.</param>
    /// <param name="imagesPerRow">Rows of X and Y for each example.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="isFixed">Whether the images are of fixed size, and all workers share them, rather than a block of the batch.</param>
    public void WindowArgMax(int rows, int imagesPerRow, in PoolingWindow window, ref T x, int xStride, ref T y, int yStride, bool isFixed = false)
    {
        (int start, int end) = Rows(rows, isFixed);
        if (start < end)
        {
            Matrix.WindowArgMax((end - start) * imagesPerRow, window, ref Unsafe.Add(ref x, (nint)start * imagesPerRow * xStride), xStride, ref Unsafe.Add(ref y, (nint)start * imagesPerRow * yStride), yStride);
        }
    }

    /// <summary>The value at each window's place, as <see cref="Matrix.WindowGather{T}"/>, for a block's rows.</summary>
    /// <param name="rows">Examples in the block.</param>
    /// <param name="imagesPerRow">Rows of X and Y for each example.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="places">The first place's element.</param>
    /// <param name="placeStride">The places' stride.</param>
    /// <param name="placesPerRow">Rows of places for each example.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="isFixed">Whether the images are of fixed size, and all workers share them, rather than a block of the batch.</param>
    public void WindowGather(int rows, int imagesPerRow, in PoolingWindow window, ref T x, int xStride, ref T places, int placeStride, int placesPerRow, ref T y, int yStride, bool isFixed = false)
    {
        (int start, int end) = Rows(rows, isFixed);
        if (start < end)
        {
            Matrix.WindowGather(
                (end - start) * imagesPerRow, window, ref Unsafe.Add(ref x, (nint)start * imagesPerRow * xStride), xStride,
                ref Unsafe.Add(ref places, (nint)start * placesPerRow * placeStride), placeStride, imagesPerRow / placesPerRow, ref Unsafe.Add(ref y, (nint)start * imagesPerRow * yStride), yStride);
        }
    }

    /// <summary>The transpose of <see cref="WindowGather"/>, as <see cref="Matrix.WindowScatter{T}"/>, for a block's rows.</summary>
    /// <param name="rows">Examples in the block.</param>
    /// <param name="imagesPerRow">Rows of X and Y for each example.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="places">The first place's element.</param>
    /// <param name="placeStride">The places' stride.</param>
    /// <param name="placesPerRow">Rows of places for each example.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="isFixed">Whether the images are of fixed size, and all workers share them, rather than a block of the batch.</param>
    public void WindowScatter(int rows, int imagesPerRow, in PoolingWindow window, ref T y, int yStride, ref T places, int placeStride, int placesPerRow, ref T x, int xStride, bool isFixed = false)
    {
        (int start, int end) = Rows(rows, isFixed);
        if (start < end)
        {
            Matrix.WindowScatter(
                (end - start) * imagesPerRow, window, ref Unsafe.Add(ref y, (nint)start * imagesPerRow * yStride), yStride,
                ref Unsafe.Add(ref places, (nint)start * placesPerRow * placeStride), placeStride, imagesPerRow / placesPerRow, ref Unsafe.Add(ref x, (nint)start * imagesPerRow * xStride), xStride);
        }
    }

    /// <summary>The sum of each window, as <see cref="Matrix.WindowSum{T}"/>, for a block's rows.</summary>
    /// <param name="rows">Examples in the block.</param>
    /// <param name="imagesPerRow">Rows of X and Y for each example.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="isFixed">Whether the images are of fixed size, and all workers share them, rather than a block of the batch.</param>
    public void WindowSum(int rows, int imagesPerRow, in PoolingWindow window, ref T x, int xStride, ref T y, int yStride, bool isFixed = false)
    {
        (int start, int end) = Rows(rows, isFixed);
        if (start < end)
        {
            Matrix.WindowSum((end - start) * imagesPerRow, window, ref Unsafe.Add(ref x, (nint)start * imagesPerRow * xStride), xStride, ref Unsafe.Add(ref y, (nint)start * imagesPerRow * yStride), yStride);
        }
    }

    /// <summary>The transpose of <see cref="WindowSum"/>, as <see cref="Matrix.WindowSpread{T}"/>, for a block's rows.</summary>
    /// <param name="rows">Examples in the block.</param>
    /// <param name="imagesPerRow">Rows of X and Y for each example.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="isFixed">Whether the images are of fixed size, and all workers share them, rather than a block of the batch.</param>
    public void WindowSpread(int rows, int imagesPerRow, in PoolingWindow window, ref T y, int yStride, ref T x, int xStride, bool isFixed = false)
    {
        (int start, int end) = Rows(rows, isFixed);
        if (start < end)
        {
            Matrix.WindowSpread((end - start) * imagesPerRow, window, ref Unsafe.Add(ref y, (nint)start * imagesPerRow * yStride), yStride, ref Unsafe.Add(ref x, (nint)start * imagesPerRow * xStride), xStride);
        }
    }
}
