using RepLearn.Numerics.Matrices;
using RepLearn.Numerics.Threads;

namespace RepLearn.Runtime;

// Convolutions of images, of which each example is a row. Where workers share a block of rows, each computes lines of the result.
public sealed partial class Worker<T>
{
    /// <summary>Y = Patches(X) W, as <see cref="Matrix.Convolve{T, TEpilogue}"/> without an epilogue.</summary>
    /// <param name="rows">Rows of X and Y.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="weight">W's first element.</param>
    /// <param name="weightStride">W's stride.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="isFixed">Whether the images are of fixed size, and all workers share them, rather than a block of the batch.</param>
    public void Convolve(int rows, in ConvolutionWindow window, ref T x, int xStride, ref T weight, int weightStride, ref T y, int yStride, bool isFixed = false) =>
        Convolve<NoEpilogue>(rows, window, ref x, xStride, ref weight, weightStride, ref y, yStride, ref y, 0, isFixed);

    /// <summary>Y = Patches(X) W and an epilogue, as <see cref="Matrix.Convolve{T, TEpilogue}"/>.</summary>
    /// <typeparam name="TEpilogue">What is done with a sum before it is stored.</typeparam>
    /// <param name="rows">Rows of X and Y.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="weight">W's first element.</param>
    /// <param name="weightStride">W's stride.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="operand">The epilogue's operand: one value per filter, or rows as Y's.</param>
    /// <param name="operandStride">Y's stride; 0 for one value per filter.</param>
    /// <param name="isFixed">Whether the images are of fixed size, and all workers share them, rather than a block of the batch.</param>
    public void Convolve<TEpilogue>(
        int rows, in ConvolutionWindow window, ref T x, int xStride, ref T weight, int weightStride, ref T y, int yStride, ref T operand, int operandStride, bool isFixed = false)
        where TEpilogue : struct, IEpilogue
    {
        (int start, int end) = Lines(rows * window.Vertical.Outputs, isFixed);
        if (start < end)
        {
            Matrix.Convolve<T, TEpilogue>(start, end, rows, window, ref x, xStride, ref weight, weightStride, ref y, yStride, ref operand, operandStride);
        }
    }

    /// <summary>The transpose of <see cref="Convolve"/>, as <see cref="Matrix.ConvolveTransposed{T, TEpilogue}"/> without an epilogue.</summary>
    /// <param name="rows">Rows of X and Y.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="weight">W's first element.</param>
    /// <param name="weightStride">W's stride.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="isFixed">Whether the images are of fixed size, and all workers share them, rather than a block of the batch.</param>
    public void ConvolveTransposed(int rows, in ConvolutionWindow window, ref T y, int yStride, ref T weight, int weightStride, ref T x, int xStride, bool isFixed = false) =>
        ConvolveTransposed<NoEpilogue>(rows, window, ref y, yStride, ref weight, weightStride, ref x, xStride, ref x, 0, isFixed);

    /// <summary>The transpose of <see cref="Convolve"/> and an epilogue, as <see cref="Matrix.ConvolveTransposed{T, TEpilogue}"/>.</summary>
    /// <typeparam name="TEpilogue">What is done with a sum before it is stored.</typeparam>
    /// <param name="rows">Rows of X and Y.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="weight">W's first element.</param>
    /// <param name="weightStride">W's stride.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="operand">The epilogue's operand: one value per channel, or rows as X's.</param>
    /// <param name="operandStride">X's stride; 0 for one value per channel.</param>
    /// <param name="isFixed">Whether the images are of fixed size, and all workers share them, rather than a block of the batch.</param>
    public void ConvolveTransposed<TEpilogue>(
        int rows, in ConvolutionWindow window, ref T y, int yStride, ref T weight, int weightStride, ref T x, int xStride, ref T operand, int operandStride, bool isFixed = false)
        where TEpilogue : struct, IEpilogue
    {
        (int start, int end) = Lines(rows * window.Vertical.Inputs, isFixed);
        if (start < end)
        {
            Matrix.ConvolveTransposed<T, TEpilogue>(start, end, window, ref y, yStride, ref weight, weightStride, ref x, xStride, ref operand, operandStride);
        }
    }

    /// <summary>This worker's part of Patches(X)ᵀ Y, as <see cref="Matrix.PatchProduct{T}"/>.</summary>
    /// <param name="rows">Rows of X and Y: the batch, or of fixed size.</param>
    /// <param name="window">The geometry.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="gradient">The result's first element.</param>
    /// <param name="gradientStride">The result's stride.</param>
    public void PatchProduct(int rows, in ConvolutionWindow window, ref T x, int xStride, ref T y, int yStride, ref T gradient, int gradientStride)
    {
        // Partitioned as the update is.
        (int start, int end) = Split(window.Depth, Partition.RowGrain);
        if (start < end)
        {
            Matrix.PatchProduct(start, end, rows, window, ref x, xStride, ref y, yStride, ref gradient, gradientStride);
        }
    }

    private (int Start, int End) Lines(int lines, bool isFixed) => _run.IsCooperative || isFixed ? Split(lines, 1) : (0, lines);
}
