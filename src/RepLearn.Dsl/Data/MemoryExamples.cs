using RepLearn.Numerics.Random;

namespace RepLearn.Data;

/// <summary>Examples that lie in memory.</summary>
internal sealed class MemoryExamples<T> : IExampleSource<T>
    where T : unmanaged
{
    private readonly ReadOnlyMemory<T> _data;
    private readonly T[] _beside;
    private readonly int _values;
    private readonly int _besideWidth;
    private readonly int _rows;

    /// <param name="data">The values of all examples.</param>
    /// <param name="values">Those of one.</param>
    /// <param name="columns">What follows each example's values in its row.</param>
    public MemoryExamples(ReadOnlyMemory<T> data, int values, params ReadOnlySpan<MemoryColumns<T>> columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values, 1, "width");
        if (data.IsEmpty || data.Length % values != 0)
        {
            throw new ArgumentException($"Expected rows of {values} values, at least one row, but got {data.Length} values.", nameof(data));
        }

        _data = data;
        _values = values;
        _rows = data.Length / values;
        foreach (MemoryColumns<T> column in columns)
        {
            _besideWidth += column.WidthOf(_rows);
        }

        if (_besideWidth > Array.MaxLength / _rows)
        {
            throw new ArgumentException($"Expected columns whose values fit into one array, but got {_besideWidth} for each of {_rows} rows.", nameof(columns));
        }

        _beside = new T[_rows * _besideWidth];
        int first = 0;
        foreach (MemoryColumns<T> column in columns)
        {
            column.CopyTo(_rows, _beside.AsSpan(first), _besideWidth);
            first += column.WidthOf(_rows);
        }
    }

    public int Width => _values + _besideWidth;

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
            if (order is null && source._besideWidth == 0)
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
                    source._beside.AsSpan(stored * source._besideWidth, source._besideWidth).CopyTo(target[values..]);
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
