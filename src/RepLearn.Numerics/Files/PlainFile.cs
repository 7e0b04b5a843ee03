using System.ComponentModel;

namespace RepLearn.Numerics.Files;

/// <summary>Files that can be read from start to end, as often as need be.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PlainFile
{
    /// <summary>What is wrong with others, for a message.</summary>
    public const string Expected = "expected a file, but it is a device, pipe or socket, whose reader may wait for ever; write what it gives to a file first.";

    /// <summary>Whether a path leads to a file, a folder, or nothing; not to a device, pipe or socket. On other systems than Linux nothing tells.</summary>
    public static bool IsNoDevice(string path) => UnixOwner.Of(path) is null or { IsRegularFile: true } || Directory.Exists(path);

    /// <summary>Opens a file to read; others may read it meanwhile.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What it should be, for a message: <c>a safetensors file</c>.</param>
    /// <param name="bufferSize">Bytes of the stream's buffer; 0 for none.</param>
    /// <param name="options">How it will be read.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or no such folder.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream Open(string path, string expected, int bufferSize = 4096, FileOptions options = FileOptions.None)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize, options);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(path, expected, error);
        }
    }

    /// <summary>What every reader throws where there is no file.</summary>
    /// <param name="path">The file as the caller named it.</param>
    /// <param name="expected">What it should be, for a message: <c>a safetensors file</c>.</param>
    /// <param name="cause">The system's exception, if there is one.</param>
    public static FileNotFoundException Missing(string path, string expected, Exception? cause = null) =>
        new($"'{path}': expected {expected}, but there is no such file.", path, cause);

    /// <summary>Throws for what is read more than once or at any place.</summary>
    /// <exception cref="IOException">It is a device, pipe or socket.</exception>
    public static void ExpectNoDevice(string path)
    {
        if (!IsNoDevice(path))
        {
            throw new IOException($"'{path}': {Expected}");
        }
    }
}
