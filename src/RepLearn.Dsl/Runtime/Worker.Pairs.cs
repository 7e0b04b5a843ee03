using RepLearn.Numerics.Matrices;

namespace RepLearn.Runtime;

// What examples need of the whole batch: each worker computes its part of the examples from all.
public sealed partial class Worker<T>
{
    /// <summary>Sums over pairs, as <see cref="Matrix.PairwiseSums{T, TKernel}"/>, for all examples of the batch.</summary>
    /// <typeparam name="TKernel">The function of a squared distance.</typeparam>
    /// <param name="columns">Columns of X and Y.</param>
    /// <param name="scale">The kernel's scale.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="target">The first sum's place.</param>
    /// <param name="stride">Distance between the sums' places.</param>
    public void PairwiseSums<TKernel>(int columns, double scale, ref T x, int xStride, ref T y, int yStride, ref T target, int stride)
        where TKernel : struct, IPairKernel
    {
        (int start, int end) = Split(Batch, RowGrain);
        Matrix.PairwiseSums<T, TKernel>(start, end, Batch, columns, scale, ref x, xStride, ref y, yStride, ref target, stride);
    }

    /// <summary>Slopes of sums over pairs, as <see cref="Matrix.PairwiseSlopes{T, TKernel}"/>, for all examples of the batch.</summary>
    /// <inheritdoc cref="PairwiseSums{TKernel}"/>
    public void PairwiseSlopes<TKernel>(int columns, double scale, ref T x, int xStride, ref T y, int yStride, ref T target, int stride)
        where TKernel : struct, IPairKernel =>
        PairwiseSlopes<TKernel>(columns, scale, ref x, xStride, ref y, yStride, ref System.Runtime.CompilerServices.Unsafe.NullRef<T>(), 0, ref target, stride);

    /// <summary>The same, where each y counts with a weight.</summary>
    /// <typeparam name="TKernel">The function of a squared distance.</typeparam>
    /// <param name="columns">Columns of X and Y.</param>
    /// <param name="scale">The kernel's scale.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="weights">The first weight's place.</param>
    /// <param name="weightStride">Distance between the weights' places.</param>
    /// <param name="target">The result's first element.</param>
    /// <param name="stride">The result's stride.</param>
    public void PairwiseSlopes<TKernel>(
        int columns, double scale, ref T x, int xStride, ref T y, int yStride, ref T weights, int weightStride, ref T target, int stride)
        where TKernel : struct, IPairKernel
    {
        (int start, int end) = Split(Batch, RowGrain);
        Matrix.PairwiseSlopes<T, TKernel>(start, end, Batch, columns, scale, ref x, xStride, ref y, yStride, ref weights, weightStride, ref target, stride);
    }
}
