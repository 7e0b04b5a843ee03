using RepLearn.Runtime;

namespace RepLearn.Embeddings;

/// <summary>
/// Rows of values in aligned memory, each padded with zeros to whole vectors, and their lengths, which are worked out when
/// first needed.
/// </summary>
/// <param name="rows">The values; more rows than <paramref name="count"/> may follow.</param>
/// <param name="stride">Values from one row to the next; a multiple of 16.</param>
/// <param name="dimension">Values of a row that count.</param>
/// <param name="count">Rows.</param>
internal sealed class VectorTable(AlignedBuffer<float> rows, int stride, int dimension, int count)
{
    /// <summary>Rows begin at multiples of so many values.</summary>
    public const int Padding = 16;

    private float[]? _norms;

    public int Count => count;

    public int Dimension => dimension;

    public int Stride => stride;

    public ref float Start => ref rows.Start;

    public ReadOnlySpan<float> this[int row] => rows.Span.Slice(row * stride, dimension);

    /// <summary>
    /// The Euclidean length of each row, and ∞ for a row of zeros: a product divided by it is then 0, the defined cosine.
    /// </summary>
    public float[] Norms
    {
        get
        {
            float[]? norms = Volatile.Read(ref _norms);
            if (norms is null)
            {
                // Two threads may both work them out; the values are the same.
                norms = MeasureRows();
                Volatile.Write(ref _norms, norms);
            }

            return norms;
        }
    }

    /// <summary>The first rows of this table, which they stay in.</summary>
    public VectorTable First(int rowCount) => new(rows, stride, dimension, rowCount);

    /// <summary>Makes room for rows.</summary>
    /// <exception cref="ArgumentException">They exceed the 2³¹ values that one table can hold.</exception>
    public static (AlignedBuffer<float> Rows, int Stride) Allocate(long count, int dimension)
    {
        long stride = ((long)dimension + Padding - 1) / Padding * Padding;
        return count * stride <= Array.MaxLength - (4 * Padding)
            ? (new AlignedBuffer<float>((int)(count * stride)), (int)stride)
            : throw new ArgumentException($"Expected a table of fewer than 2^31 values, but {count} rows of {dimension}, each padded to {stride}, have {count * stride}.");
    }

    /// <summary>Forgets what was derived from the values, since they have changed.</summary>
    public void Changed() => Volatile.Write(ref _norms, null);

    private float[] MeasureRows()
    {
        var norms = new float[count];
        for (int row = 0; row < count; row++)
        {
            // The largest and smallest values do not overflow or vanish when squared in double.
            double norm = VectorProducts.Norm(this[row]);
            norms[row] = norm == 0 ? float.PositiveInfinity : (float)Math.Min(norm, float.MaxValue);
        }

        return norms;
    }
}
