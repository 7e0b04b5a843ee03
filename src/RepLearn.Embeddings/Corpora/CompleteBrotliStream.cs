using System.Buffers;
using System.IO.Compression;

namespace RepLearn.Embeddings.Corpora;

/// <summary>Unpacks Brotli and, unlike <see cref="BrotliStream"/>, takes data that stop too early, or go on
/// behind their end, as an error.</summary>
internal sealed class CompleteBrotliStream(Stream packed) : DecompressionStream
{
    private readonly byte[] _input = new byte[1 << 16];
    private BrotliDecoder _decoder;
    private int _start;
    private int _end;
    private bool _done;

    public override int Read(Span<byte> buffer)
    {
        while (!_done && buffer.Length > 0)
        {
            OperationStatus status = _decoder.Decompress(_input.AsSpan(_start, _end - _start), buffer, out int consumed, out int written);
            _start += consumed;
            _done = status == OperationStatus.Done;
            if (status == OperationStatus.InvalidData)
            {
                throw new InvalidDataException("the Brotli data are damaged, or are none.");
            }

            if (_done && (_start < _end || packed.ReadByte() >= 0))
            {
                throw new InvalidDataException("other data follow the end of the Brotli data.");
            }

            if (written > 0)
            {
                return written;
            }

            if (status == OperationStatus.NeedMoreData)
            {
                _input.AsSpan(_start, _end - _start).CopyTo(_input);
                _end -= _start;
                _start = 0;
                int read = packed.Read(_input.AsSpan(_end));
                _end += read > 0 ? read : throw new InvalidDataException("the Brotli data stop before their end.");
            }
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        _decoder.Dispose();
        packed.Dispose();
        base.Dispose(disposing);
    }
}
