namespace RepLearn.Embeddings.Corpora;

/// <summary>Packed text, unpacked.</summary>
internal static class Decompression
{
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
}
