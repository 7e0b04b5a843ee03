using RepLearn.Numerics.Matrices;

namespace RepLearn.Runtime;

// Densities of a mixture whose components belong to the batch's examples: each worker computes its part of the examples from all.
public sealed partial class Worker<T>
{
    /// <summary>Log-densities, as <see cref="Matrix.MixtureLogDensities{T}"/>, for all examples of the batch.</summary>
    /// <param name="columns">Columns of X, μ and τ.</param>
    /// <param name="offsetColumns">Columns of c and of the result: 1, or as many as X has.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="mean">μ's first element.</param>
    /// <param name="meanStride">μ's stride.</param>
    /// <param name="precision">τ's first element.</param>
    /// <param name="precisionStride">τ's stride.</param>
    /// <param name="offset">c's first element.</param>
    /// <param name="offsetStride">c's stride.</param>
    /// <param name="target">The result's first element.</param>
    /// <param name="stride">The result's stride.</param>
    public void MixtureLogDensity(
        int columns, int offsetColumns, ref T x, int xStride, ref T mean, int meanStride, ref T precision, int precisionStride,
        ref T offset, int offsetStride, ref T target, int stride)
    {
        (int start, int end) = Split(Batch, RowGrain);
        Matrix.MixtureLogDensities(
            start, end, Batch, columns, offsetColumns, ref x, xStride, ref mean, meanStride, ref precision, precisionStride, ref offset, offsetStride,
            ref target, stride);
    }

    /// <summary>Their slopes, as <see cref="Matrix.MixtureSlopes{T}"/>, for all examples of the batch.</summary>
    /// <param name="columns">Columns of X, μ and τ.</param>
    /// <param name="offsetColumns">Columns of c and of the densities: 1, or as many as X has.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="mean">μ's first element.</param>
    /// <param name="meanStride">μ's stride.</param>
    /// <param name="precision">τ's first element.</param>
    /// <param name="precisionStride">τ's stride.</param>
    /// <param name="offset">c's first element.</param>
    /// <param name="offsetStride">c's stride.</param>
    /// <param name="logDensity">The densities' first element.</param>
    /// <param name="logDensityStride">The densities' stride.</param>
    /// <param name="target">The result's first element.</param>
    /// <param name="stride">The result's stride.</param>
    public void MixtureSlope(
        int columns, int offsetColumns, ref T x, int xStride, ref T mean, int meanStride, ref T precision, int precisionStride,
        ref T offset, int offsetStride, ref T logDensity, int logDensityStride, ref T target, int stride)
    {
        (int start, int end) = Split(Batch, RowGrain);
        Matrix.MixtureSlopes(
            start, end, Batch, columns, offsetColumns, ref x, xStride, ref mean, meanStride, ref precision, precisionStride, ref offset, offsetStride,
            ref logDensity, logDensityStride, ref target, stride);
    }

    /// <summary>Sums of the components' shares, as <see cref="Matrix.MixtureMoments{T}"/>, for all components, where each x counts once.</summary>
    /// <inheritdoc cref="MixtureMoment(int, int, int, ref T, int, ref T, int, ref T, int, ref T, int, ref T, int, ref T, int, ref T, int)"/>
    public void MixtureMoment(
        int columns, int offsetColumns, int power, ref T x, int xStride, ref T mean, int meanStride, ref T precision, int precisionStride,
        ref T offset, int offsetStride, ref T logDensity, int logDensityStride, ref T target, int stride) =>
        MixtureMoment(
            columns, offsetColumns, power, ref x, xStride, ref mean, meanStride, ref precision, precisionStride, ref offset, offsetStride,
            ref logDensity, logDensityStride, ref System.Runtime.CompilerServices.Unsafe.NullRef<T>(), 0, ref target, stride);

    /// <summary>The same, where each x counts with a weight.</summary>
    /// <param name="columns">Columns of X, μ and τ.</param>
    /// <param name="offsetColumns">Columns of c, of the densities and of the weights: 1, or as many as X has.</param>
    /// <param name="power">k: 0, 1 or 2.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="mean">μ's first element.</param>
    /// <param name="meanStride">μ's stride.</param>
    /// <param name="precision">τ's first element.</param>
    /// <param name="precisionStride">τ's stride.</param>
    /// <param name="offset">c's first element.</param>
    /// <param name="offsetStride">c's stride.</param>
    /// <param name="logDensity">The densities' first element.</param>
    /// <param name="logDensityStride">The densities' stride.</param>
    /// <param name="weights">The weights' first element.</param>
    /// <param name="weightStride">The weights' stride.</param>
    /// <param name="target">The result's first element.</param>
    /// <param name="stride">The result's stride.</param>
    public void MixtureMoment(
        int columns, int offsetColumns, int power, ref T x, int xStride, ref T mean, int meanStride, ref T precision, int precisionStride,
        ref T offset, int offsetStride, ref T logDensity, int logDensityStride, ref T weights, int weightStride, ref T target, int stride)
    {
        (int start, int end) = Split(Batch, RowGrain);
        Matrix.MixtureMoments(
            start, end, Batch, columns, offsetColumns, power, ref x, xStride, ref mean, meanStride, ref precision, precisionStride,
            ref offset, offsetStride, ref logDensity, logDensityStride, ref weights, weightStride, ref target, stride);
    }
}
