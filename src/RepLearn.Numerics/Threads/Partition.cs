using System.ComponentModel;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Numerics.Threads;

/// <summary>Partitions work among the workers of a team.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Partition
{
    /// <summary>Rows of a weight and of its gradient are partitioned at multiples of this.</summary>
    public const int RowGrain = 8;

    // Fewer columns than a tile of a product has are better partitioned by row.
    private const int FewestColumns = 48;

    /// <summary>A worker's part of <paramref name="count"/>, which begins at a multiple of <paramref name="grain"/>.</summary>
    public static (int Start, int End) OfWorker(int count, int grain, int rank, int workers)
    {
        int grains = (count + grain - 1) / grain;
        int start = (int)((long)grains * rank / workers) * grain;
        int end = (int)((long)grains * (rank + 1) / workers) * grain;
        return (Math.Min(start, count), Math.Min(end, count));
    }

    /// <summary>
    /// A worker's part of a matrix: the same number of columns as every other worker, in all rows, and a part of the rows of any columns
    /// that remain.
    /// </summary>
    public static MatrixPartition OfMatrix(int rows, int columns, int rank, int workers)
    {
        int each = columns / Padding.Lanes / workers * Padding.Lanes;
        each = each < FewestColumns ? 0 : each;
        (int start, int end) = OfWorker(rows, RowGrain, rank, workers);
        return new MatrixPartition(new Block(0, rows, rank * each, each), new Block(start, end - start, workers * each, columns - (workers * each)));
    }
}

/// <summary>A worker's part of a matrix: two blocks, of which one may be empty.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct MatrixPartition(Block Columns, Block Rest)
{
    /// <summary>The whole matrix.</summary>
    public static MatrixPartition All(int rows, int columns) => new(new Block(0, rows, 0, columns), default);
}

/// <summary>A part of a matrix.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Block(int Row, int Rows, int Column, int Columns)
{
    /// <summary>Whether there is no element in it.</summary>
    public bool IsEmpty => Rows == 0 || Columns == 0;
}
