namespace RepLearn.Data;

/// <summary>
/// Mixes what another reader gives within a bounded buffer: each row handed out is drawn at random from the buffer, and
/// the next row read takes its place. Rows come in the same order however many are asked for at a time.
/// </summary>
internal sealed class ShufflingReader<T> : IExampleReader<T>, IBufferingReader
    where T : unmanaged
{
    private const int FirstValues = 1 << 20;

    private readonly IExampleReader<T> _inner;
    private readonly BufferDraws _draws;
    private readonly int _width;
    private readonly int _capacity;
    private T[] _buffer = [];
    private int _held;
    private bool _ended;

    public ShufflingReader(IExampleReader<T> inner, NoiseKey key, int width, int capacity)
    {
        _inner = inner;
        _draws = new BufferDraws(key);
        _width = width;
        _capacity = capacity;
    }

    public CancellationToken Cancellation { private get; set; }

    public int Read(Span<T> rows)
    {
        if (!_ended && _held < _capacity)
        {
            Fill();
        }

        int count = rows.Length / _width;
        for (int row = 0; row < count; row++)
        {
            if (_held == 0)
            {
                return row;
            }

            Span<T> drawn = Row(_draws.Below(_held));
            drawn.CopyTo(rows.Slice(row * _width, _width));
            if (row > 0)
            {
                Cancellation.ThrowIfCancellationRequested();
            }

            if (_ended || ReadInner(drawn) == 0)
            {
                _ended = true;
                _held--;
                Row(_held).CopyTo(drawn);
            }
        }

        return count;
    }

    public void Dispose() => _inner.Dispose();

    private Span<T> Row(int row) => _buffer.AsSpan(row * _width, _width);

    private int ReadInner(Span<T> rows) => _inner.Read(rows);

    // Grows by doubling, so that little data does not claim the memory of a full buffer.
    private void Fill()
    {
        while (!_ended && _held < _capacity)
        {
            if (_held * _width == _buffer.Length)
            {
                Array.Resize(ref _buffer, (int)Math.Min(_capacity, Math.Max(Math.Clamp(FirstValues / _width, 1, 256), 2L * _held)) * _width);
            }

            int read = ReadInner(_buffer.AsSpan(_held * _width));
            Cancellation.ThrowIfCancellationRequested();
            _held += read;
            _ended = read == 0;
        }
    }
}
