namespace RepLearn.Runtime;

/// <summary>
/// Cuts one pass over a source into batches. Reads one batch ahead, because only then is it known which batch is the last
/// one, except where the rest does not change the batch before it. The source's count is not needed.
/// </summary>
/// <param name="pass">The pass over the source.</param>
/// <param name="room">Place for <see cref="RoomFor"/> rows.</param>
/// <param name="width">Values in one example.</param>
/// <param name="batchSize">Examples of a full batch.</param>
/// <param name="last">What becomes of the rest.</param>
internal sealed class BatchReader<T>(ExamplePass<T> pass, T[] room, int width, int batchSize, LastBatch last)
    where T : unmanaged
{
    // Two batches side by side. One is handed out while the other holds what follows it.
    private int _current = -1;
    private int _held;

    // Rows of the second half of a shared rest, and where they begin.
    private int _shared;
    private int _sharedStart;
    private bool _ended;

    private bool ReadsAhead => last is LastBatch.Share or LastBatch.Merge;

    /// <summary>The rows of working memory that batches need; less where the source has less.</summary>
    public static long RoomFor(int batchSize, LastBatch last, long? count) =>
        Math.Min(last is LastBatch.Share or LastBatch.Merge ? 2L * batchSize : batchSize, count ?? long.MaxValue);

    /// <summary>Steps of an epoch.</summary>
    public static long Batches(long count, int batchSize, LastBatch last) => last switch
    {
        LastBatch.Share or LastBatch.Keep => (count / batchSize) + Math.Min(1, count % batchSize),
        LastBatch.Drop => count / batchSize,
        LastBatch.Merge => Math.Max(1, count / batchSize),
        _ => throw new ArgumentOutOfRangeException(nameof(last)),
    };

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
        _ended = rows < batchSize;
        return Rows(0, _ended && last == LastBatch.Drop ? 0 : rows);
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
        int rest = rows < batchSize ? 0 : Fill(1 - given);
        if (rest == batchSize)
        {
            _current = 1 - given;
            return Rows(given * batchSize, rows);
        }

        _ended = true;
        if (rest == 0)
        {
            return Rows(given * batchSize, rows);
        }

        if (given == 1)
        {
            PutLast(rest);
        }

        if (last == LastBatch.Share)
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
        Span<T> all = room.AsSpan(0, 2 * batchSize * width);
        Span<T> first = all[..(rest * width)];
        first.CopyTo(all[((batchSize - rest) * width)..]);
        Span<T> both = all[((batchSize - rest) * width)..];
        both.Reverse();
        both[..(batchSize * width)].Reverse();
        both[(batchSize * width)..].Reverse();
        both.CopyTo(all);
    }

    private int Fill(int half)
    {
        long batch = (long)batchSize * width;
        int start = (int)Math.Min(half * batch, room.Length);
        return pass.Fill(room.AsSpan(start, (int)Math.Min(batch, room.Length - start)));
    }

    private ReadOnlySpan<T> Rows(int start, int rows) => room.AsSpan(start * width, rows * width);
}
