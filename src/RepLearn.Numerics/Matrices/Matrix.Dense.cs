namespace RepLearn.Numerics.Matrices;

public static unsafe partial class Matrix
{
    /// <summary>C[r, j] = Σ_d A[r, d] · B[d, j], added in order of d, with nothing but C's own elements written.</summary>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element, or of the matrix that B is the transpose of.</param>
    /// <param name="bDepth">Distance between B's elements of neighbouring depths.</param>
    /// <param name="bColumn">Distance between B's elements of neighbouring columns.</param>
    /// <param name="c">C's first element; dense or padded.</param>
    /// <param name="cStride">C's stride.</param>
    public static void MultiplyDense<T>(
        int rows, int depth, int columns, ref T a, int aStride, ref T b, int bDepth, int bColumn, ref T c, int cStride)
        where T : unmanaged
    {
        fixed (T* aStart = &a, bStart = &b, cStart = &c)
        {
            Product<T, NoEpilogue>(rows, depth, columns, aStart, aStride, 1, bStart, bDepth, bColumn, cStart, cStride, dense: true, cStart, 0);
        }
    }
}
