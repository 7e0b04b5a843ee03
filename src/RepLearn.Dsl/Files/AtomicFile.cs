namespace RepLearn.Runtime;

/// <summary>
/// Writes whole files or none: to a temporary file in the same folder, flushed to the disk, then renamed over the
/// target. Whatever happens before the rename, a file that was there stays as it was.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The target; replaced if it exists.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="create">Makes the stream of a new file; a plain one if not given.</param>
    public static void Write(string path, Action<Stream> write, Func<string, Stream>? create = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Path.GetFullPath(path);
        string temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (Stream stream = (create ?? Create)(temporary))
            {
                write(stream);
                stream.Flush();
                (stream as FileStream)?.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    /// <summary>Throws where a file could not be written now, so that a caller hears of it before hours of work.</summary>
    /// <param name="path">The target, which is left as it is.</param>
    public static void ExpectWritable(string path)
    {
        string temporary = $"{Path.GetFullPath(path)}.{Path.GetRandomFileName()}.tmp";
        Create(temporary).Dispose();
        Discard(temporary);
    }

    private static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

    // What went wrong first is what the caller must hear of.
    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }
}
