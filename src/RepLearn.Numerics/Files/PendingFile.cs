using System.ComponentModel;

namespace RepLearn.Numerics.Files;

/// <summary>
/// A file that is written beside the one that it will replace. Links, mode and owner of the old file are kept. Until the end only the user
/// may read the new one, so that a private file is never readable in between.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PendingFile : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly string _target;
    private readonly UnixFileMode? _mode;
    private readonly FileStream _stream;
    private bool _isInPlace;

    private PendingFile(string path, string target, UnixFileMode? mode, FileStream stream)
    {
        _path = path;
        _target = target;
        _mode = mode;
        _stream = stream;
    }

    /// <summary>Begins a file, and removes what killed processes left of earlier attempts at the same one.</summary>
    /// <param name="path">The target. Symbolic links are followed: their target is replaced.</param>
    /// <exception cref="DirectoryNotFoundException">Its folder is not there.</exception>
    /// <exception cref="IOException">It is a folder or a device, or the file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not admit writing, or the owner cannot be kept.</exception>
    public static PendingFile Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = LinkedPath.Resolve(path);
        string folder = Path.GetDirectoryName(target) ?? target;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"Cannot write '{path}': there is no folder '{(folder == Path.GetDirectoryName(Path.GetFullPath(path)) ? Path.GetDirectoryName(path) : folder)}'.");
        }

        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(path))
        {
            throw new IOException($"Cannot write '{path}': expected the name of a file, but it is that of a folder.");
        }

        ExpectShortName(path, target);
        UnixOwner? owner = UnixOwner.Of(target);
        if (owner is { IsRegularFile: false })
        {
            throw new IOException($"Cannot write '{path}': expected a file that can be replaced, but it is a device, pipe or socket.");
        }

        UnixFileMode? mode = !OperatingSystem.IsWindows() && File.Exists(target) ? File.GetUnixFileMode(target) : null;
        FileStream stream = TemporaryFile.Create(path, target, mode is null ? null : OwnerOnly);
        var file = new PendingFile(path, target, mode, stream);
        if (owner is { } expected && !expected.TryGiveTo(stream))
        {
            file.Dispose();
            throw new UnauthorizedAccessException($"Cannot write '{path}': it belongs to {expected}, which a file of this process cannot be given to. Remove it first, or choose another name.");
        }

        TemporaryFile.RemoveLeftOver(stream.Name, target);
        return file;
    }

    /// <summary>Writes the content and flushes it to the disk.</summary>
    public void Write(Action<Stream> write)
    {
        try
        {
            write(_stream);
            _stream.Flush(flushToDisk: true);
            if (!OperatingSystem.IsWindows() && _mode is { } mode)
            {
                File.SetUnixFileMode(_stream.SafeFileHandle, mode);
            }
        }
        catch (Exception failure) when (IsOfTemporary(failure))
        {
            throw InCallersTerms(failure);
        }
    }

    /// <summary>Gives the file its name, in place of the one that was there.</summary>
    public void Replace()
    {
        try
        {
            // Still open: its lock tells other writers that the file is in use.
            File.Move(_stream.Name, _target, overwrite: true);
            _isInPlace = true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw InCallersTerms(failure);
        }
    }

    /// <summary>Ends the file's use; removes it if it did not take its place.</summary>
    public void Dispose()
    {
        // The caller must see the original failure.
        try
        {
            if (!_isInPlace)
            {
                File.Delete(_stream.Name);
            }

            _stream.Dispose();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }

    // The temporary file's name is short, so that a target's long one would be refused at the end only.
    private static void ExpectShortName(string path, string target)
    {
        try
        {
            File.GetAttributes(target);
        }
        catch (PathTooLongException failure)
        {
            throw new PathTooLongException($"Cannot write '{path}': its name is longer than the system admits.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // There is no such file yet, or whoever opens it is told more.
        }
    }

    private bool IsOfTemporary(Exception failure) =>
        failure is IOException or UnauthorizedAccessException && failure.Message.Contains(_stream.Name, StringComparison.Ordinal);

    private Exception InCallersTerms(Exception failure)
    {
        string message = $"Cannot write '{_path}': {failure.Message.Replace(_stream.Name, _path, StringComparison.Ordinal)}";
        return failure is UnauthorizedAccessException
            ? new UnauthorizedAccessException(message, failure)
            : new IOException(message, failure) { HResult = failure.HResult };
    }
}
