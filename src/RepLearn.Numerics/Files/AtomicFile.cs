using System.ComponentModel;

namespace RepLearn.Numerics.Files;

/// <summary>
/// Writes whole files or none: to a temporary file in the same folder, flushed to the disk, then renamed over the
/// target. Whatever happens before the rename, an existing file stays as it was.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The target; replaced if it exists.</param>
    /// <param name="write">Writes the content.</param>
    /// <inheritdoc cref="PendingFile.Create"/>
    public static void Write(string path, Action<Stream> write)
    {
        using PendingFile file = PendingFile.Create(path);
        file.Write(write);
        file.Replace();
    }

    /// <summary>Whether there is a file to read: <see cref="File.Exists"/> is true of a link to nothing as well.</summary>
    /// <param name="path">The file.</param>
    public static bool Exists(string path) => File.Exists(LinkedPath.Resolve(path));

    /// <summary>Throws where a file could not be written now, so that a caller hears of it before hours of work.</summary>
    /// <param name="path">The target, which is left as it is.</param>
    /// <inheritdoc cref="PendingFile.Create"/>
    public static void ExpectWritable(string path) => PendingFile.Create(path).Dispose();
}
