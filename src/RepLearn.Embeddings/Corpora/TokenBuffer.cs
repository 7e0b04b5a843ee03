using System.Text;

namespace RepLearn.Embeddings;

/// <summary>
/// The tokens of one sentence as UTF-8, end to end in one array. It grows to the longest sentence and is then used again
/// without allocation. Spans taken from it are valid until it is next written to.
/// </summary>
public sealed class TokenBuffer
{
    // Vector loads that begin within a token may read this many bytes past the last one.
    internal const int Slack = 64;

    private byte[] _bytes = new byte[4096 + Slack];
    private int[] _ends = new int[512];

    /// <summary>Tokens in the buffer.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all tokens together.</summary>
    public int Length => Count == 0 ? 0 : _ends[Count - 1];

    /// <summary>The memory held, in bytes.</summary>
    public long Bytes => _bytes.Length + (sizeof(int) * (long)_ends.Length);

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

            int start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }

    /// <summary>Removes all tokens; the memory is kept.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a token behind the last one.</summary>
    /// <param name="utf8">Its bytes; not checked to be valid UTF-8.</param>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Reserve(utf8.Length, 1));
        Commit(utf8.Length);
    }

    /// <summary>Adds a token behind the last one.</summary>
    /// <param name="token">Its characters; a lone surrogate becomes U+FFFD.</param>
    public void Add(ReadOnlySpan<char> token)
    {
        int length = Encoding.UTF8.GetByteCount(token);
        Encoding.UTF8.GetBytes(token, Reserve(length, 1));
        Commit(length);
    }

    /// <summary>Adds a token made of two others and a separator, for example a phrase.</summary>
    internal void Add(ReadOnlySpan<byte> first, byte separator, ReadOnlySpan<byte> second)
    {
        int length = first.Length + 1 + second.Length;
        Span<byte> target = Reserve(length, 1);
        first.CopyTo(target);
        target[first.Length] = separator;
        second.CopyTo(target[(first.Length + 1)..]);
        Commit(length);
    }

    /// <summary>Makes room for more bytes and tokens; <see cref="Commit"/> then says how many bytes the next token took.</summary>
    /// <returns>Free memory behind the last token, with at least <see cref="Slack"/> bytes more than asked for.</returns>
    internal Span<byte> Reserve(int bytes, int tokens)
    {
        int length = Length;
        int needed = checked(length + bytes + Slack);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        }

        if (Count + tokens > _ends.Length)
        {
            Array.Resize(ref _ends, Math.Max(Count + tokens, 2 * _ends.Length));
        }

        return _bytes.AsSpan(length);
    }

    /// <summary>Turns the first bytes of the reserved memory into a token.</summary>
    internal void Commit(int bytes)
    {
        int start = Length;
        _ends[Count++] = start + bytes;
    }
}
