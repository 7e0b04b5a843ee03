using RepLearn.Numerics.Matrices;
using RepLearn.Numerics.Threads;

namespace RepLearn.Runtime;

// Kernels with matrices of few values in a row. Where workers share a block of rows, each computes its rows; sums over the batch are
// partitioned by column of the sparse matrix.
public sealed partial class Worker<T>
{
    private readonly SparseScratch<T> _scratch = new();

    /// <summary>The columns of each row's largest values, as <see cref="Matrix.TopColumns{T}"/>.</summary>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="columns">Columns of A.</param>
    /// <param name="count">Values to find.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="target">The first column's place.</param>
    /// <param name="stride">Distance between the rows' places.</param>
    public void TopColumns(int rows, int columns, int count, ref T a, int aStride, ref T target, int stride)
    {
        (int start, int end) = Rows(rows);
        Matrix.TopColumns(start, end, columns, count, ref a, aStride, ref target, stride, _scratch);
    }

    /// <summary>The columns of the largest values of A Bᵀ + bias, as <see cref="Matrix.TopColumnsOfProduct{T}"/>.</summary>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="depth">Columns of A and B.</param>
    /// <param name="columns">Rows of B.</param>
    /// <param name="count">Values to find.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="bias">One value for each row of B.</param>
    /// <param name="target">The first column's place.</param>
    /// <param name="stride">Distance between the rows' places.</param>
    public void TopColumnsOfProduct(
        int rows, int depth, int columns, int count, ref T a, int aStride, ref T b, int bStride, ref T bias, ref T target, int stride)
    {
        (int start, int end) = Rows(rows);
        if (start < end)
        {
            Matrix.TopColumnsOfProduct(
                start, end, depth, columns, count, ref a, aStride, ref b, bStride, ref bias, ref target, stride, TransposesFor(depth), _scratch);
        }
    }

    /// <summary>Those columns of a row where another value is above 0, as <see cref="Matrix.KeepColumns{T}"/>.</summary>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="count">The most values in a row of S.</param>
    /// <param name="numbers">The columns' numbers.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="margins">What must be above 0, one for each column.</param>
    /// <param name="marginStride">Their stride.</param>
    /// <param name="target">The first number's place.</param>
    /// <param name="stride">Distance between the rows' places.</param>
    public void KeepColumns(int rows, int count, ref T numbers, int numberStride, ref T margins, int marginStride, ref T target, int stride)
    {
        (int start, int end) = Rows(rows);
        Matrix.KeepColumns(start, end, count, ref numbers, numberStride, ref margins, marginStride, ref target, stride);
    }

    /// <summary>What all but a number of values per example are at most, as <see cref="Matrix.Threshold{T}"/>; one worker finds it.</summary>
    /// <param name="active">Values for each example that are above it, on average.</param>
    /// <param name="count">Values in a row.</param>
    /// <param name="values">The first value.</param>
    /// <param name="valueStride">Their stride.</param>
    /// <param name="target">The threshold's place.</param>
    public void BatchThreshold(int active, int count, ref T values, int valueStride, ref T target)
    {
        if (Rank == 0)
        {
            target = Matrix.Threshold(Batch, count, (long)active * Batch, ref values, valueStride, _scratch);
        }
    }

    /// <summary>The values in given columns, as <see cref="Matrix.GatherColumns{T}"/>.</summary>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="count">The most values in a row of S.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride; 0 for one row that serves all.</param>
    /// <param name="numbers">The columns' numbers.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="target">The result's first element.</param>
    /// <param name="stride">The result's stride.</param>
    public void GatherColumns(int rows, int count, ref T x, int xStride, ref T numbers, int numberStride, ref T target, int stride)
    {
        (int start, int end) = Rows(rows);
        Matrix.GatherColumns(start, end, count, ref x, xStride, ref numbers, numberStride, ref target, stride);
    }

    /// <summary>A sparse matrix S as a dense one, as <see cref="Matrix.ScatterColumns{T}"/>.</summary>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="count">The most values in a row of S.</param>
    /// <param name="columns">Columns of S.</param>
    /// <param name="values">S's values.</param>
    /// <param name="valueStride">Their stride.</param>
    /// <param name="numbers">The columns' numbers.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="target">The result's first element.</param>
    /// <param name="stride">The result's stride.</param>
    public void ScatterColumns(
        int rows, int count, int columns, ref T values, int valueStride, ref T numbers, int numberStride, ref T target, int stride)
    {
        (int start, int end) = Rows(rows);
        Matrix.ScatterColumns(start, end, count, columns, ref values, valueStride, ref numbers, numberStride, ref target, stride);
    }

    /// <summary>C = S B, as <see cref="Matrix.SparseMultiply{T}"/>.</summary>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="count">The most values in a row of S.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="values">S's values.</param>
    /// <param name="valueStride">Their stride.</param>
    /// <param name="numbers">The columns' numbers.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="b">B's first element.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="c">C's first element.</param>
    /// <param name="cStride">C's stride.</param>
    public void SparseProduct(
        int rows, int count, int columns, ref T values, int valueStride, ref T numbers, int numberStride, ref T b, int bStride, ref T c, int cStride)
    {
        (int start, int end) = Rows(rows);
        Matrix.SparseMultiply(
            start, end, count, columns, ref values, valueStride, ref numbers, numberStride, ref b, bStride, ref c, cStride, _scratch);
    }

    /// <summary>A Bᵀ where S has its values, as <see cref="Matrix.SampledMultiply{T}"/>.</summary>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="count">The most values in a row of S.</param>
    /// <param name="depth">Columns of A and B.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="numbers">The columns' numbers.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="target">The result's first element.</param>
    /// <param name="stride">The result's stride.</param>
    public void SampledProduct(
        int rows, int count, int depth, ref T a, int aStride, ref T b, int bStride, ref T numbers, int numberStride, ref T target, int stride)
    {
        (int start, int end) = Rows(rows);
        Matrix.SampledMultiply(
            start, end, count, depth, ref a, aStride, ref b, bStride, ref numbers, numberStride, ref target, stride, _scratch);
    }

    /// <summary>This worker's part of C = Sᵀ Y over the batch, as <see cref="Matrix.TransposedSparseMultiply{T}"/>.</summary>
    /// <param name="columns">Columns of S, rows of C.</param>
    /// <param name="count">The most values in a row of S.</param>
    /// <param name="width">Columns of Y and C.</param>
    /// <param name="values">S's values.</param>
    /// <param name="valueStride">Their stride.</param>
    /// <param name="numbers">The columns' numbers.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="y">Y's first element.</param>
    /// <param name="yStride">Y's stride.</param>
    /// <param name="c">C's first element.</param>
    /// <param name="cStride">C's stride.</param>
    public void TransposedSparseProduct(
        int columns, int count, int width, ref T values, int valueStride, ref T numbers, int numberStride, ref T y, int yStride, ref T c, int cStride)
    {
        // Partitioned as the update is.
        (int start, int end) = Split(columns, Partition.RowGrain);
        Matrix.TransposedSparseMultiply(
            start, end, Batch, count, width, ref values, valueStride, ref numbers, numberStride, ref y, yStride, ref c, cStride, _scratch);
    }

    /// <summary>This worker's part of the sums down S's columns, as <see cref="Matrix.SparseColumnSums{T}"/>.</summary>
    /// <param name="columns">Columns of S.</param>
    /// <param name="count">The most values in a row of S.</param>
    /// <param name="values">S's values.</param>
    /// <param name="valueStride">Their stride.</param>
    /// <param name="numbers">The columns' numbers.</param>
    /// <param name="numberStride">Their stride.</param>
    /// <param name="sums">The sum of column 0.</param>
    public void SparseColumnSums(int columns, int count, ref T values, int valueStride, ref T numbers, int numberStride, ref T sums)
    {
        (int start, int end) = Split(columns, RowGrain);
        Matrix.SparseColumnSums(start, end, Batch, count, ref values, valueStride, ref numbers, numberStride, ref sums);
    }
}
