using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

// Sparse matrices S of few values in a row: a matrix of values and one of their columns' numbers, both padded. A number below 0 ends its row.
public static unsafe partial class Matrix
{
    /// <summary>target[r, j] = X[r, column(r, j)] for a range of rows, and 0 behind a row's last number.</summary>
    /// <param name="rowStart">First row to compute.</param>
    /// <param name="rowEnd">Row after the last one to compute.</param>
    /// <param name="count">The most values in a row of S.</param>
    /// <param name="x">X's first element, in row 0.</param>
    /// <param name="xStride">X's stride; 0 for one row that serves all.</param>
    /// <param name="numbers">The columns' numbers, from row 0 on.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="target">The result's first element, in row 0.</param>
    /// <param name="stride">The result's stride.</param>
    public static void GatherColumns<T>(
        int rowStart, int rowEnd, int count, ref T x, int xStride, ref T numbers, int numberStride, ref T target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = rowStart; row < rowEnd; row++)
        {
            ref T source = ref Unsafe.Add(ref x, (nint)row * xStride);
            ref T result = ref Unsafe.Add(ref target, (nint)row * stride);
            ref T columns = ref Unsafe.Add(ref numbers, (nint)row * numberStride);
            int place = 0;
            for (; place < count && Unsafe.Add(ref columns, place) >= T.Zero; place++)
            {
                Unsafe.Add(ref result, place) = Unsafe.Add(ref source, int.CreateTruncating(Unsafe.Add(ref columns, place)));
            }

            for (; place < count; place++)
            {
                Unsafe.Add(ref result, place) = T.Zero;
            }
        }
    }

    /// <summary>target = S as a dense matrix, for a range of rows.</summary>
    /// <param name="rowStart">First row to compute.</param>
    /// <param name="rowEnd">Row after the last one to compute.</param>
    /// <param name="count">The most values in a row of S.</param>
    /// <param name="columns">Columns of S.</param>
    /// <param name="values">S's values, from row 0 on.</param>
    /// <param name="valueStride">Their stride.</param>
    /// <param name="numbers">The columns' numbers.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="target">The result's first element, in row 0.</param>
    /// <param name="stride">The result's stride.</param>
    public static void ScatterColumns<T>(
        int rowStart, int rowEnd, int count, int columns, ref T values, int valueStride, ref T numbers, int numberStride, ref T target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = rowStart; row < rowEnd; row++)
        {
            ref T result = ref Unsafe.Add(ref target, (nint)row * stride);
            System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref result, columns).Clear();
            ref T source = ref Unsafe.Add(ref values, (nint)row * valueStride);
            ref T own = ref Unsafe.Add(ref numbers, (nint)row * numberStride);
            for (int place = 0; place < count && Unsafe.Add(ref own, place) >= T.Zero; place++)
            {
                Unsafe.Add(ref result, int.CreateTruncating(Unsafe.Add(ref own, place))) = Unsafe.Add(ref source, place);
            }
        }
    }

    /// <summary>C = S B for a range of rows: each is the sum of those rows of B that S names, in S's order.</summary>
    /// <param name="rowStart">First row to compute.</param>
    /// <param name="rowEnd">Row after the last one to compute.</param>
    /// <param name="count">The most values in a row of S.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="values">S's values, from row 0 on.</param>
    /// <param name="valueStride">Their stride.</param>
    /// <param name="numbers">The columns' numbers.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="b">B's first element, dense or padded.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="c">C's first element, in row 0; padded. Up to <paramref name="columns"/> rounded up to 16 is written.</param>
    /// <param name="cStride">C's stride.</param>
    /// <param name="scratch">This thread's memory.</param>
    public static void SparseMultiply<T>(
        int rowStart, int rowEnd, int count, int columns, ref T values, int valueStride, ref T numbers, int numberStride,
        ref T b, int bStride, ref T c, int cStride, SparseScratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* valueStart = &values, numberStart = &numbers, bStart = &b, cStart = &c)
        fixed (nint* room = &scratch.Rows(count))
        {
            T** rows = (T**)room;
            for (int row = rowStart; row < rowEnd; row++)
            {
                int terms = RowsOf(count, numberStart + ((nint)row * numberStride), bStart, bStride, rows);
                Combine(terms, valueStart + ((nint)row * valueStride), rows, columns, cStart + ((nint)row * cStride), dense: false);
            }
        }
    }

    /// <summary>target[r, j] = A[r] · B[column(r, j)] for a range of rows: A Bᵀ where S has its values, and 0 behind a row's last number.</summary>
    /// <param name="rowStart">First row to compute.</param>
    /// <param name="rowEnd">Row after the last one to compute.</param>
    /// <param name="count">The most values in a row of S.</param>
    /// <param name="depth">Columns of A and B.</param>
    /// <param name="a">A's first element, in row 0; padded.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element, dense or padded.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="numbers">The columns' numbers, from row 0 on.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="target">The result's first element, in row 0.</param>
    /// <param name="stride">The result's stride.</param>
    /// <param name="scratch">This thread's memory.</param>
    public static void SampledMultiply<T>(
        int rowStart, int rowEnd, int count, int depth, ref T a, int aStride, ref T b, int bStride, ref T numbers, int numberStride,
        ref T target, int stride, SparseScratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* aStart = &a, bStart = &b, numberStart = &numbers, targetStart = &target)
        fixed (nint* room = &scratch.Rows(count))
        {
            T** rows = (T**)room;
            for (int row = rowStart; row < rowEnd; row++)
            {
                T* result = targetStart + ((nint)row * stride);
                int terms = RowsOf(count, numberStart + ((nint)row * numberStride), bStart, bStride, rows);
                Dot(terms, aStart + ((nint)row * aStride), rows, depth, result);
                new Span<T>(result + terms, count - terms).Clear();
            }
        }
    }

    // The rows of B that a row of S names.
    private static int RowsOf<T>(int count, T* numbers, T* b, nint bStride, T** rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int terms = 0;
        for (; terms < count && numbers[terms] >= T.Zero; terms++)
        {
            rows[terms] = b + (int.CreateTruncating(numbers[terms]) * bStride);
        }

        return terms;
    }

    private static void Combine<T>(int terms, T* coefficients, T** rows, int columns, T* target, bool dense)
        where T : unmanaged
    {
        // A constant for the JIT: only one branch remains.
        if (Vector512.IsHardwareAccelerated)
        {
            SparseProduct<T, Vector512<T>, Lanes512<T>>.Combine(terms, coefficients, rows, columns, target, dense);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            SparseProduct<T, Vector256<T>, Lanes256<T>>.Combine(terms, coefficients, rows, columns, target, dense);
        }
        else
        {
            SparseProduct<T, Vector128<T>, Lanes128<T>>.Combine(terms, coefficients, rows, columns, target, dense);
        }
    }

    private static void Dot<T>(int terms, T* a, T** rows, int depth, T* target)
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
        {
            SparseDot<T, Vector512<T>, Lanes512<T>>.Run(terms, a, rows, depth, target);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            SparseDot<T, Twice<Vector256<T>>, TwiceLanes<Vector256<T>, Lanes256<T>, T>>.Run(terms, a, rows, depth, target);
        }
        else
        {
            SparseDot<T, Twice<Twice<Vector128<T>>>, TwiceLanes<Twice<Vector128<T>>, TwiceLanes<Vector128<T>, Lanes128<T>, T>, T>>.Run(
                terms, a, rows, depth, target);
        }
    }
}
