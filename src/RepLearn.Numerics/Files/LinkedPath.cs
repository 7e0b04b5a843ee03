using System.ComponentModel;

namespace RepLearn.Numerics.Files;

/// <summary>Where a path leads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LinkedPath
{
    // The number of links that Linux follows.
    private const int MostLinks = 40;

    /// <summary>
    /// The full path without symbolic links. Its target need not exist. It is resolved part by part, because <c>..</c> in a link is relative
    /// to the link's real folder.
    /// </summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    /// <exception cref="ArgumentException">The path has half of a surrogate pair, which the system would write as another character.</exception>
    public static string Resolve(string path)
    {
        string full = Path.GetFullPath(FileText.Whole(path, "a path", nameof(path)));
        string resolved = Path.GetPathRoot(full)!;
        var parts = new Stack<string>();
        Push(parts, full[resolved.Length..]);
        int links = 0;
        while (parts.TryPop(out string? part))
        {
            if (part == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? resolved;
                continue;
            }

            string next = Path.Combine(resolved, part);
            if (new FileInfo(next).LinkTarget is not { } link)
            {
                resolved = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"Cannot follow '{path}': more than {MostLinks} symbolic links, one leading to the next.");
            }

            string root = Path.GetPathRoot(link) ?? "";
            resolved = root.Length > 0 ? Path.GetFullPath(root) : resolved;
            Push(parts, link[root.Length..]);
        }

        return resolved;
    }

    private static void Push(Stack<string> parts, string path)
    {
        foreach (string part in path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            if (part != ".")
            {
                parts.Push(part);
            }
        }
    }
}
