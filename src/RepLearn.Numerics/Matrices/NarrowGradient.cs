using System.Runtime.CompilerServices;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// Gradients of weights with few columns, such as those to a code, whose columns would leave many lanes idle. So their rows become the
/// lanes: <c>Cᵀ = Bᵀ A</c>, a strip of C's rows at a time, each strip then transposed into its place. An element is
/// the same sum in the same order, and so has the same bits.
/// </summary>
internal static unsafe class NarrowGradient<T>
    where T : unmanaged
{
    private const int MostColumns = 48;
    private const int StripRows = 48;

    // Transposing a strip costs as much as some depths of its product.
    private const int LeastDepth = 32;

    /// <summary>Whether this way is faster.</summary>
    /// <param name="rows">Rows of C to compute.</param>
    /// <param name="depth">Rows of A and B.</param>
    /// <param name="columns">Columns of B and C.</param>
    public static bool Pays(int rows, int depth, int columns) =>
        rows >= StripRows
        && depth >= LeastDepth
        && (columns <= Padding.Lanes || (columns < MostColumns && columns % Padding.Lanes is > 0 and <= 3 * Padding.Lanes / 4));

    /// <summary>C[i, j] = Σ_d A[d, i] · B[d, j], as <see cref="Matrix.TransposedMultiply{T}"/>.</summary>
    [SkipLocalsInit]
    public static void Run(int rowStart, int rowEnd, int depth, int columns, T* a, nint aStride, T* b, nint bStride, T* c, nint cStride)
    {
        T* strip = stackalloc T[MostColumns * StripRows];
        int end;
        for (int row = rowStart; row < rowEnd; row = end)
        {
            // Whole vectors are read from A, whose rows are whole vectors: strips start at multiples of them.
            int first = row / Padding.Lanes * Padding.Lanes;
            end = Math.Min(first + StripRows, rowEnd);
            Matrix.Product<T, NoEpilogue>(columns, depth, end - first, b, 1, bStride, a + first, aStride, 1, strip, StripRows, dense: false, strip, 0);
            Matrix.Transpose(0, columns, end - row, ref strip[row - first], StripRows, ref c[row * cStride], (int)cStride);
        }
    }
}
