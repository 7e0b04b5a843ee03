using RepLearn.Embeddings;
using RepLearn.Embeddings.Corpora;
using RepLearn.Numerics.Files;

namespace RepLearn.Data;

/// <summary>Files that may be packed with gzip, which is told by the content and not by the name.</summary>
internal static class DataFile
{
    /// <summary>Opens a file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">What it should be: <c>IDX file</c>.</param>
    /// <param name="article">The article before that.</param>
    /// <returns>The unpacked bytes, which end only if a packed file is whole; whether it is packed; the file's own length.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFileException">It cannot be opened.</exception>
    public static (Stream Stream, bool IsPacked, long FileBytes) Open(string name, string kind, string article)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (Directory.Exists(name))
        {
            throw new DataFileException(name, $"a readable {kind}", "the system's refusal: it is a folder");
        }

        if (!PlainFile.IsNoDevice(name))
        {
            throw new DataFileException(name, $"{article} {kind}", "a device, pipe or socket, whose reader may wait for ever; write what it gives to a file first");
        }

        FileStream? file = null;
        try
        {
            file = PlainFile.Open(name, $"{article} {kind}", 1 << 16, FileOptions.SequentialScan);
            Span<byte> start = stackalloc byte[2];
            int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            file.Position = 0;
            bool packed = read == 2 && start[0] == 0x1F && start[1] == 0x8B;
            return (packed ? new CompleteGzipStream(file) : file, packed, file.Length);
        }
        catch (Exception error) when (error is (IOException and not FileNotFoundException) or UnauthorizedAccessException or NotSupportedException)
        {
            file?.Dispose();
            throw Refusal(name, kind, error);
        }
    }

    /// <summary>What is wrong with a file that cannot be read on.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">What it should be.</param>
    /// <param name="error">What reading gave: an error of the system, or of unpacking.</param>
    /// <param name="place">Where, if that is known.</param>
    public static DataFileException Refusal(string name, string kind, Exception error, string place = "")
    {
        // The message that it becomes part of ends with a full stop of its own.
        string reason = error.Message.TrimEnd('.');
        return error is InvalidDataException
            ? new DataFileException(name, "intact gzip data", $"damaged data: {reason}", place, error)
            : new DataFileException(name, $"a readable {kind}", $"the system's refusal: {reason}", place, error);
    }
}
