using RepLearn.Numerics.Random;

namespace RepLearn.Data;

/// <summary>Examples that lie in memory.</summary>
internal sealed class MemoryExamples<T> : IExampleSource<T>
    where T : unmanaged
{
    private readonly ReadOnlyMemory<T> _data;
    private readonly int _rows;

    public MemoryExamples(ReadOnlyMemory<T> data, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (data.IsEmpty || data.Length % width != 0)
        {
            throw new ArgumentException($"Expected rows of {width} values, at least one row, but got {data.Length} values.", nameof(data));
        }

        _data = data;
        _rows = data.Length / width;
        Width = width;
    }

    public int Width { get; }

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
            int width = source.Width;
            int count = Math.Min(rows.Length / width, source._rows - _next);
            ReadOnlySpan<T> data = source._data.Span;
            if (order is null)
            {
                data.Slice(_next * width, count * width).CopyTo(rows);
            }
            else
            {
                for (int row = 0; row < count; row++)
                {
                    data.Slice(order[_next + row] * width, width).CopyTo(rows.Slice(row * width, width));
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
