namespace RepLearn.Embeddings;

/// <summary>A file of analogies or judged pairs does not hold what was to be read from it. The message names the file and the line.</summary>
public sealed class QuestionFileException : FormatException
{
    /// <summary>Says what is wrong with a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="message">The file, what was expected and what is there.</param>
    /// <param name="cause">The exception that caused this one, if any.</param>
    public QuestionFileException(string path, string message, Exception? cause = null)
        : base(message, cause)
    {
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }
}
