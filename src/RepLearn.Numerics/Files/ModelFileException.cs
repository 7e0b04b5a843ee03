namespace RepLearn;

/// <summary>A file does not hold what was to be loaded from it. Nothing was changed by the failed load.</summary>
public sealed class ModelFileException : FormatException
{
    /// <summary>Says what is wrong with a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">What was expected and what is there.</param>
    /// <param name="cause">The exception that caused this one, if any.</param>
    public ModelFileException(string path, string problem, Exception? cause = null)
        : base($"'{path}': {problem}", cause)
    {
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }
}
