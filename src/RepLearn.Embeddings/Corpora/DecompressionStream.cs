namespace RepLearn.Embeddings;

/// <summary>A stream that can only be read forward.</summary>
internal abstract class DecompressionStream : Stream
{
    public sealed override bool CanRead => true;

    public sealed override bool CanSeek => false;

    public sealed override bool CanWrite => false;

    public sealed override long Length => throw new NotSupportedException();

    public sealed override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens packed data.</summary>
    /// <param name="packed">The data; closed along with the result.</param>
    /// <param name="compression">How it is packed.</param>
    public static Stream Open(Stream packed, TextCompression compression) => compression switch
    {
        TextCompression.None => packed,
        TextCompression.Gzip => new CompleteGzipStream(packed),
        TextCompression.Brotli => new CompleteBrotliStream(packed),
        _ => throw new ArgumentOutOfRangeException(nameof(compression), compression, "No such compression."),
    };

    /// <summary>How a file is packed, as its name's ending says.</summary>
    public static TextCompression CompressionOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".GZ" => TextCompression.Gzip,
        ".BR" => TextCompression.Brotli,
        _ => TextCompression.None,
    };

    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public abstract override int Read(Span<byte> buffer);

    public sealed override void Flush()
    {
    }

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();

    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
