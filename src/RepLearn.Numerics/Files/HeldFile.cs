using System.Collections.Concurrent;
using System.ComponentModel;

namespace RepLearn.Numerics.Files;

/// <summary>
/// A file that one writer of this process has for itself, for as long as it writes. A lock of the system would not do: files that are replaced
/// whole have none that lasts, and where locks are only advice, one that keeps writers apart keeps readers away as well.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class HeldFile : IDisposable
{
    private static readonly ConcurrentDictionary<string, string> s_holders =
        new(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    private string? _target;

    private HeldFile(string target) => _target = target;

    /// <summary>Takes a file.</summary>
    /// <param name="path">The file, which need not exist. Symbolic links are followed.</param>
    /// <param name="holder">Who takes it, for those who come later.</param>
    /// <exception cref="IOException">Another writer of this process has it.</exception>
    public static HeldFile Take(string path, string holder)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = LinkedPath.Resolve(path);
        return s_holders.TryAdd(target, holder)
            ? new HeldFile(target)
            : throw new IOException($"Cannot write '{path}': {s_holders.GetValueOrDefault(target, "another writer")} of this process has the file until it ends. Give each a file of its own.");
    }

    /// <summary>Gives the file back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _target, null) is { } target)
        {
            s_holders.TryRemove(target, out _);
        }
    }
}
