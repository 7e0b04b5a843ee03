using RepLearn.Embeddings.Vectors;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Embeddings.Files;

/// <summary>
/// Rows of a table while they come from a file. If the length of the file shows that it can hold the announced number, memory for all is
/// allocated at once. For a compressed file, whose length says little, it is allocated as rows come.
/// </summary>
internal sealed class GrowingRows
{
    private readonly string _path;
    private readonly int _count;
    private readonly int _dimension;
    private int _room;

    /// <summary>Makes room.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="count">Rows that it announces.</param>
    /// <param name="dimension">Values in a row.</param>
    /// <param name="isSure">Whether a file of its length can hold that many.</param>
    /// <exception cref="ModelFileException">They are more or wider than a table can hold.</exception>
    public GrowingRows(string path, int count, int dimension, bool isSure)
    {
        (_path, _count, _dimension) = (path, count, dimension);
        _room = isSure ? count : 0;
        (Buffer, Stride) = Allocate(_room);
    }

    public AlignedBuffer<float> Buffer { get; private set; }

    public int Stride { get; }

    /// <summary>A row, for which room is made if there is none yet. Spans taken before are then no longer of the table.</summary>
    public Span<float> this[int row]
    {
        get
        {
            if (row >= _room)
            {
                _room = (int)Math.Min(_count, Math.Max(row + 1L, 2L * _room));
                AlignedBuffer<float> old = Buffer;
                Buffer = Allocate(_room).Rows;
                old.Span.CopyTo(Buffer.Span);
            }

            return Buffer.Span.Slice(row * Stride, _dimension);
        }
    }

    private (AlignedBuffer<float> Rows, int Stride) Allocate(int count)
    {
        try
        {
            return VectorTable.Allocate(count, _dimension);
        }
        catch (ArgumentException exception)
        {
            throw new ModelFileException(_path, exception.Message, exception);
        }
    }
}
