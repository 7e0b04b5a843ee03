namespace RepLearn.Data;

/// <summary>
/// A data file is damaged, cannot be read, or is not of the kind that was asked for. The message is one line that names the file,
/// what was expected, what came instead, and where.
/// </summary>
public sealed class DataFileException : IOException
{
    /// <summary>Tells what is wrong with a file.</summary>
    /// <param name="file">The file's name as the caller gave it.</param>
    /// <param name="expected">What should have been there, for example <c>"at least one image"</c>.</param>
    /// <param name="actual">What was there, for example <c>"0 images"</c>.</param>
    /// <param name="place">Where, for example <c>"in the header at byte 4"</c>; empty for the whole file.</param>
    /// <param name="cause">The lower exception, if there is one.</param>
    public DataFileException(string file, string expected, string actual, string place = "", Exception? cause = null)
        : base($"{file}: expected {expected}, but got {actual}{(place.Length == 0 ? "" : $" ({place})")}.", cause)
    {
        File = file;
        Expected = expected;
        Actual = actual;
        Place = place;
    }

    /// <summary>The file's name as the caller gave it.</summary>
    public string File { get; }

    /// <summary>What should have been there.</summary>
    public string Expected { get; }

    /// <summary>What was there.</summary>
    public string Actual { get; }

    /// <summary>Where in the file; empty for the whole file.</summary>
    public string Place { get; }
}
