using RepLearn.Embeddings.Corpora;

namespace RepLearn.Embeddings;

/// <summary>
/// Text to learn from: UTF-8 (RFC 3629), one sentence per line. A byte order mark (U+FEFF) is read as spaces, at the start of a file and
/// where texts were concatenated. Lines end with a line feed and with their file; a carriage return before it belongs to the line and
/// separates tokens. Lines without
/// tokens are left out. Text is read in pieces of 64 KB, so that files, and lines too, may be larger than memory.
/// </summary>
public sealed class TextCorpus : ICorpus
{
    // Tokens of the greatest length take less than 2 GB.
    private const int MostTokens = 1 << 20;

    private readonly IReadOnlyList<TextSource> _sources;
    private readonly TextOptions _options;

    private TextCorpus(IReadOnlyList<TextSource> sources, TextOptions? options)
    {
        _sources = sources;
        _options = options ?? new TextOptions();
        ArgumentNullException.ThrowIfNull(_options.Tokenizer, "options.Tokenizer");
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaximumSentenceLength, 1, "options.MaximumSentenceLength");
        _options = _options with { MaximumSentenceLength = Math.Min(_options.MaximumSentenceLength, MostTokens) };
    }

    /// <summary>The files' names, in the order of reading; words for a text that is not a file.</summary>
    public IEnumerable<string> Names => _sources.Select(source => source.Name);

    /// <summary>Text in a file.</summary>
    /// <param name="path">The file; names that end with <c>.gz</c> and <c>.br</c> mean gzip and Brotli.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="CorpusException">It is a folder, a device, pipe or socket, or a link that leads to no file.</exception>
    public static TextCorpus FromFile(string path, TextOptions? options = null) => FromFiles([path], options);

    /// <summary>Text in several files, one after the other.</summary>
    /// <param name="paths">The files, as in <see cref="FromFile"/>.</param>
    /// <param name="options">How to read them.</param>
    /// <exception cref="CorpusException">A file does not exist, or none is given.</exception>
    public static TextCorpus FromFiles(IEnumerable<string> paths, TextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        TextSource[] sources = [.. paths.Select(TextSource.OfFile)];
        return sources.Length > 0 ? new TextCorpus(sources, options) : throw new CorpusException("files", "expected at least one, but got none.");
    }

    /// <summary>
    /// Text in the files of a folder and its subfolders, in the ordinal order of their paths. Symbolic links are followed, but each file is
    /// read once, by its own path if that is in the folder: links to files that are there already, such as a link to its own folder, add
    /// nothing. A broken or circular link is an error that names it.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Which names to take, with * and ?; all by default.</param>
    /// <param name="options">How to read them.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="CorpusException">It cannot be read, no file in it matches, or a link leads to nothing.</exception>
    public static TextCorpus FromFolder(string folder, string pattern = "*", TextOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        string[] files = FolderWalk.Files(folder, pattern);
        return files.Length > 0 ? FromFiles(files, options) : throw new CorpusException(folder, $"expected files named '{pattern}', but there are none.");
    }

    /// <summary>Text from a stream, for example a resource or an entry of an archive.</summary>
    /// <param name="open">Opens it at its start; called once per pass, which also closes it.</param>
    /// <param name="compression">How it is compressed.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="name">The text's name in errors.</param>
    public static TextCorpus FromStream(
        Func<Stream> open, TextCompression compression = TextCompression.None, TextOptions? options = null, string name = "stream")
    {
        ArgumentNullException.ThrowIfNull(open);
        return new TextCorpus([new TextSource(name, open, compression)], options);
    }

    /// <summary>Text in memory.</summary>
    /// <param name="text">The text; a lone surrogate becomes U+FFFD, which separates tokens.</param>
    /// <param name="options">How to read it.</param>
    public static TextCorpus FromText(string text, TextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        return new TextCorpus([new TextSource("text", () => new MemoryStream(utf8, writable: false), TextCompression.None, IsText: true)], options);
    }

    /// <inheritdoc/>
    public SentenceReader Open() => new TextSentenceReader(_sources, _options);
}
