using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

// Densities of a mixture whose components belong to the rows of a batch, and their slopes, without a matrix of pairs.
public static partial class Matrix
{
    /// <summary>
    /// L[i] = ln Σⱼ exp(cⱼ − ½ Σ τⱼ (xᵢ − μⱼ)²), for a range of rows: one value per row where c is a column, else one for each column by itself. The
    /// largest exponent is subtracted before, so that no sum overflows.
    /// </summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rowStart">First row to compute.</param>
    /// <param name="rowEnd">Row after the last one to compute.</param>
    /// <param name="rows">Components.</param>
    /// <param name="columns">Columns of X, μ and τ.</param>
    /// <param name="offsetColumns">Columns of c and L: 1, or as many as X has.</param>
    /// <param name="x">X's first element, in row 0; padded, as all.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="mean">μ's first element.</param>
    /// <param name="meanStride">μ's stride.</param>
    /// <param name="precision">τ's first element.</param>
    /// <param name="precisionStride">τ's stride.</param>
    /// <param name="offset">c's first element.</param>
    /// <param name="offsetStride">c's stride.</param>
    /// <param name="target">L's first element, in row 0.</param>
    /// <param name="stride">L's stride.</param>
    public static void MixtureLogDensities<T>(
        int rowStart, int rowEnd, int rows, int columns, int offsetColumns, ref T x, int xStride, ref T mean, int meanStride,
        ref T precision, int precisionStride, ref T offset, int offsetStride, ref T target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var mixture = new BatchMixture<T>(
            columns, offsetColumns == 1, ref mean, meanStride, ref precision, precisionStride, ref offset, offsetStride);
        for (int row = rowStart; row < rowEnd; row++)
        {
            ref T point = ref Unsafe.Add(ref x, (nint)row * xStride);
            for (int column = 0; column < offsetColumns; column += Vector512<T>.Count)
            {
                Vector512<T> largest = Vector512.Create(T.NegativeInfinity);
                for (int component = 0; component < rows; component++)
                {
                    largest = Vector512.Max(largest, mixture.Exponent(ref point, component, column));
                }

                Vector512<T> sum = Vector512<T>.Zero;
                for (int component = 0; component < rows; component++)
                {
                    sum += BatchMixture<T>.Exp(mixture.Exponent(ref point, component, column) - largest);
                }

                (largest + BatchMixture<T>.Log(sum)).StoreUnsafe(ref Unsafe.Add(ref target, ((nint)row * stride) + column));
            }
        }
    }

    /// <summary>R[i] = −Σⱼ rᵢⱼ τⱼ (xᵢ − μⱼ), in order of j, for a range of rows: the slope of <see cref="MixtureLogDensities"/> by x, with the shares
    /// rᵢⱼ = exp(cⱼ − ½ Σ τⱼ (xᵢ − μⱼ)² − Lᵢ).</summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rowStart">First row to compute.</param>
    /// <param name="rowEnd">Row after the last one to compute.</param>
    /// <param name="rows">Components.</param>
    /// <param name="columns">Columns of X, μ and τ.</param>
    /// <param name="offsetColumns">Columns of c and L: 1, or as many as X has.</param>
    /// <param name="x">X's first element, in row 0; padded, as all.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="mean">μ's first element.</param>
    /// <param name="meanStride">μ's stride.</param>
    /// <param name="precision">τ's first element.</param>
    /// <param name="precisionStride">τ's stride.</param>
    /// <param name="offset">c's first element.</param>
    /// <param name="offsetStride">c's stride.</param>
    /// <param name="logDensity">L's first element.</param>
    /// <param name="logDensityStride">L's stride.</param>
    /// <param name="target">R's first element, in row 0.</param>
    /// <param name="stride">R's stride.</param>
    public static void MixtureSlopes<T>(
        int rowStart, int rowEnd, int rows, int columns, int offsetColumns, ref T x, int xStride, ref T mean, int meanStride,
        ref T precision, int precisionStride, ref T offset, int offsetStride, ref T logDensity, int logDensityStride, ref T target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var mixture = new BatchMixture<T>(
            columns, offsetColumns == 1, ref mean, meanStride, ref precision, precisionStride, ref offset, offsetStride);
        for (int row = rowStart; row < rowEnd; row++)
        {
            ref T point = ref Unsafe.Add(ref x, (nint)row * xStride);
            ref T own = ref Unsafe.Add(ref logDensity, (nint)row * logDensityStride);
            ref T sums = ref Unsafe.Add(ref target, (nint)row * stride);
            Clear(ref sums, columns);
            for (int component = 0; component < rows; component++)
            {
                Vector512<T> share = mixture.Share(ref point, component, 0, ref own);
                for (int column = 0; column < columns; column += Vector512<T>.Count)
                {
                    share = mixture.IsJoint || column == 0 ? share : mixture.Share(ref point, component, column, ref own);
                    Vector512<T> pull = share * mixture.Precision(component, column) * mixture.Difference(ref point, component, column);
                    (Vector512.LoadUnsafe(ref sums, (nuint)column) - pull).StoreUnsafe(ref sums, (nuint)column);
                }
            }
        }
    }

    /// <summary>R[j] = Σᵢ wᵢ rᵢⱼ (xᵢ − μⱼ)ᵏ, in order of i, for a range of components: the slopes of <see cref="MixtureLogDensities"/> by c (k = 0), and
    /// but for factors by μ (k = 1) and τ (k = 2), with the shares of <see cref="MixtureSlopes"/>.</summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rowStart">First component to compute.</param>
    /// <param name="rowEnd">Component after the last one to compute.</param>
    /// <param name="rows">Rows of X.</param>
    /// <param name="columns">Columns of X, μ and τ.</param>
    /// <param name="offsetColumns">Columns of c, L and w: 1, or as many as X has. R has as many where k is 0.</param>
    /// <param name="power">k: 0, 1 or 2.</param>
    /// <param name="x">X's first element; padded, as all.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="mean">μ's first element, in row 0.</param>
    /// <param name="meanStride">μ's stride.</param>
    /// <param name="precision">τ's first element.</param>
    /// <param name="precisionStride">τ's stride.</param>
    /// <param name="offset">c's first element.</param>
    /// <param name="offsetStride">c's stride.</param>
    /// <param name="logDensity">L's first element.</param>
    /// <param name="logDensityStride">L's stride.</param>
    /// <param name="weights">w's first element; a null reference for 1.</param>
    /// <param name="weightStride">w's stride.</param>
    /// <param name="target">R's first element, in row 0.</param>
    /// <param name="stride">R's stride.</param>
    public static void MixtureMoments<T>(
        int rowStart, int rowEnd, int rows, int columns, int offsetColumns, int power, ref T x, int xStride, ref T mean, int meanStride,
        ref T precision, int precisionStride, ref T offset, int offsetStride, ref T logDensity, int logDensityStride, ref T weights, int weightStride,
        ref T target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var mixture = new BatchMixture<T>(
            columns, offsetColumns == 1, ref mean, meanStride, ref precision, precisionStride, ref offset, offsetStride);
        int width = power == 0 ? offsetColumns : columns;
        for (int component = rowStart; component < rowEnd; component++)
        {
            ref T sums = ref Unsafe.Add(ref target, (nint)component * stride);
            Clear(ref sums, width);
            for (int row = 0; row < rows; row++)
            {
                ref T point = ref Unsafe.Add(ref x, (nint)row * xStride);
                ref T own = ref Unsafe.Add(ref logDensity, (nint)row * logDensityStride);
                Vector512<T> share = mixture.Share(ref point, component, 0, ref own);
                for (int column = 0; column < width; column += Vector512<T>.Count)
                {
                    share = mixture.IsJoint || column == 0 ? share : mixture.Share(ref point, component, column, ref own);
                    Vector512<T> part = Unsafe.IsNullRef(ref weights)
                        ? share
                        : share * mixture.Row(ref Unsafe.Add(ref weights, (nint)row * weightStride), column);
                    for (int factor = 0; factor < power; factor++)
                    {
                        part *= mixture.Difference(ref point, component, column);
                    }

                    (Vector512.LoadUnsafe(ref sums, (nuint)column) + part).StoreUnsafe(ref sums, (nuint)column);
                }
            }
        }
    }

    private static void Clear<T>(ref T row, int columns)
        where T : unmanaged
    {
        for (int column = 0; column < columns; column += Vector512<T>.Count)
        {
            Vector512<T>.Zero.StoreUnsafe(ref row, (nuint)column);
        }
    }
}
