namespace RepLearn.Embeddings;

/// <summary>
/// Text or sequences to learn from are missing, damaged or hold nothing to learn from. The message names the source, what
/// was expected, what came instead, and where.
/// </summary>
public sealed class CorpusException : IOException
{
    /// <summary>Says what is wrong with a corpus.</summary>
    /// <param name="source">The file's name, or words for a source that is not a file.</param>
    /// <param name="problem">What was expected and what is there.</param>
    /// <param name="offset">The byte where it was noticed, counted from 0 in the text after decompression; −1 where no place is meant.</param>
    /// <param name="cause">The exception that caused this one, if any.</param>
    public CorpusException(string source, string problem, long offset = -1, Exception? cause = null)
        : base(offset < 0 ? $"'{source}': {problem}" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"'{source}', byte {offset}: {problem}"), cause)
    {
        SourceName = source;
        Offset = offset;
    }

    /// <summary>The file's name, or words for a source that is not a file.</summary>
    public string SourceName { get; }

    /// <summary>The byte where it was noticed, counted from 0 in the text after decompression; −1 where no place is meant.</summary>
    public long Offset { get; }
}
