namespace RepLearn.Data;

/// <summary>Examples that a sequence gives piece by piece.</summary>
internal sealed class StreamedExamples<T> : IExampleSource<T>, INamedSource
    where T : unmanaged
{
    private const int DefaultShuffleBuffer = 16384;

    private readonly Func<IEnumerable<ReadOnlyMemory<T>>> _open;
    private readonly int _shuffleBuffer;
    private readonly string? _fingerprint;

    public StreamedExamples(Func<IEnumerable<ReadOnlyMemory<T>>> open, int width, long? count, int? shuffleBuffer, string? fingerprint)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count ?? 1, 1, nameof(count));
        int buffer = shuffleBuffer ?? Math.Min(DefaultShuffleBuffer, Math.Max(1, Array.MaxLength / width));
        BufferRows.Expect(buffer, width, nameof(shuffleBuffer));
        _open = open;
        _shuffleBuffer = buffer;
        _fingerprint = fingerprint;
        Width = width;
        Count = count;
    }

    public int Width { get; }

    public long? Count { get; }

    public string? Fingerprint => _fingerprint is null ? null : $"{_fingerprint}, buffer of {_shuffleBuffer}";

    public string Name => "The sequence";

    public IExampleReader<T> Open(NoiseKey? shuffle)
    {
        IEnumerable<ReadOnlyMemory<T>> pieces = _open() ?? throw new InvalidOperationException("Expected a sequence of rows to open, but got null.");
        var reader = new Reader(pieces.GetEnumerator(), Width);
        return shuffle is { } key ? new ShufflingReader<T>(reader, key, Width, _shuffleBuffer) : reader;
    }

    private sealed class Reader(IEnumerator<ReadOnlyMemory<T>> pieces, int width) : IExampleReader<T>
    {
        private ReadOnlyMemory<T> _rest;
        private long _piece;

        // No more than one piece: the next may take its time, and until then the caller may want to stop.
        public int Read(Span<T> rows)
        {
            if (_rest.IsEmpty && !NextPiece())
            {
                return 0;
            }

            int length = Math.Min(rows.Length / width * width, _rest.Length);
            _rest.Span[..length].CopyTo(rows);
            _rest = _rest[length..];
            return length / width;
        }

        public void Dispose() => pieces.Dispose();

        private bool NextPiece()
        {
            while (_rest.IsEmpty)
            {
                if (!pieces.MoveNext())
                {
                    return false;
                }

                _rest = pieces.Current;
                if (_rest.Length % width != 0)
                {
                    throw new InvalidDataException($"Expected pieces of whole rows of {width} values, but piece {_piece} of the sequence has {_rest.Length} values.");
                }

                _piece++;
            }

            return true;
        }
    }
}
