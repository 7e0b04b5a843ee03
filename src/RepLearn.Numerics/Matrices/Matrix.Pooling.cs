using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

// Images are rows of whole vectors; PoolingWindow describes the order within a row.
public static unsafe partial class Matrix
{
    /// <summary>The place of the largest value in each window of X, by channel: its line in the window times the window's width plus its column. The first of equal ones, or the last NaN.</summary>
    /// <param name="images">Rows of X and Y.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="x">X's first element. Nothing after its last image's values is read.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="y">Y's first element. Nothing but its images' values is written.</param>
    /// <param name="yStride">Y's stride.</param>
    public static void WindowArgMax<T>(int images, in PoolingWindow window, ref T x, int xStride, ref T y, int yStride)
        where T : unmanaged
    {
        fixed (T* xStart = &x, yStart = &y)
        {
            // A constant for the JIT: only one branch remains.
            if (Vector512.IsHardwareAccelerated)
            {
                Pooling<T, Vector512<T>, Lanes512<T>>.ArgMax(window, images, xStart, xStride, yStart, yStride);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Pooling<T, Vector256<T>, Lanes256<T>>.ArgMax(window, images, xStart, xStride, yStart, yStride);
            }
            else
            {
                Pooling<T, Vector128<T>, Lanes128<T>>.ArgMax(window, images, xStart, xStride, yStart, yStride);
            }
        }
    }

    /// <summary>The value of X at each window's place.</summary>
    /// <param name="images">Rows of X and Y.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="x">X's first element. Nothing after its last image's values is read.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="places">The first place's element, as <see cref="WindowArgMax"/> gives them.</param>
    /// <param name="placeStride">The places' stride.</param>
    /// <param name="imagesPerPlace">Images that have the same places, one after the other.</param>
    /// <param name="y">Y's first element. Nothing but its images' values is written.</param>
    /// <param name="yStride">Y's stride.</param>
    public static void WindowGather<T>(int images, in PoolingWindow window, ref T x, int xStride, ref T places, int placeStride, int imagesPerPlace, ref T y, int yStride)
        where T : unmanaged
    {
        fixed (T* xStart = &x, chosen = &places, yStart = &y)
        {
            // A constant for the JIT: only one branch remains.
            if (Vector512.IsHardwareAccelerated)
            {
                Pooling<T, Vector512<T>, Lanes512<T>>.ToWindows(window, images, xStart, xStride, chosen, placeStride, imagesPerPlace, yStart, yStride);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Pooling<T, Vector256<T>, Lanes256<T>>.ToWindows(window, images, xStart, xStride, chosen, placeStride, imagesPerPlace, yStart, yStride);
            }
            else
            {
                Pooling<T, Vector128<T>, Lanes128<T>>.ToWindows(window, images, xStart, xStride, chosen, placeStride, imagesPerPlace, yStart, yStride);
            }
        }
    }

    /// <summary>The transpose of <see cref="WindowGather"/>: each value of Y, added to X at its window's place.</summary>
    /// <param name="images">Rows of X and Y.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="y">Y's first element. Nothing after its last image's values is read.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="places">The first place's element, as <see cref="WindowArgMax"/> gives them.</param>
    /// <param name="placeStride">The places' stride.</param>
    /// <param name="imagesPerPlace">Images that have the same places, one after the other.</param>
    /// <param name="x">X's first element. Nothing but its images' values is written.</param>
    /// <param name="xStride">X's stride.</param>
    public static void WindowScatter<T>(int images, in PoolingWindow window, ref T y, int yStride, ref T places, int placeStride, int imagesPerPlace, ref T x, int xStride)
        where T : unmanaged
    {
        fixed (T* xStart = &x, chosen = &places, yStart = &y)
        {
            // A constant for the JIT: only one branch remains.
            if (Vector512.IsHardwareAccelerated)
            {
                Pooling<T, Vector512<T>, Lanes512<T>>.FromWindows(window, images, yStart, yStride, chosen, placeStride, imagesPerPlace, xStart, xStride);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Pooling<T, Vector256<T>, Lanes256<T>>.FromWindows(window, images, yStart, yStride, chosen, placeStride, imagesPerPlace, xStart, xStride);
            }
            else
            {
                Pooling<T, Vector128<T>, Lanes128<T>>.FromWindows(window, images, yStart, yStride, chosen, placeStride, imagesPerPlace, xStart, xStride);
            }
        }
    }

    /// <summary>The sum of each window of X, by channel.</summary>
    /// <param name="images">Rows of X and Y.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="x">X's first element. Nothing after its last image's values is read.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="y">Y's first element. Nothing but its images' values is written.</param>
    /// <param name="yStride">Y's stride.</param>
    public static void WindowSum<T>(int images, in PoolingWindow window, ref T x, int xStride, ref T y, int yStride)
        where T : unmanaged
    {
        fixed (T* xStart = &x, yStart = &y)
        {
            // A constant for the JIT: only one branch remains.
            if (Vector512.IsHardwareAccelerated)
            {
                Pooling<T, Vector512<T>, Lanes512<T>>.ToWindows(window, images, xStart, xStride, null, 0, 1, yStart, yStride);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Pooling<T, Vector256<T>, Lanes256<T>>.ToWindows(window, images, xStart, xStride, null, 0, 1, yStart, yStride);
            }
            else
            {
                Pooling<T, Vector128<T>, Lanes128<T>>.ToWindows(window, images, xStart, xStride, null, 0, 1, yStart, yStride);
            }
        }
    }

    /// <summary>The transpose of <see cref="WindowSum"/>: each value of Y, added to all of its window of X.</summary>
    /// <param name="images">Rows of X and Y.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="y">Y's first element. Nothing after its last image's values is read.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="x">X's first element. Nothing but its images' values is written.</param>
    /// <param name="xStride">X's stride.</param>
    public static void WindowSpread<T>(int images, in PoolingWindow window, ref T y, int yStride, ref T x, int xStride)
        where T : unmanaged
    {
        fixed (T* xStart = &x, yStart = &y)
        {
            // A constant for the JIT: only one branch remains.
            if (Vector512.IsHardwareAccelerated)
            {
                Pooling<T, Vector512<T>, Lanes512<T>>.FromWindows(window, images, yStart, yStride, null, 0, 1, xStart, xStride);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Pooling<T, Vector256<T>, Lanes256<T>>.FromWindows(window, images, yStart, yStride, null, 0, 1, xStart, xStride);
            }
            else
            {
                Pooling<T, Vector128<T>, Lanes128<T>>.FromWindows(window, images, yStart, yStride, null, 0, 1, xStart, xStride);
            }
        }
    }
}
