using RepLearn.Numerics.Buffers;

namespace RepLearn.Embeddings.Vectors;

/// <summary>Rows that are searched together; a change drops what was derived from these rows alone.</summary>
internal sealed class RowSegment
{
    private const int FirstCapacity = 64;

    private readonly int _capacity;
    private AlignedBuffer<float> _rows;
    private int _searches;

    /// <param name="dimension">Values of a row.</param>
    /// <param name="capacity">The most rows.</param>
    public RowSegment(int dimension, int capacity)
    {
        _capacity = capacity;
        (_rows, int stride) = VectorTable.Allocate(Math.Min(FirstCapacity, capacity), dimension);
        Table = new VectorTable(_rows, stride, dimension, 0);
    }

    /// <summary>The rows.</summary>
    public VectorTable Table { get; private set; }

    /// <summary>
    /// Whether directions are worth quantising: the first search after a change does without, because the next change may come before the
    /// second.
    /// </summary>
    public bool IsAtRest() => Interlocked.Increment(ref _searches) > 1;

    /// <summary>Writes a row.</summary>
    /// <param name="row">A row that there is, or the one after the last.</param>
    /// <param name="vector">Its values.</param>
    public void Set(int row, ReadOnlySpan<float> vector)
    {
        (int count, int stride) = (Table.Count, Table.Stride);
        if ((long)(row + 1) * stride > _rows.Length)
        {
            AlignedBuffer<float> grown = VectorTable.Allocate(Math.Min(_capacity, 2L * count), Table.Dimension).Rows;
            _rows.Span.CopyTo(grown.Span);
            _rows = grown;
        }

        vector.CopyTo(_rows.Span[(row * stride)..]);
        Table = new VectorTable(_rows, stride, Table.Dimension, Math.Max(count, row + 1));
        _searches = 0;
    }
}
