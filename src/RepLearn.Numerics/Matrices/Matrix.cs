using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// Products and sums of matrices for generated code. Matrices are row-major; a stride is the distance between rows in
/// elements. Padded matrices have rows of a multiple of 16 elements, of which the last may hold any values. Dense ones have rows that
/// follow each other, with at least 64 bytes of readable memory after the last. Sizes are at least 1 and are not checked.
/// </summary>
/// <remarks>
/// An element of a product is the same chain of multiply-adds over the depth at any vector width and for any partition of the rows among
/// threads, so it has the same bits.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class Matrix
{
    /// <summary>C[r, j] = Σ_d A[r, d] · B[d, j], added in order of d.</summary>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element, dense or padded.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="c">C's first element; padded. Up to <paramref name="columns"/> rounded up to 16 is written.</param>
    /// <param name="cStride">C's stride.</param>
    public static void Multiply<T>(int rows, int depth, int columns, ref T a, int aStride, ref T b, int bStride, ref T c, int cStride)
        where T : unmanaged => Multiply<T, NoEpilogue>(rows, depth, columns, ref a, aStride, ref b, bStride, 1, ref c, cStride, ref c, 0);

    /// <summary>C[r, j] = Σ_d A[r, d] · B[d, j], added in order of d, and what the epilogue makes of the finished sum.</summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <typeparam name="TEpilogue">What is done with a sum before it is stored.</typeparam>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element, dense or padded, or of the dense or padded matrix that B is the transpose of.</param>
    /// <param name="bDepth">Distance between B's elements of neighbouring depths: B's stride, or 1 if B is stored transposed.</param>
    /// <param name="bColumn">
    /// Distance between B's elements of neighbouring columns: 1, or the stride if B is stored transposed. Then it is transposed piece by
    /// piece as needed, which takes little of the time if there are enough rows.
    /// </param>
    /// <param name="c">C's first element; padded. Up to <paramref name="columns"/> rounded up to 16 is written.</param>
    /// <param name="cStride">C's stride.</param>
    /// <param name="operand">The epilogue's operand, dense or padded; C itself if it has none.</param>
    /// <param name="operandStride">The operand's stride; 0 for one row that serves all of C's.</param>
    public static void Multiply<T, TEpilogue>(
        int rows, int depth, int columns, ref T a, int aStride, ref T b, int bDepth, int bColumn, ref T c, int cStride,
        ref T operand, int operandStride)
        where T : unmanaged
        where TEpilogue : struct, IEpilogue
    {
        fixed (T* aStart = &a, bStart = &b, cStart = &c, operandStart = &operand)
        {
            Product<T, TEpilogue>(
                rows, depth, columns, aStart, aStride, 1, bStart, bDepth, bColumn, cStart, cStride, dense: false, operandStart, operandStride);
        }
    }

    /// <summary>
    /// C[i, j] = Σ_d A[d, i] · B[d, j], added in order of d, for a range of C's rows: the gradient of a weight from inputs A and the
    /// outputs' gradients B.
    /// </summary>
    /// <param name="rowStart">First row of C to compute.</param>
    /// <param name="rowEnd">Row after the last one to compute.</param>
    /// <param name="depth">Rows of A and B: the batch.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="a">A's first element, in row 0 and column 0; padded.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element; padded.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="c">C's first element, in row 0; dense. Nothing but the range's elements is written.</param>
    /// <param name="cStride">C's stride.</param>
    public static void TransposedMultiply<T>(
        int rowStart, int rowEnd, int depth, int columns, ref T a, int aStride, ref T b, int bStride, ref T c, int cStride)
        where T : unmanaged
    {
        fixed (T* aStart = &a, bStart = &b, cStart = &c)
        {
            if (NarrowGradient<T>.Pays(rowEnd - rowStart, depth, columns))
            {
                NarrowGradient<T>.Run(rowStart, rowEnd, depth, columns, aStart, aStride, bStart, bStride, cStart, cStride);
                return;
            }

            T* target = cStart + ((nint)rowStart * cStride);
            Product<T, NoEpilogue>(
                rowEnd - rowStart, depth, columns, aStart + rowStart, 1, aStride, bStart, bStride, 1, target, cStride, dense: true, target, 0);
        }
    }

    /// <summary>
    /// C[r, j] = Σ_d A[r, d] · B[j, d] for few rows: each sum runs in 512 bits' worth of lanes, which are folded at the end.
    /// </summary>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A and B.</param>
    /// <param name="columns">Rows of B, columns of C.</param>
    /// <param name="a">A's first element; padded.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element, dense or padded.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="c">C's first element; nothing after <paramref name="columns"/> is written.</param>
    /// <param name="cStride">C's stride.</param>
    public static void MultiplyTransposed<T>(int rows, int depth, int columns, ref T a, int aStride, ref T b, int bStride, ref T c, int cStride)
        where T : unmanaged =>
        MultiplyTransposed<T, NoEpilogue>(rows, depth, columns, ref a, aStride, ref b, bStride, ref c, cStride, ref c, 0);

    /// <summary>
    /// C[r, j] = Σ_d A[r, d] · B[j, d] for few rows, with an epilogue applied to the finished sums: each sum runs in 512 bits'
    /// worth of lanes, which are folded at the end.
    /// </summary>
    /// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <typeparam name="TEpilogue">What is done with a sum before it is stored.</typeparam>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A and B.</param>
    /// <param name="columns">Rows of B, columns of C.</param>
    /// <param name="a">A's first element; padded.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element, dense or padded.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="c">C's first element; nothing after <paramref name="columns"/> is written.</param>
    /// <param name="cStride">C's stride.</param>
    /// <param name="operand">The epilogue's operand, dense or padded; C itself if it has none.</param>
    /// <param name="operandStride">The operand's stride; 0 for one row that serves all of C's.</param>
    public static void MultiplyTransposed<T, TEpilogue>(
        int rows, int depth, int columns, ref T a, int aStride, ref T b, int bStride, ref T c, int cStride, ref T operand, int operandStride)
        where T : unmanaged
        where TEpilogue : struct, IEpilogue
    {
        fixed (T* aStart = &a, bStart = &b, cStart = &c, operandStart = &operand)
        {
            // A constant for the JIT: only one branch remains.
            if (Vector512.IsHardwareAccelerated)
            {
                DotKernel<T, Vector512<T>, Lanes512<T>>.Run<TEpilogue>(
                    rows, depth, columns, aStart, aStride, bStart, bStride, cStart, cStride, operandStart, operandStride);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                DotKernel<T, Twice<Vector256<T>>, TwiceLanes<Vector256<T>, Lanes256<T>, T>>.Run<TEpilogue>(
                    rows, depth, columns, aStart, aStride, bStart, bStride, cStart, cStride, operandStart, operandStride);
            }
            else
            {
                DotKernel<T, Twice<Twice<Vector128<T>>>, TwiceLanes<Twice<Vector128<T>>, TwiceLanes<Vector128<T>, Lanes128<T>, T>, T>>.Run<TEpilogue>(
                    rows, depth, columns, aStart, aStride, bStart, bStride, cStart, cStride, operandStart, operandStride);
            }
        }
    }

    internal static void Product<T, TEpilogue>(
        int rows, int depth, int columns, T* a, nint aRow, nint aDepth, T* b, nint bDepth, nint bColumn, T* c, nint cStride, bool dense,
        T* operand, nint operandStride)
        where T : unmanaged
        where TEpilogue : struct, IEpilogue
    {
        // A constant for the JIT: only one branch remains.
        if (Vector512.IsHardwareAccelerated)
        {
            BlockedProduct<T, Vector512<T>, Lanes512<T>>.Run<TEpilogue>(
                rows, depth, columns, a, aRow, aDepth, b, bDepth, bColumn, c, cStride, dense, operand, operandStride);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            BlockedProduct<T, Vector256<T>, Lanes256<T>>.Run<TEpilogue>(
                rows, depth, columns, a, aRow, aDepth, b, bDepth, bColumn, c, cStride, dense, operand, operandStride);
        }
        else
        {
            BlockedProduct<T, Vector128<T>, Lanes128<T>>.Run<TEpilogue>(
                rows, depth, columns, a, aRow, aDepth, b, bDepth, bColumn, c, cStride, dense, operand, operandStride);
        }
    }
}
