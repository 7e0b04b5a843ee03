using System.Text;

namespace RepLearn.Embeddings;

/// <summary>
/// The tokens of one sentence as UTF-8 in one array, each with its start and end. It grows to the longest sentence and is then reused
/// without allocation. Spans taken from it are valid until the next write.
/// </summary>
public sealed class TokenBuffer
{
    // Vector loads that begin within a token, and vector stores after the last one, may reach this far.
    internal const int Slack = 64;

    // Text between tokens is kept as it came, up to this many bytes per token.
    private const int MostBytesPerToken = 64;

    private byte[] _bytes = new byte[4096 + Slack];
    private int[] _bounds = new int[1024];
    private int _length;

    /// <summary>Tokens in the buffer.</summary>
    public int Count { get; private set; }

    /// <summary>Runs of text that were left out since the last <see cref="Clear"/> because they are too long for a token.</summary>
    public long LongRuns { get; private set; }

    /// <summary>
    /// Whether the text of the next call begins within a run that is too long to be kept: for a combining mark at its start, the base
    /// character is unknown.
    /// </summary>
    internal bool IsInLongRun { get; set; }

    /// <summary>The memory held, in bytes.</summary>
    public long Bytes => _bytes.Length + (sizeof(int) * (long)_bounds.Length);

    /// <summary>The text that <see cref="Bounds"/> point into, <see cref="Slack"/> bytes at least after the last token.</summary>
    internal ReadOnlySpan<byte> Text => _bytes;

    /// <summary>Start and end of each token in turn: 2 × <see cref="Count"/> offsets.</summary>
    internal ReadOnlySpan<int> Bounds => _bounds.AsSpan(0, 2 * Count);

    /// <summary>A token's UTF-8.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(nameof(index), index, $"The sentence has {Count} tokens.");
            }

            int start = _bounds[2 * index];
            return _bytes.AsSpan(start, _bounds[(2 * index) + 1] - start);
        }
    }

    /// <summary>Removes all tokens; the memory is kept.</summary>
    public void Clear()
    {
        Count = 0;
        LongRuns = 0;
        IsInLongRun = false;
        _length = 0;
    }

    /// <summary>Counts a run of text that a tokenizer leaves out because it is too long for a token.</summary>
    /// <param name="runs">How many runs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public void CountLongRuns(long runs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(runs);
        LongRuns += runs;
    }

    /// <summary>Adds a token after the last one.</summary>
    /// <param name="utf8">Its bytes; not checked to be valid UTF-8.</param>
    /// <exception cref="ArgumentException">The token is empty.</exception>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        ThrowIfEmpty(utf8.Length);
        utf8.CopyTo(Reserve(utf8.Length));
        Commit(utf8.Length);
    }

    /// <summary>Adds a token after the last one.</summary>
    /// <param name="token">Its characters; a lone surrogate becomes U+FFFD.</param>
    /// <exception cref="ArgumentException">The token is empty.</exception>
    public void Add(ReadOnlySpan<char> token)
    {
        ThrowIfEmpty(token.Length);
        int length = Encoding.UTF8.GetByteCount(token);
        Encoding.UTF8.GetBytes(token, Reserve(length));
        Commit(length);
    }

    /// <summary>Appends an underscore and a word to the last token.</summary>
    internal void AppendToLast(ReadOnlySpan<byte> utf8)
    {
        Span<byte> free = Reserve(utf8.Length + 1);
        free[0] = (byte)'_';
        utf8.CopyTo(free[1..]);
        _length += utf8.Length + 1;
        _bounds[(2 * Count) - 1] = _length;
    }

    /// <summary>Makes room for the text of tokens.</summary>
    /// <returns>Free memory after the text, with at least <see cref="Slack"/> bytes more than asked for.</returns>
    internal Span<byte> Reserve(int bytes)
    {
        long needed = (long)_length + bytes + Slack;
        if (needed > Array.MaxLength)
        {
            throw new InvalidOperationException("Expected sentences of less than 2 GB, but the tokens of one take more; cut it into shorter ones.");
        }

        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Max(needed, Math.Min(2L * _bytes.Length, Array.MaxLength)));
        }

        return _bytes.AsSpan(_length);
    }

    /// <summary>Makes a token of the first reserved bytes.</summary>
    internal void Commit(int bytes)
    {
        Span<int> bounds = ReserveBounds(1);
        bounds[0] = _length;
        bounds[1] = _length + bytes;
        Commit(bytes, 1);
    }

    /// <summary>Room for the bounds of more tokens, which are offsets into <see cref="Text"/>.</summary>
    internal Span<int> ReserveBounds(int tokens)
    {
        if (2L * (Count + (long)tokens) > _bounds.Length)
        {
            Array.Resize(ref _bounds, (int)Math.Min(Math.Max(2L * (Count + (long)tokens), 2L * _bounds.Length), Array.MaxLength));
        }

        return _bounds.AsSpan(2 * Count);
    }

    /// <summary>Where the reserved bytes begin in <see cref="Text"/>.</summary>
    internal int Length => _length;

    /// <summary>Takes reserved bytes, and tokens in them whose bounds were written.</summary>
    internal void Commit(int bytes, int tokens)
    {
        if (bytes > MostBytesPerToken * (long)tokens)
        {
            bytes = Compact(tokens);
        }

        _length += bytes;
        Count += tokens;
    }

    // Moves the new tokens together, so that text with few tokens does not fill the memory.
    private int Compact(int tokens)
    {
        Span<int> bounds = _bounds.AsSpan(2 * Count, 2 * tokens);
        int end = _length;
        for (int bound = 0; bound < bounds.Length; bound += 2)
        {
            int length = bounds[bound + 1] - bounds[bound];
            _bytes.AsSpan(bounds[bound], length).CopyTo(_bytes.AsSpan(end));
            bounds[bound] = end;
            bounds[bound + 1] = end += length;
        }

        return end - _length;
    }

    private static void ThrowIfEmpty(int length)
    {
        if (length == 0)
        {
            throw new ArgumentException("A token holds at least one byte.");
        }
    }
}
