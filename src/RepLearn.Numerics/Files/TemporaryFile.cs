using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;

namespace RepLearn.Numerics.Files;

/// <summary>
/// Temporary files whose names say what they will replace, and whose locks say whether a process still writes them. A killed process has no
/// locks, so that the next writer can recognise its abandoned files.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TemporaryFile
{
    private const int Attempts = 100;

    // Where locks do not work, as on some network drives, a file that has not been written to for this long is abandoned.
    private static readonly TimeSpan s_abandoned = TimeSpan.FromHours(1);

    /// <summary>Makes an empty file beside a target.</summary>
    /// <param name="path">The target as the caller gave it, for messages.</param>
    /// <param name="target">The target without links.</param>
    /// <param name="mode">Who may read and write it; null for what the system gives new files.</param>
    public static FileStream Create(string path, string target, UnixFileMode? mode)
    {
        string folder = Path.GetDirectoryName(target)!;
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,

            // A shared lock, which does not prevent reading once the file has its final name.
            Share = FileShare.Read | FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        for (int attempt = 1; ; attempt++)
        {
            // Short, because the target's name may have almost the largest length that the file system allows.
            string name = Path.Combine(folder, $"{Prefix(target)}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.tmp");
            try
            {
                var file = new FileStream(name, options);
                if (attempt == Attempts || File.Exists(name))
                {
                    return file;
                }

                // Another writer saw the file before it was locked, and has removed it.
                file.Dispose();
            }
            catch (UnauthorizedAccessException failure)
            {
                throw new UnauthorizedAccessException($"Cannot write '{path}': its folder admits no new file, and a file is written beside its target before it replaces it.", failure);
            }
            catch (IOException failure) when (attempt == Attempts && failure is (FileNotFoundException or DirectoryNotFoundException))
            {
                throw new IOException($"Cannot write '{path}': its folder admits no new file.", failure) { HResult = failure.HResult };
            }
            catch (IOException failure) when (attempt == Attempts)
            {
                throw new IOException($"Cannot write '{path}': {failure.Message.Replace(name, path, StringComparison.Ordinal)}", failure) { HResult = failure.HResult };
            }
            catch (IOException)
            {
                // The name is taken, or another writer is removing the file. An error of the folder occurs again at the next attempt.
            }
        }
    }

    /// <summary>Removes what killed processes left beside a target.</summary>
    /// <param name="own">A file of this process, to see whether locks hold.</param>
    /// <param name="target">The target without links.</param>
    internal static void RemoveLeftOver(string own, string target)
    {
        try
        {
            bool locksHold = !TryOpenAlone(own, remove: false);
            foreach (string file in BesideOf(target))
            {
                if (file != own && (locksHold || DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > s_abandoned))
                {
                    TryOpenAlone(file, remove: true);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be listed cannot be tidied, but it can be written to.
        }
    }

    /// <summary>What killed processes left beside a target, and living ones write.</summary>
    /// <param name="target">The target without links.</param>
    public static string[] BesideOf(string target) => Directory.GetFiles(Path.GetDirectoryName(target)!, $"{Prefix(target)}*.tmp");

    private static string Prefix(string target) =>
        $".replearn-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(target))).AsSpan(0, 8))}-";

    private static bool TryOpenAlone(string file, bool remove)
    {
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None, 0, remove ? FileOptions.DeleteOnClose : FileOptions.None).Dispose();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
