using System.IO.Compression;

namespace RepLearn.Embeddings;

/// <summary>
/// Unpacks gzip and, unlike <see cref="GZipStream"/>, takes data that stop too early as an error and not as the end: behind the
/// data's end it lets a further member follow whose content must then come out last. That happens only after all checks of
/// the members before have passed.
/// </summary>
internal sealed class CompleteGzipStream : DecompressionStream
{
    private static readonly byte[] Mark = "7f3a91c4e05b\n\0\u0001\u0002"u8.ToArray();
    private static readonly byte[] MarkMember = Pack(Mark);

    private readonly GZipStream _unpacked;
    private readonly byte[] _held = new byte[(1 << 16) + Mark.Length];
    private int _start;
    private int _end;
    private bool _ended;

    public CompleteGzipStream(Stream packed) => _unpacked = new GZipStream(new MarkedStream(packed), CompressionMode.Decompress);

    public override int Read(Span<byte> buffer)
    {
        // The last bytes are held back, since they may be the mark.
        while (!_ended && _end - _start <= Mark.Length)
        {
            _held.AsSpan(_start, _end - _start).CopyTo(_held);
            _end -= _start;
            _start = 0;
            int read = _unpacked.Read(_held.AsSpan(_end));
            _end += read;
            if (read == 0)
            {
                _ended = true;
                if (!_held.AsSpan(0, _end).SequenceEqual(Mark))
                {
                    throw new InvalidDataException("the gzip data stop before their end, or other data follow them.");
                }

                _end = 0;
            }
        }

        int count = Math.Min(buffer.Length, Math.Max(0, _end - _start - Mark.Length));
        _held.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Pack(byte[] content)
    {
        var packed = new MemoryStream();
        using (var writer = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            writer.Write(content);
        }

        return packed.ToArray();
    }

    // The packed data, and behind them the mark's member.
    private sealed class MarkedStream(Stream packed) : DecompressionStream
    {
        private int _given = -1;
        private bool _any;

        public override int Read(Span<byte> buffer)
        {
            if (_given < 0)
            {
                int read = packed.Read(buffer);
                if (read > 0 || buffer.Length == 0)
                {
                    _any |= read > 0;
                    return read;
                }

                // Without any member the mark's would pass for the data.
                _given = _any ? 0 : throw new InvalidDataException("the gzip data stop before their end: there is not a byte of them.");
            }

            int count = Math.Min(buffer.Length, MarkMember.Length - _given);
            MarkMember.AsSpan(_given, count).CopyTo(buffer);
            _given += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            packed.Dispose();
            base.Dispose(disposing);
        }
    }
}
