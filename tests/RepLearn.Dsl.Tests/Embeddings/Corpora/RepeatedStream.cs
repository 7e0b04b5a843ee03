namespace RepLearn.Tests.Embeddings.Corpora;

/// <summary>The same bytes many times over, without holding them; of unknown length, and in reads of odd sizes.</summary>
internal sealed class RepeatedStream(byte[] piece, int repeats) : Stream
{
    private const int MostAtOnce = 30_011;

    private long _left = (long)piece.Length * repeats;
    private int _place;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int count = (int)Math.Min(_left, Math.Min(buffer.Length, MostAtOnce));
        for (int done = 0; done < count;)
        {
            int part = Math.Min(count - done, piece.Length - _place);
            piece.AsSpan(_place, part).CopyTo(buffer[done..]);
            done += part;
            _place = (_place + part) % piece.Length;
        }

        _left -= count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
