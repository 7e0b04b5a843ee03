namespace RepLearn.Embeddings;

/// <summary>A text that can be opened several times.</summary>
/// <param name="Name">The file's name, or words for one that is not a file.</param>
/// <param name="Open">Opens the packed bytes.</param>
/// <param name="Compression">How they are packed.</param>
internal sealed record TextSource(string Name, Func<Stream> Open, TextCompression Compression)
{
    /// <summary>A file, packed as its name's ending says.</summary>
    /// <exception cref="CorpusException">There is no such file.</exception>
    public static TextSource OfFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return File.Exists(path)
            ? new TextSource(path, () => File.OpenRead(path), CompressionOf(path))
            : throw new CorpusException(path, Directory.Exists(path) ? "expected a file, but it is a folder." : "no such file.");
    }

    private static TextCompression CompressionOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".gz" => TextCompression.Gzip,
        ".br" => TextCompression.Brotli,
        _ => TextCompression.None,
    };
}
