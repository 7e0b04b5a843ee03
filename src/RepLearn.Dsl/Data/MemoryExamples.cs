using RepLearn.Numerics.Random;

namespace RepLearn.Data;

/// <summary>Examples that lie in memory.</summary>
internal sealed class MemoryExamples<T> : IExampleSource<T>
    where T : unmanaged
{
    private readonly ReadOnlyMemory<T> _data;
    private readonly T[]? _labels;
    private readonly int _values;
    private readonly int _rows;

    /// <param name="data">The values of all examples.</param>
    /// <param name="values">Those of one.</param>
    /// <param name="labels">What follows each example's values in its row; nothing if null.</param>
    public MemoryExamples(ReadOnlyMemory<T> data, int values, T[]? labels = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values, 1, "width");
        if (data.IsEmpty || data.Length % values != 0)
        {
            throw new ArgumentException($"Expected rows of {values} values, at least one row, but got {data.Length} values.", nameof(data));
        }

        _data = data;
        _labels = labels;
        _values = values;
        _rows = data.Length / values;
        if (labels is not null && labels.Length != _rows)
        {
            throw new ArgumentException($"Expected a label for each of {_rows} rows, but got {labels.Length}.", nameof(labels));
        }
    }

    public int Width => _labels is null ? _values : _values + 1;

    public long? Count => _rows;

    public IExampleReader<T> Open(NoiseKey? shuffle)
    {
        if (shuffle is not { } key)
        {
            return new Reader(this, null);
        }

        var order = new int[_rows];
        for (int row = 0; row < order.Length; row++)
        {
            order[row] = row;
        }

        Permutation.Shuffle(key, order);
        return new Reader(this, order);
    }

    private sealed class Reader(MemoryExamples<T> source, int[]? order) : IExampleReader<T>
    {
        private int _next;

        public int Read(Span<T> rows)
        {
            int values = source._values;
            int count = Math.Min(rows.Length / source.Width, source._rows - _next);
            ReadOnlySpan<T> data = source._data.Span;
            if (order is null && source._labels is null)
            {
                data.Slice(_next * values, count * values).CopyTo(rows);
            }
            else
            {
                for (int row = 0; row < count; row++)
                {
                    int stored = order is null ? _next + row : order[_next + row];
                    Span<T> target = rows.Slice(row * source.Width, source.Width);
                    data.Slice(stored * values, values).CopyTo(target);
                    if (source._labels is { } labels)
                    {
                        target[values] = labels[stored];
                    }
                }
            }

            _next += count;
            return count;
        }

        public void Dispose()
        {
        }
    }
}
