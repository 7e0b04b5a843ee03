using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RepLearn.Numerics.Matrices;
using RepLearn.Numerics.Random;
using RepLearn.Numerics.Threads;

namespace RepLearn.Runtime;

// Rows of matrices by number: copies for the examples of a block, sums over the batch, draws from it.
public sealed partial class Worker<T>
{
    /// <summary>Copies rows of a table for a block of examples, as <see cref="Matrix.GatherRows{T}"/>.</summary>
    /// <param name="rows">Examples of the block.</param>
    /// <param name="rowsPerExample">Numbers, and rows of C, for each of them.</param>
    /// <param name="columns">Columns of C and of the table.</param>
    /// <param name="numbers">The first row's number.</param>
    /// <param name="numberStride">Distance between numbers.</param>
    /// <param name="tableRows">Rows of the table.</param>
    /// <param name="table">The table's first element.</param>
    /// <param name="tableStride">The table's stride.</param>
    /// <param name="c">C's first element.</param>
    /// <param name="cStride">C's stride.</param>
    public void GatherRows(
        int rows, int rowsPerExample, int columns, ref T numbers, int numberStride, int tableRows, ref T table, int tableStride, ref T c, int cStride)
    {
        (int start, int end) = Rows(rows);
        nint first = (nint)start * rowsPerExample;
        if (start < end)
        {
            Matrix.GatherRows(
                (end - start) * rowsPerExample, columns, ref Unsafe.Add(ref numbers, first * numberStride), numberStride,
                tableRows, ref table, tableStride, ref Unsafe.Add(ref c, first * cStride), cStride);
        }
    }

    /// <summary>This worker's part of sums of the batch's rows by number, as <see cref="Matrix.ScatterRows{T}"/>.</summary>
    /// <param name="rows">Rows of A: the batch.</param>
    /// <param name="columns">Columns of A and C.</param>
    /// <param name="numbers">The first row's number.</param>
    /// <param name="numberStride">Distance between numbers.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="cRows">Rows of C.</param>
    /// <param name="c">C's first element.</param>
    /// <param name="cStride">C's stride.</param>
    public void ScatterRows(int rows, int columns, ref T numbers, int numberStride, ref T a, int aStride, int cRows, ref T c, int cStride)
    {
        (int start, int end) = Split(cRows, Partition.RowGrain);
        Matrix.ScatterRows(start, end, rows, columns, ref numbers, numberStride, ref a, aStride, cRows, ref c, cStride);
    }

    /// <summary>This worker's part of the numbers' counts, as <see cref="Matrix.CountRows{T}"/>.</summary>
    /// <param name="rows">Numbers: of the batch.</param>
    /// <param name="numbers">The first one.</param>
    /// <param name="numberStride">Distance between numbers.</param>
    /// <param name="cRows">Counts.</param>
    /// <param name="c">The first count's place.</param>
    /// <param name="cStride">Distance between the counts' places.</param>
    public void CountRows(int rows, ref T numbers, int numberStride, int cRows, ref T c, int cStride)
    {
        (int start, int end) = Split(cRows, Partition.RowGrain);
        Matrix.CountRows(start, end, rows, ref numbers, numberStride, cRows, ref c, cStride);
    }

    /// <summary>This worker's part of rows of the batch that are drawn at random, as <see cref="Matrix.RandomRow"/>.</summary>
    /// <param name="site">The place in the model that draws.</param>
    /// <param name="rows">Rows of A: the batch.</param>
    /// <param name="columns">Columns of A and C.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="cRows">Rows of C.</param>
    /// <param name="c">C's first element.</param>
    /// <param name="cStride">C's stride.</param>
    public void RandomRows(int site, int rows, int columns, ref T a, int aStride, int cRows, ref T c, int cStride)
    {
        (int start, int end) = Split(cRows, Partition.RowGrain);
        double shift = Uniform(site, cRows);
        for (int row = start; row < end; row++)
        {
            int drawn = Matrix.RandomRow(row, cRows, Uniform(site, row), shift, rows);
            ReadOnlySpan<T> source = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref a, (nint)drawn * aStride), columns);
            source.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref c, (nint)row * cStride), columns));
        }
    }

    private double Uniform(int site, int row)
    {
        T value = default;
        Noise.Uniform(Key, site, row, new Span<T>(ref value));
        return double.CreateChecked(value);
    }
}
