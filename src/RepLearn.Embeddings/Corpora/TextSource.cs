using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Corpora;

/// <summary>A text that can be opened several times.</summary>
/// <param name="Name">The file's name, or words for one that is not a file.</param>
/// <param name="Open">Opens the packed bytes.</param>
/// <param name="Compression">How they are packed.</param>
/// <param name="IsText">Whether they are known to be text in UTF-8, and need not be looked at for other kinds of files.</param>
internal sealed record TextSource(string Name, Func<Stream> Open, TextCompression Compression, bool IsText = false)
{
    /// <summary>A file, packed as its name's ending says.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="CorpusException">It is a folder, a device, pipe or socket, or a link that leads to no file.</exception>
    public static TextSource OfFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return !PlainFile.IsNoDevice(path) ? throw new CorpusException(path, PlainFile.Expected)
            : IsThere(path) ? new TextSource(path, () => PlainFile.Open(path, "a text"), Decompression.CompressionOf(path))
            : throw Missing(path);
    }

    // File.Exists is true of a link to nothing as well.
    private static bool IsThere(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.LinkTarget is null ? file.Exists : file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true };
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool LeadsOn(string path)
    {
        try
        {
            new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static IOException Missing(string path) =>
        Directory.Exists(path) ? new CorpusException(path, "expected a file, but it is a folder.")
        : new FileInfo(path).LinkTarget is { } target ? new CorpusException(path, $"it is a link to '{target}', {(LeadsOn(path) ? "from which too many links, or a circle of them, lead on" : "where there is no file")}.")
        : PlainFile.Missing(path, "a text");
}
