using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using RepLearn.Embeddings.Vectors;

namespace RepLearn.Extensions.VectorData;

/// <summary>The vectors of one property: all of them for exact search and, perhaps, an index that proposes some.</summary>
internal sealed class VectorColumn : IDisposable
{
    // Rows asked of an index for each row wanted where a filter will drop some, and how many times more when too few were left.
    private const int OverFetch = 4;
    private const int More = 8;

    // Beyond this share of the rows an exact search is no slower than an index.
    private const int ExactShare = 8;

    private readonly VectorRows _rows;
    private readonly INearestIndex? _index;
    private readonly int _threads;

    /// <exception cref="NotSupportedException">The distance function or the kind of index is none that there is.</exception>
    public VectorColumn(VectorPropertyModel property, MemoryVectorStoreOptions options)
    {
        Function = ScoreFunction.Find(property);
        _rows = new VectorRows(property.Dimensions);
        _index = ExpectIndex(property, options) ? options.Index!(property.Dimensions, Function.Metric) : null;
        _threads = options.Threads;
    }

    /// <summary>How vectors are compared.</summary>
    public ScoreFunction Function { get; }

    /// <summary>Whether a property is searched by an index.</summary>
    /// <exception cref="NotSupportedException">The kind of index is none that there is.</exception>
    public static bool ExpectIndex(VectorPropertyModel property, MemoryVectorStoreOptions options) => property.IndexKind switch
    {
        null => options.Index is not null,
        IndexKind.Flat => false,
        IndexKind.Hnsw => options.Index is not null
            ? true
            : throw new NotSupportedException($"Expected an index of kind Flat, but property '{property.ModelName}' has Hnsw: set {nameof(MemoryVectorStoreOptions)}.{nameof(MemoryVectorStoreOptions.Index)} to HnswIndex.Create of the package RepLearn.Extensions.Hnsw."),
        _ => throw new NotSupportedException($"Expected an index of kind Flat or Hnsw, but property '{property.ModelName}' has '{property.IndexKind}'."),
    };

    /// <summary>The vector of a row that has one.</summary>
    public ReadOnlySpan<float> this[int row] => _rows[row];

    /// <summary>Whether a row has a vector.</summary>
    public bool Has(int row) => _rows.Has(row);

    /// <summary>Gives a row a vector, or takes it away.</summary>
    public void Set(int row, ReadOnlyMemory<float>? vector)
    {
        if (vector is { } values)
        {
            _rows.Set(row, values.Span);
            _index?.Set(row, values.Span);
        }
        else if (_rows.Remove(row))
        {
            _index?.Remove(row);
        }
    }

    /// <summary>The nearest rows and values of the metric, the nearest first.</summary>
    /// <param name="vector">Finite values.</param>
    /// <param name="count">How many; fewer if there are no more.</param>
    /// <param name="accepts">Whether a row may be found; null if all may.</param>
    public (int Row, double Value)[] Search(ReadOnlySpan<float> vector, int count, Func<int, bool>? accepts)
    {
        long asked = accepts is null ? count : (long)OverFetch * count;
        while (_index is not null && asked <= _rows.Present / ExactShare)
        {
            int[] near = _index.Search(vector, (int)asked);
            int[] found = accepts is null ? near : Array.FindAll(near, row => accepts(row));
            if (found.Length >= count)
            {
                return _rows.Rank(vector, Function.Metric, found, count);
            }

            // A graph that has lost its links reaches no more; a filter may have dropped too many.
            asked = near.Length < asked ? long.MaxValue : asked * More;
        }

        return _rows.Search(vector, Function.Metric, count, _threads, accepts);
    }

    public void Dispose() => _index?.Dispose();
}
