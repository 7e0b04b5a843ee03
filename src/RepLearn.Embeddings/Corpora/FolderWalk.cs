using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Corpora;

/// <summary>
/// The files of a folder and of those in it, each once. Links wait until all that lies in the folder itself is found, so that a file's own path
/// goes before those that lead to it through links; a folder that was entered by its true path is not entered again.
/// </summary>
internal sealed class FolderWalk
{
    private readonly string _pattern;
    private readonly HashSet<string> _entered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Stack<string> _folders = new();
    private readonly Queue<(string Path, bool IsFolder)> _links = new();

    private FolderWalk(string pattern) => _pattern = pattern;

    /// <summary>Finds files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Which names to take, with * and ?.</param>
    /// <returns>Their paths in ordinal order.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="CorpusException">It is a file, or a folder in it cannot be read.</exception>
    public static string[] Files(string folder, string pattern)
    {
        if (File.Exists(folder))
        {
            throw new CorpusException(folder, "expected a folder, but it is a file.");
        }

        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"'{folder}': expected a folder, but there is no such folder.");
        }

        var walk = new FolderWalk(pattern);
        walk._folders.Push(folder);
        do
        {
            walk.TakeFolders();
            walk.TakeLink();
        }
        while (walk._folders.Count > 0 || walk._links.Count > 0);

        string[] files = [.. walk._files.Values];
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private void TakeFolders()
    {
        while (_folders.TryPop(out string? folder))
        {
            Named(folder, () =>
            {
                if (_entered.Add(TruePath(folder)))
                {
                    TakeEntries(folder);
                }
            });
        }
    }

    private static void Named(string path, Action look)
    {
        try
        {
            look();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CorpusException(path, error is DirectoryNotFoundException ? "no such folder." : error.Message, cause: error);
        }
    }

    private void TakeEntries(string folder)
    {
        var all = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false, MatchType = MatchType.Win32 };
        foreach (string path in Directory.EnumerateDirectories(folder, "*", all).Order(StringComparer.Ordinal))
        {
            Take(path, isFolder: true);
        }

        foreach (string path in Directory.EnumerateFiles(folder, _pattern, all).Order(StringComparer.Ordinal))
        {
            Take(path, isFolder: false);
        }
    }

    private void Take(string path, bool isFolder)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            _links.Enqueue((path, isFolder));
        }
        else
        {
            Add(path, isFolder);
        }
    }

    private void TakeLink()
    {
        if (_links.TryDequeue(out (string Path, bool IsFolder) link))
        {
            Named(link.Path, () => Add(link.Path, link.IsFolder));
        }
    }

    private void Add(string path, bool isFolder)
    {
        if (isFolder)
        {
            _folders.Push(path);
        }
        else if (PlainFile.IsNoDevice(path))
        {
            // Reading a pipe or a device may never end.
            _files.TryAdd(TruePath(path), path);
        }
    }

    // The path without links; where one leads nowhere or in a circle, the path as far as it could be followed.
    private static string TruePath(string path)
    {
        const int MostLinks = 40;
        string full = Path.GetFullPath(path);
        var left = new Stack<string>(Parts(full));
        string found = Path.GetPathRoot(full)!;
        int links = 0;
        while (left.TryPop(out string? name))
        {
            if (name == "..")
            {
                found = Path.GetDirectoryName(found) ?? found;
                continue;
            }

            string next = Path.Combine(found, name);
            if (links < MostLinks && new FileInfo(next).LinkTarget is { } target)
            {
                links++;
                found = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : found;
                foreach (string part in Parts(target))
                {
                    left.Push(part);
                }

                continue;
            }

            found = next;
        }

        return found;
    }

    // The last part first, as a stack takes them.
    private static IEnumerable<string> Parts(string path) => path[Path.GetPathRoot(path)!.Length..]
        .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
        .Where(part => part != ".")
        .Reverse();
}
