using RepLearn.Numerics.Files;

namespace SampleCommon;

/// <summary>Places that a job will write to. They are tried before its minutes of work, because nobody wants to hear of them after those.</summary>
internal static class OutputPlace
{
    /// <summary>Expects that a file can be written. If there is one, it stays as it is.</summary>
    /// <param name="option">The option that names it, for the message.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static void ExpectFile(string option, string file) => Try(option, () => AtomicFile.ExpectWritable(file));

    /// <summary>Makes a folder, if it is not there, and expects that files can be written to it.</summary>
    /// <param name="option">The option that names it, for the message.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="files">The files that will be written.</param>
    /// <exception cref="UsageException">The folder cannot be made, or a file cannot be written.</exception>
    public static void ExpectFolder(string option, string folder, params IEnumerable<string> files)
    {
        Try(option, () => Directory.CreateDirectory(folder), $"Cannot make the folder '{folder}'; the system says: ");
        foreach (string file in files)
        {
            ExpectFile(option, Path.Combine(folder, file));
        }
    }

    private static void Try(string option, Action attempt, string what = "")
    {
        try
        {
            attempt();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {what}{problem.Message}");
        }
    }
}
