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

    /// <summary>Throws, in the caller's terms, unless a file can be written there: before the work whose result goes to it.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The path is that of a folder, or its name is not one for a file.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not admit writing.</exception>
    public static void ExpectWritable(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Path.GetFullPath(path);
        if (Directory.Exists(target))
        {
            throw new IOException($"'{path}': expected the path of a file to write, but it is a folder.");
        }

        if (Path.GetDirectoryName(target) is { } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"'{path}': expected the folder '{folder}', in which to write the file, but there is none.");
        }

        string temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            Create(temporary).Dispose();
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new UnauthorizedAccessException($"'{path}': expected a folder that admits writing, but it does not.", problem);
        }
        catch (IOException problem)
        {
            throw new IOException($"'{path}': a file cannot be written there: {problem.Message.Replace(temporary, path, StringComparison.Ordinal)}", problem);
        }
        finally
        {
            Discard(temporary);
        }
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
