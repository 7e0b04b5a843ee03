using System.IO.Compression;

namespace RepLearn.Embeddings.Corpora;

/// <summary>
/// Packed data followed by the member of the mark. Zeros at the end of the data may belong to the last member or be padding. They are passed
/// on one at a time: <see cref="GZipStream"/> reads on until the member has ended and its checks have passed, and stops at the first byte
/// after it that does not begin a member.
/// </summary>
internal sealed class PaddedGzip(Stream packed, byte[] markMember) : DecompressionStream
{
    private readonly byte[] _block = new byte[1 << 16];
    private int _start;
    private int _end;
    private int _given;
    private long _zeros;
    private long _zerosBehind;
    private bool _any;
    private bool _ended;
    private bool _gaveZero;

    /// <summary>Once <see cref="GZipStream"/> has come to an end: whether that was a zero after the last member.</summary>
    public bool IsPadded => _gaveZero;

    /// <summary>Whether the data begin as gzip does.</summary>
    public bool HasStart => _any;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0)
        {
            return 0;
        }

        if (_start == _end && !_ended)
        {
            ReadBlock();
        }

        // Zeros between other bytes.
        if (!_ended && _zeros > 0)
        {
            int zeros = (int)Math.Min(_zeros, buffer.Length);
            buffer[..zeros].Clear();
            _zeros -= zeros;
            return zeros;
        }

        if (!_ended)
        {
            int count = Math.Min(buffer.Length, _end - _start);
            _block.AsSpan(_start, count).CopyTo(buffer);
            _start += count;
            return count;
        }

        _gaveZero = _zeros > 0;
        if (_gaveZero)
        {
            _zeros--;
            buffer[0] = 0;
            return 1;
        }

        int marked = Math.Min(buffer.Length, markMember.Length - _given);
        markMember.AsSpan(_given, marked).CopyTo(buffer);
        _given += marked;
        return marked;
    }

    protected override void Dispose(bool disposing)
    {
        packed.Dispose();
        base.Dispose(disposing);
    }

    // Reads on to a byte that is not zero. Zeros after the block's last such byte wait for the next block.
    private void ReadBlock()
    {
        _zeros = _zerosBehind;
        _zerosBehind = 0;
        _start = _end = 0;
        while (_end == 0 && !_ended)
        {
            int read = packed.Read(_block);
            _ended = read == 0;
            if (!_any)
            {
                ExpectStart(_block.AsSpan(0, read));
                _any = true;
            }

            _end = 1 + _block.AsSpan(0, read).LastIndexOfAnyExcept((byte)0);
            (_zeros, _zerosBehind) = _end == 0 ? (_zeros + read, 0) : (_zeros, read - _end);
        }
    }

    // Without any member the mark's would pass for the data.
    private static void ExpectStart(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
        {
            throw new InvalidDataException("the gzip data stop before their end: there is not a byte of them.");
        }

        if (start[0] != 0x1F)
        {
            throw new InvalidDataException("expected gzip data, but they do not begin as such; a file that a browser has unpacked needs a name that does not end in .gz.");
        }
    }
}
