using System.Runtime.CompilerServices;
using RepLearn.Numerics.Matrices;
using RepLearn.Numerics.Random;
using RepLearn.Numerics.Threads;

namespace RepLearn.Runtime;

// The kernels of programs. Where workers share a block of rows, each computes its part of a product, and noise for its rows.
public sealed partial class Worker<T>
{
    /// <summary>Draws from N(0, 1) for a block of rows.</summary>
    /// <param name="site">The place in the model that draws.</param>
    /// <param name="first">The block's first row in the batch.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="columns">Draws per row.</param>
    /// <param name="target">The first draw's place.</param>
    /// <param name="stride">Distance between the rows' places.</param>
    /// <param name="rowsPerExample">Rows of draws for each row of the block.</param>
    public void NormalNoise(int site, int first, int rows, int columns, ref T target, int stride, int rowsPerExample = 1)
    {
        (int start, int end) = Rows(rows);
        if (start < end)
        {
            ref T place = ref Unsafe.Add(ref target, (nint)start * rowsPerExample * stride);
            Noise.Normal(Key, site, NoiseRow(first + start, rowsPerExample), (end - start) * rowsPerExample, columns, ref place, stride);
        }
    }

    /// <summary>Draws uniformly from [0, 1) for a block of rows.</summary>
    /// <param name="site">The place in the model that draws.</param>
    /// <param name="first">The block's first row in the batch.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="columns">Draws per row.</param>
    /// <param name="target">The first draw's place.</param>
    /// <param name="stride">Distance between the rows' places.</param>
    /// <param name="rowsPerExample">Rows of draws for each row of the block.</param>
    public void UniformNoise(int site, int first, int rows, int columns, ref T target, int stride, int rowsPerExample = 1)
    {
        (int start, int end) = Rows(rows);
        if (start < end)
        {
            ref T place = ref Unsafe.Add(ref target, (nint)start * rowsPerExample * stride);
            Noise.Uniform(Key, site, NoiseRow(first + start, rowsPerExample), (end - start) * rowsPerExample, columns, ref place, stride);
        }
    }

    // More rows than an int can count begin again at 0.
    private int NoiseRow(int row, int rowsPerExample) =>
        rowsPerExample == 1 ? FirstRow + row : (int)(((long)FirstRow + row) * rowsPerExample % (1 << 30));

    /// <summary>Copies each example's values as other rows, as <see cref="Matrix.Reshape{T}"/>.</summary>
    /// <param name="rows">Examples of the block.</param>
    /// <param name="sourceRows">Rows per example of the source.</param>
    /// <param name="sourceColumns">Columns of the source.</param>
    /// <param name="source">The source's first element.</param>
    /// <param name="sourceStride">The source's stride.</param>
    /// <param name="targetRows">Rows per example of the target.</param>
    /// <param name="targetColumns">Columns of the target.</param>
    /// <param name="target">The target's first element.</param>
    /// <param name="targetStride">The target's stride.</param>
    /// <param name="isFixed">Whether the rows are of fixed size, and all workers share them, rather than a block of the batch.</param>
    public void Reshape(
        int rows, int sourceRows, int sourceColumns, ref T source, int sourceStride, int targetRows, int targetColumns, ref T target, int targetStride, bool isFixed = false)
    {
        (int start, int end) = Rows(rows, isFixed);
        if (start < end)
        {
            Matrix.Reshape(
                (end - start) * sourceRows, sourceColumns, ref Unsafe.Add(ref source, (nint)start * sourceRows * sourceStride), sourceStride,
                targetColumns, ref Unsafe.Add(ref target, (nint)start * targetRows * targetStride), targetStride);
        }
    }

    /// <summary>C = A B, as <see cref="Matrix.Multiply{T}"/>.</summary>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="c">C's first element.</param>
    /// <param name="cStride">C's stride.</param>
    public void Multiply(int rows, int depth, int columns, ref T a, int aStride, ref T b, int bStride, ref T c, int cStride) =>
        Multiply<NoEpilogue>(rows, depth, columns, ref a, aStride, ref b, bStride, ref c, cStride, ref c, 0);

    /// <summary>C = A B and an epilogue, as <see cref="Matrix.Multiply{T, TEpilogue}"/>.</summary>
    /// <typeparam name="TEpilogue">What is done with a sum before it is stored.</typeparam>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="c">C's first element.</param>
    /// <param name="cStride">C's stride.</param>
    /// <param name="operand">The epilogue's operand.</param>
    /// <param name="operandStride">The operand's stride; 0 for one row that serves all of C's.</param>
    public void Multiply<TEpilogue>(
        int rows, int depth, int columns, ref T a, int aStride, ref T b, int bStride, ref T c, int cStride, ref T operand, int operandStride)
        where TEpilogue : struct, IEpilogue =>
        MultiplyPartition<TEpilogue>(rows, depth, columns, ref a, aStride, ref b, bStride, 1, ref c, cStride, ref operand, operandStride);

    /// <summary>C = A Bᵀ, as <see cref="MultiplyTransposed{TEpilogue}"/> without an epilogue.</summary>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A and B.</param>
    /// <param name="columns">Rows of B, columns of C.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="c">C's first element.</param>
    /// <param name="cStride">C's stride.</param>
    public void MultiplyTransposed(int rows, int depth, int columns, ref T a, int aStride, ref T b, int bStride, ref T c, int cStride) =>
        MultiplyTransposed<NoEpilogue>(rows, depth, columns, ref a, aStride, ref b, bStride, ref c, cStride, ref c, 0);

    /// <summary>
    /// C = A Bᵀ and an epilogue, as <see cref="Matrix.Multiply{T, TEpilogue}"/> with B transposed or, for a small batch,
    /// <see cref="Matrix.MultiplyTransposed{T, TEpilogue}"/>.
    /// </summary>
    /// <typeparam name="TEpilogue">What is done with a sum before it is stored.</typeparam>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A and B.</param>
    /// <param name="columns">Rows of B, columns of C.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="c">C's first element.</param>
    /// <param name="cStride">C's stride.</param>
    /// <param name="operand">The epilogue's operand.</param>
    /// <param name="operandStride">The operand's stride; 0 for one row that serves all of C's.</param>
    public void MultiplyTransposed<TEpilogue>(
        int rows, int depth, int columns, ref T a, int aStride, ref T b, int bStride, ref T c, int cStride, ref T operand, int operandStride)
        where TEpilogue : struct, IEpilogue
    {
        if (TransposesFor(depth))
        {
            MultiplyPartition<TEpilogue>(rows, depth, columns, ref a, aStride, ref b, 1, bStride, ref c, cStride, ref operand, operandStride);
            return;
        }

        (int start, int end) = _run.IsCooperative ? Split(columns, 1) : (0, columns);
        if (start < end)
        {
            Matrix.MultiplyTransposed<T, TEpilogue>(
                rows, depth, end - start, ref a, aStride, ref Unsafe.Add(ref b, (nint)start * bStride), bStride,
                ref Unsafe.Add(ref c, start), cStride, ref Unsafe.Add(ref operand, start), operandStride);
        }
    }

    // Whether the batch is large enough to transpose a weight of this depth for it.
    private bool TransposesFor(int depth) => Batch >= SomeRows || (Batch >= FewRows && depth < LongRow);

    /// <summary>This worker's part of C = Aᵀ B, as <see cref="Matrix.TransposedMultiply{T}"/>.</summary>
    /// <param name="rows">Columns of A, rows of C.</param>
    /// <param name="depth">Rows of A and B: the batch.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="c">C's first element.</param>
    /// <param name="cStride">C's stride.</param>
    public void TransposedMultiply(int rows, int depth, int columns, ref T a, int aStride, ref T b, int bStride, ref T c, int cStride)
    {
        // Partitioned as the update is.
        (int start, int end) = Split(rows, Partition.RowGrain);
        if (start < end)
        {
            Matrix.TransposedMultiply(start, end, depth, columns, ref a, aStride, ref b, bStride, ref c, cStride);
        }
    }

    /// <summary>This worker's part of C = A B for matrices whose sizes do not depend on the batch.</summary>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="c">C's first element.</param>
    /// <param name="cStride">C's stride.</param>
    public void MultiplyFixed(int rows, int depth, int columns, ref T a, int aStride, ref T b, int bStride, ref T c, int cStride) =>
        MultiplyRows(rows, depth, columns, ref a, aStride, ref b, bStride, 1, ref c, cStride);

    /// <summary>This worker's part of C = A Bᵀ for matrices whose sizes do not depend on the batch.</summary>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A and B.</param>
    /// <param name="columns">Rows of B, columns of C.</param>
    /// <param name="a">A's first element.</param>
    /// <param name="aStride">A's stride.</param>
    /// <param name="b">B's first element.</param>
    /// <param name="bStride">B's stride.</param>
    /// <param name="c">C's first element.</param>
    /// <param name="cStride">C's stride.</param>
    public void MultiplyFixedTransposed(int rows, int depth, int columns, ref T a, int aStride, ref T b, int bStride, ref T c, int cStride) =>
        MultiplyRows(rows, depth, columns, ref a, aStride, ref b, 1, bStride, ref c, cStride);

    private void MultiplyRows(int rows, int depth, int columns, ref T a, int aStride, ref T b, int bDepth, int bColumn, ref T c, int cStride)
    {
        (int start, int end) = Split(rows, Partition.RowGrain);
        if (start < end)
        {
            Matrix.MultiplyDense(
                end - start, depth, columns, ref Unsafe.Add(ref a, (nint)start * aStride), aStride, ref b, bDepth, bColumn,
                ref Unsafe.Add(ref c, (nint)start * cStride), cStride);
        }
    }

    /// <summary>Distances from points, as <see cref="Matrix.WeightedDistances{T}"/>.</summary>
    /// <param name="rows">Rows of X and of the result.</param>
    /// <param name="depth">Columns of X, of the points and of the weights.</param>
    /// <param name="columns">Points.</param>
    /// <param name="x">X's first element.</param>
    /// <param name="xStride">X's stride.</param>
    /// <param name="centers">The points' first element.</param>
    /// <param name="centerStride">The points' stride.</param>
    /// <param name="weights">The weights' first element.</param>
    /// <param name="weightStride">The weights' stride.</param>
    /// <param name="target">The result's first element.</param>
    /// <param name="stride">The result's stride.</param>
    public void WeightedDistances(
        int rows, int depth, int columns, ref T x, int xStride, ref T centers, int centerStride, ref T weights, int weightStride,
        ref T target, int stride)
    {
        (int start, int end) = _run.IsCooperative ? Split(columns, PointGrain) : (0, columns);
        if (start < end)
        {
            Matrix.WeightedDistances(
                rows, depth, end - start, ref x, xStride, ref Unsafe.Add(ref centers, (nint)start * centerStride), centerStride,
                ref Unsafe.Add(ref weights, (nint)start * weightStride), weightStride, ref Unsafe.Add(ref target, start), stride);
        }
    }

    // All of a product, or this worker's part where workers share a block of rows.
    private void MultiplyPartition<TEpilogue>(
        int rows, int depth, int columns, ref T a, int aStride, ref T b, int bDepth, int bColumn, ref T c, int cStride,
        ref T operand, int operandStride)
        where TEpilogue : struct, IEpilogue
    {
        MatrixPartition part = _run.IsCooperative ? Partition.OfMatrix(rows, columns, Rank, Count) : MatrixPartition.All(rows, columns);
        MultiplyBlock<TEpilogue>(part.Columns, depth, ref a, aStride, ref b, bDepth, bColumn, ref c, cStride, ref operand, operandStride);
        MultiplyBlock<TEpilogue>(part.Rest, depth, ref a, aStride, ref b, bDepth, bColumn, ref c, cStride, ref operand, operandStride);
    }

    private static void MultiplyBlock<TEpilogue>(
        Block block, int depth, ref T a, int aStride, ref T b, int bDepth, int bColumn, ref T c, int cStride, ref T operand, int operandStride)
        where TEpilogue : struct, IEpilogue
    {
        if (!block.IsEmpty)
        {
            Matrix.Multiply<T, TEpilogue>(
                block.Rows, depth, block.Columns, ref Unsafe.Add(ref a, (nint)block.Row * aStride), aStride,
                ref Unsafe.Add(ref b, (nint)block.Column * bColumn), bDepth, bColumn,
                ref At(ref c, cStride, block), cStride, ref At(ref operand, operandStride, block), operandStride);
        }
    }

    private static ref T At(ref T start, int stride, Block block) => ref Unsafe.Add(ref start, ((nint)block.Row * stride) + block.Column);
}
