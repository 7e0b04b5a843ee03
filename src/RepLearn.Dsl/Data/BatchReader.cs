namespace RepLearn.Data;

/// <summary>
/// Cuts passes over a source into batches. Reads one batch ahead, because only then is it known which batch is the last
/// one, except where the rest does not change the batch before it. The source's count is not needed.
/// </summary>
internal sealed class BatchReader<T>
    where T : unmanaged
{
    private readonly int _width;
    private readonly int _batchSize;
    private readonly LastBatch _last;
    private readonly long _mostRows;
    private ExamplePass<T>? _pass;

    // Two batches side by side. One is handed out while the other holds what follows it.
    private T[] _room = [];
    private int _current;
    private int _held;

    // Rows of the second half of a shared rest, and where they begin.
    private int _shared;
    private int _sharedStart;
    private bool _ended;
    private (int Start, int Rows) _given;

    /// <summary>Makes a reader for all of a fit's passes.</summary>
    /// <param name="width">Values in one example.</param>
    /// <param name="batchSize">Examples of a full batch.</param>
    /// <param name="last">What becomes of the rest.</param>
    /// <param name="count">Examples in a pass; null where that is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows that batches need do not fit into one array.</exception>
    public BatchReader(int width, int batchSize, LastBatch last, long? count)
    {
        (_width, _batchSize, _last) = (width, batchSize, last);
        _mostRows = Math.Min(ReadsAhead ? 2L * batchSize : batchSize, count ?? long.MaxValue);
        if (_mostRows > Array.MaxLength / width)
        {
            int most = Array.MaxLength / width / (ReadsAhead ? 2 : 1);
            throw new ArgumentOutOfRangeException(
                nameof(batchSize), batchSize, $"Expected batches of at most {most} rows of {width} values{(ReadsAhead ? ", two of" : "")} which one array can hold.");
        }
    }

    private bool ReadsAhead => _last is LastBatch.Share or LastBatch.Merge;

    /// <summary>Steps of an epoch.</summary>
    public static long Batches(long count, int batchSize, LastBatch last) => last switch
    {
        LastBatch.Share or LastBatch.Keep => (count / batchSize) + Math.Min(1, count % batchSize),
        LastBatch.Drop => count / batchSize,
        LastBatch.Merge => Math.Max(1, count / batchSize),
        _ => throw new ArgumentOutOfRangeException(nameof(last)),
    };

    /// <summary>
    /// The batch given last. Where reading on failed or was stopped, the next one's rows may have taken the place of some of its rows.
    /// </summary>
    public ReadOnlySpan<T> Current => _room.AsSpan(_given.Start * _width, _given.Rows * _width);

    /// <summary>Begins a pass.</summary>
    public void Begin(ExamplePass<T> pass) => (_pass, _current, _held, _shared, _ended) = (pass, -1, 0, 0, false);

    /// <summary>The next batch's values; empty after the last batch.</summary>
    public ReadOnlySpan<T> Next()
    {
        if (_ended)
        {
            int rows = _shared;
            _shared = 0;
            return Rows(_sharedStart, rows);
        }

        return ReadsAhead ? NextOfTwo() : NextAlone();
    }

    private ReadOnlySpan<T> NextAlone()
    {
        int rows = Fill(0);
        _ended = rows < _batchSize;
        return Rows(0, _ended && _last == LastBatch.Drop ? 0 : rows);
    }

    private ReadOnlySpan<T> NextOfTwo()
    {
        if (_current < 0)
        {
            _current = 0;
            _held = Fill(0);
        }

        int given = _current;
        int rows = _held;
        int rest = rows < _batchSize ? 0 : Fill(1 - given);
        if (rest == _batchSize)
        {
            _current = 1 - given;
            return Rows(given * _batchSize, rows);
        }

        _ended = true;
        if (rest == 0)
        {
            return Rows(given * _batchSize, rows);
        }

        if (given == 1)
        {
            PutLast(rest);
        }

        if (_last == LastBatch.Share)
        {
            _sharedStart = (rows + rest + 1) / 2;
            _shared = rows + rest - _sharedStart;
            return Rows(0, _sharedStart);
        }

        return Rows(0, rows + rest);
    }

    // From [rest, …, batch] to [batch, rest]: reversed as a whole, then each part by itself.
    private void PutLast(int rest)
    {
        Span<T> all = _room.AsSpan(0, 2 * _batchSize * _width);
        Span<T> first = all[..(rest * _width)];
        first.CopyTo(all[((_batchSize - rest) * _width)..]);
        Span<T> both = all[((_batchSize - rest) * _width)..];
        both.Reverse();
        both[..(_batchSize * _width)].Reverse();
        both[(_batchSize * _width)..].Reverse();
        both.CopyTo(all);
    }

    // Room grows with what is there: little data of wide rows does not claim the memory of whole batches.
    private int Fill(int half)
    {
        int batch = (int)Math.Min(_batchSize, _mostRows);
        if (half == 0 && _room.Length < batch * _width)
        {
            return _pass!.Fill(ref _room, batch);
        }

        if (half == 1 && _room.Length < _mostRows * _width)
        {
            Array.Resize(ref _room, (int)_mostRows * _width);
        }

        int start = Math.Min(half * batch * _width, _room.Length);
        return _pass!.Fill(_room.AsSpan(start, Math.Min(batch * _width, _room.Length - start)));
    }

    private ReadOnlySpan<T> Rows(int start, int rows)
    {
        _given = rows > 0 ? (start, rows) : _given;
        return _room.AsSpan(start * _width, rows * _width);
    }
}
