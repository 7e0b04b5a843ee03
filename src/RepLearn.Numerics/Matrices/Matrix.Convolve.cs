using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

// Images are rows of whole vectors, one example per row; ConvolutionWindow describes the order within a row.
public static unsafe partial class Matrix
{
    /// <summary>Y = Patches(X) W for a range of Y's lines, and what the epilogue makes of the finished sums.</summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <typeparam name="TEpilogue">What is done with a sum before it is stored.</typeparam>
    /// <param name="start">First line of Y, counted over all examples.</param>
    /// <param name="end">Line after the last one.</param>
    /// <param name="examples">Examples of X and Y.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="x">X's first element. Nothing after its last example's values is read.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="weight">W's first element, dense or padded.</param>
    /// <param name="weightStride">W's stride.</param>
    /// <param name="y">Y's first element. Nothing but the range is written.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="operand">The epilogue's operand: one row of a value per filter, or of Y's shape; Y itself if it has none.</param>
    /// <param name="operandStride">Y's stride; 0 for the one row.</param>
    public static void Convolve<T, TEpilogue>(
        int start, int end, int examples, in ConvolutionWindow window, ref T x, int xStride, ref T weight, int weightStride, ref T y, int yStride, ref T operand, int operandStride)
        where T : unmanaged
        where TEpilogue : struct, IEpilogue
    {
        (int Start, int End) pixels = (start * window.Horizontal.Outputs, end * window.Horizontal.Outputs);
        fixed (T* xStart = &x, w = &weight, yStart = &y, above = &operand)
        {
            T* xEnd = xStart + ((nint)(examples - 1) * xStride) + ((nint)window.Vertical.Inputs * window.LineLength);

            // A constant for the JIT: only one branch remains.
            if (Vector512.IsHardwareAccelerated)
            {
                Convolution<T, Vector512<T>, Lanes512<T>>.Convolve<TEpilogue>(window, pixels, xStart, xStride, xEnd, w, weightStride, yStart, yStride, above, operandStride);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Convolution<T, Vector256<T>, Lanes256<T>>.Convolve<TEpilogue>(window, pixels, xStart, xStride, xEnd, w, weightStride, yStart, yStride, above, operandStride);
            }
            else
            {
                Convolution<T, Vector128<T>, Lanes128<T>>.Convolve<TEpilogue>(window, pixels, xStart, xStride, xEnd, w, weightStride, yStart, yStride, above, operandStride);
            }
        }
    }

    /// <summary>
    /// The transpose of <see cref="Convolve"/> for a range of X's lines, with the epilogue applied to the finished sums: each pixel of Y,
    /// times Wᵀ, is added to the window of X that it belongs to.
    /// </summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <typeparam name="TEpilogue">What is done with a sum before it is stored.</typeparam>
    /// <param name="start">First line of X, counted over all examples.</param>
    /// <param name="end">Line after the last one.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="weight">W's first element, dense or padded.</param>
    /// <param name="weightStride">W's stride.</param>
    /// <param name="x">X's first element. Nothing but the range is written.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="operand">The epilogue's operand: one row of a value per channel, or of X's shape; X itself if it has none.</param>
    /// <param name="operandStride">X's stride; 0 for the one row.</param>
    public static void ConvolveTransposed<T, TEpilogue>(
        int start, int end, in ConvolutionWindow window, ref T y, int yStride, ref T weight, int weightStride, ref T x, int xStride, ref T operand, int operandStride)
        where T : unmanaged
        where TEpilogue : struct, IEpilogue
    {
        fixed (T* xStart = &x, w = &weight, yStart = &y, above = &operand)
        {
            // A constant for the JIT: only one branch remains.
            if (Vector512.IsHardwareAccelerated)
            {
                Convolution<T, Vector512<T>, Lanes512<T>>.ConvolveTransposed<TEpilogue>(window, (start, end), yStart, yStride, w, weightStride, xStart, xStride, above, operandStride);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Convolution<T, Vector256<T>, Lanes256<T>>.ConvolveTransposed<TEpilogue>(window, (start, end), yStart, yStride, w, weightStride, xStart, xStride, above, operandStride);
            }
            else
            {
                Convolution<T, Vector128<T>, Lanes128<T>>.ConvolveTransposed<TEpilogue>(window, (start, end), yStart, yStride, w, weightStride, xStart, xStride, above, operandStride);
            }
        }
    }

    /// <summary>Patches(X)ᵀ Y for a range of its rows: the gradient of a convolution's weights, in order of the examples and their pixels.</summary>
    /// <param name="start">First row of the gradient.</param>
    /// <param name="end">Row after the last one.</param>
    /// <param name="examples">Examples of X and Y.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="x">X's first element. Nothing after its last example's values is read.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="y">Y's first element; whole vectors are read.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="gradient">The gradient's first element, in row 0, dense or padded. Nothing but the range is written.</param>
    /// <param name="gradientStride">The gradient's stride.</param>
    public static void PatchProduct<T>(
        int start, int end, int examples, in ConvolutionWindow window, ref T x, int xStride, ref T y, int yStride, ref T gradient, int gradientStride)
        where T : unmanaged
    {
        fixed (T* xStart = &x, yStart = &y, target = &gradient)
        {
            T* xEnd = xStart + ((nint)(examples - 1) * xStride) + ((nint)window.Vertical.Inputs * window.LineLength);

            // A constant for the JIT: only one branch remains.
            if (Vector512.IsHardwareAccelerated)
            {
                Convolution<T, Vector512<T>, Lanes512<T>>.PatchProduct(window, (start, end), examples, xStart, xStride, xEnd, yStart, yStride, target, gradientStride);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Convolution<T, Vector256<T>, Lanes256<T>>.PatchProduct(window, (start, end), examples, xStart, xStride, xEnd, yStart, yStride, target, gradientStride);
            }
            else
            {
                Convolution<T, Vector128<T>, Lanes128<T>>.PatchProduct(window, (start, end), examples, xStart, xStride, xEnd, yStart, yStride, target, gradientStride);
            }
        }
    }
}
