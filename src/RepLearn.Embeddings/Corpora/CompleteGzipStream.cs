using System.IO.Compression;

namespace RepLearn.Embeddings.Corpora;

/// <summary>
/// Unpacks gzip and, unlike <see cref="GZipStream"/>, takes data that stop too early as an error and not as the end: behind the
/// data's end it lets a further member follow whose content must then come out last. That happens only after all checks of
/// the members before have passed. Zeros after the last member, with which tapes and archives are padded, are read over as by gzip.
/// </summary>
internal sealed class CompleteGzipStream : DecompressionStream
{
    private static readonly byte[] Mark = "7f3a91c4e05b\n\0\u0001\u0002"u8.ToArray();
    private static readonly byte[] MarkMember = Pack(Mark);

    private readonly PaddedGzip _packed;
    private readonly GZipStream _unpacked;
    private readonly byte[] _held = new byte[(1 << 16) + Mark.Length];
    private int _start;
    private int _end;
    private int _heldBack = Mark.Length;
    private bool _ended;

    public CompleteGzipStream(Stream packed)
    {
        _packed = new PaddedGzip(packed, MarkMember);
        _unpacked = new GZipStream(_packed, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        // The last bytes are held back, since they may be the mark.
        while (!_ended && _end - _start <= _heldBack)
        {
            _held.AsSpan(_start, _end - _start).CopyTo(_held);
            _end -= _start;
            _start = 0;
            int read = Unpack(_held.AsSpan(_end));
            _end += read;
            if (read == 0)
            {
                TakeEnd();
            }
        }

        int count = Math.Min(buffer.Length, Math.Max(0, _end - _start - _heldBack));
        _held.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private void TakeEnd()
    {
        _ended = true;
        if (_packed.IsPadded)
        {
            _heldBack = 0;
        }
        else if (_held.AsSpan(0, _end).SequenceEqual(Mark))
        {
            _end = 0;
        }
        else
        {
            throw new InvalidDataException("the gzip data stop before their end, or other data follow them.");
        }
    }

    private int Unpack(Span<byte> target)
    {
        try
        {
            return _unpacked.Read(target);
        }
        catch (InvalidDataException error) when (_packed.HasStart)
        {
            throw new InvalidDataException("the gzip data are damaged.", error);
        }
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
}
