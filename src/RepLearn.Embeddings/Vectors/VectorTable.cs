using RepLearn.Numerics.Buffers;

namespace RepLearn.Embeddings.Vectors;

/// <summary>
/// Rows of values in aligned memory, each padded with zeros to whole vectors, and what is derived from them, which is computed when first
/// needed.
/// </summary>
/// <param name="rows">The values; more rows than <paramref name="count"/> may follow.</param>
/// <param name="stride">Values from one row to the next; a multiple of 16.</param>
/// <param name="dimension">Values of a row that count.</param>
/// <param name="count">Rows.</param>
internal sealed class VectorTable(AlignedBuffer<float> rows, int stride, int dimension, int count)
{
    /// <summary>Rows begin at multiples of this many values.</summary>
    public const int Padding = 16;

    /// <summary>Values that a row can have; their bytes fit in an int, also as text.</summary>
    public const int MostDimension = 1 << 24;

    private RowLengths? _lengths;
    private DirectionCodes? _codes;
    private ValueRange? _range;

    public int Count => count;

    public int Dimension => dimension;

    public int Stride => stride;

    public ref float Start => ref rows.Start;

    public ReadOnlySpan<float> this[int row] => rows.Span.Slice(row * stride, dimension);

    /// <summary>Some rows with their padding.</summary>
    public ReadOnlySpan<float> Rows(int first, int number) => rows.Span.Slice(first * stride, number * stride);

    /// <summary>What turns products with the rows into cosines.</summary>
    /// <param name="threads">Threads that may compute it.</param>
    public RowLengths Lengths(int threads)
    {
        RowLengths? lengths = Volatile.Read(ref _lengths);
        if (lengths is null)
        {
            // Two searches may both compute them; the values are the same.
            lengths = new RowLengths(this, threads);
            Volatile.Write(ref _lengths, lengths);
        }

        return lengths;
    }

    /// <summary>The quantised directions of the rows, if the table can have them.</summary>
    /// <param name="threads">Threads that may compute them.</param>
    public DirectionCodes? Codes(int threads)
    {
        DirectionCodes? codes = Volatile.Read(ref _codes);
        if (codes is null && DirectionCodes.Serve(this))
        {
            codes = new DirectionCodes(this, threads);
            Volatile.Write(ref _codes, codes);
        }

        return codes;
    }

    /// <summary>The range of the values.</summary>
    /// <param name="threads">Threads that may compute it.</param>
    public ValueRange Range(int threads)
    {
        ValueRange? range = Volatile.Read(ref _range);
        if (range is null)
        {
            range = ValueRange.Of(this, threads);
            Volatile.Write(ref _range, range);
        }

        return range;
    }

    /// <summary>The first rows of this table, without a copy.</summary>
    public VectorTable First(int rowCount) => new(rows, stride, dimension, rowCount);

    /// <summary>Makes room for rows.</summary>
    /// <exception cref="ArgumentException">They exceed the 2³¹ values that one table can hold, or the 2²⁴ of a row.</exception>
    public static (AlignedBuffer<float> Rows, int Stride) Allocate(long count, int dimension)
    {
        if (dimension > MostDimension)
        {
            throw new ArgumentException($"Expected vectors of at most {MostDimension} values, but got {dimension}.");
        }

        int stride = (dimension + Padding - 1) / Padding * Padding;
        return count * stride <= Array.MaxLength - (4 * Padding)
            ? (new AlignedBuffer<float>((int)(count * stride)), stride)
            : throw new ArgumentException($"Expected a table of fewer than 2^31 values, but {count} rows of {dimension}, each padded to {stride}, have {count * stride}.");
    }

    /// <summary>Drops what was derived from the values, because their owner has changed them.</summary>
    public void Changed()
    {
        Volatile.Write(ref _lengths, null);
        Volatile.Write(ref _codes, null);
        Volatile.Write(ref _range, null);
    }
}
