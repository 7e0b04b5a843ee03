using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Files;

/// <summary>
/// Records which vectors and words belong together. The two files are renamed one after the other, and neither format has room for a
/// reference to the other. So a third file lists, before the first rename, the hashes of the new pair and of the old one. It is also a lock,
/// which a writer holds until the last rename, and a reader while it opens both files. If a writer was killed in between, the next writer or
/// reader finds the flushed files by their hashes and renames them.
/// </summary>
internal sealed class ProjectorPair : IDisposable
{
    private const string Extension = ".pair";
    private const string VectorsEnding = ".tsv";
    private const string WordsEnding = ".metadata.tsv";
    private const string Heading = "# SHA-256 of vectors and of words that belong together, a pair per line. Delete this file to change one of them by hand.";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly FileStream _list;

    private ProjectorPair(string path, FileStream list) => (_path, _list) = (path, list);

    /// <summary>The file of vectors that a path leads to; the others lie beside it.</summary>
    public static string Resolve(string path)
    {
        string resolved = LinkedPath.Resolve(path);
        return resolved == Path.GetFullPath(path) ? path : resolved;
    }

    /// <summary>The file of words.</summary>
    public static string WordsOf(string path) => Path.ChangeExtension(path, WordsEnding);

    /// <summary>Throws where a file of the pair would take the place of one that is no part of it, now or when that is saved.</summary>
    /// <exception cref="ArgumentException">The file of vectors has another ending, by which two pairs could have one file of words, or that of the words.</exception>
    /// <exception cref="IOException">Another file has the list's name.</exception>
    public static void ExpectFree(string path)
    {
        if (!path.EndsWith(VectorsEnding, StringComparison.Ordinal) || path.EndsWith(WordsEnding, StringComparison.Ordinal))
        {
            throw new ArgumentException($"Expected a name that ends in {VectorsEnding} and not in {WordsEnding}, which is that of the words, but got '{path}'.", nameof(path));
        }

        string list = ListOf(path);
        if (File.Exists(list))
        {
            using FileStream file = OpenList(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > 0 && Read(file) is null)
            {
                throw new IOException($"Cannot write '{path}': beside it goes the list '{list}' of what belongs together, but a file of that name is there which is no such list. Move it, or choose another name.");
            }
        }
    }

    /// <summary>Begins to rename; readers and other writers wait until it is disposed of.</summary>
    public static ProjectorPair Lock(string path) => new(path, OpenList(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));

    /// <summary>Opens both files of one pair.</summary>
    /// <exception cref="ModelFileException">A list is there and this pair is not in it.</exception>
    public static (VectorFileReader Vectors, VectorFileReader Words) Open(string path)
    {
        for (bool isFirst = true; ; isFirst = false)
        {
            (VectorFileReader vectors, VectorFileReader words, string[]? pairs) = OpenFiles(path);
            if (pairs is null || vectors.IsPacked || words.IsPacked || pairs.Contains(Line(vectors.Hash(), words.Hash())))
            {
                return (vectors, words);
            }

            using (vectors)
            using (words)
            {
                if (!isFirst || !TryComplete(path))
                {
                    throw vectors.Problem($"expected the vectors of the words in '{words.Path}', but the two were not saved together, as '{ListOf(path)}' tells: one was changed or replaced since, or saving was interrupted and what it left is gone. Save both again, or delete that file if they belong together all the same.");
                }
            }
        }
    }

    /// <summary>Gives what a killed writer left its names, where that can be done.</summary>
    /// <returns>Whether it was tried.</returns>
    public static bool TryComplete(string path)
    {
        try
        {
            if (!File.Exists(ListOf(path)) || (TemporaryFile.BesideOf(LinkedPath.Resolve(path)).Length == 0 && TemporaryFile.BesideOf(LinkedPath.Resolve(WordsOf(path))).Length == 0))
            {
                return false;
            }

            using ProjectorPair pair = Lock(path);
            pair.Complete();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A caller who may only read gets an error that the files do not belong together.
            return false;
        }
    }

    /// <summary>Gives both files of a listed pair their names if they are there under any name.</summary>
    public void Complete()
    {
        string vectorsTarget = LinkedPath.Resolve(_path);
        string wordsTarget = LinkedPath.Resolve(WordsOf(_path));
        foreach (string pair in Read(_list) ?? [])
        {
            if (pair.Split(' ') is [string vectorsHash, string wordsHash]
                && Find(vectorsTarget, vectorsHash) is { } vectors && Find(wordsTarget, wordsHash) is { } words)
            {
                Rename(words, wordsTarget);
                Rename(vectors, vectorsTarget);
                return;
            }
        }
    }

    /// <summary>Lists a pair that is about to take its place beside the one that is there.</summary>
    public void Announce(string vectorsHash, string wordsHash)
    {
        var text = new StringBuilder($"{Heading}\n{Line(vectorsHash, wordsHash)}\n");
        if (TryHash(_path, FileShare.ReadWrite) is { } oldVectors && TryHash(WordsOf(_path), FileShare.ReadWrite) is { } oldWords)
        {
            // Files that other programs wrote have no list.
            string old = Line(oldVectors, oldWords);
            text.Append(Read(_list)?.Contains(old) ?? true ? $"{old}\n" : "");
        }

        // One short write over the old lines, which have the same length: none of them is ever half there.
        byte[] bytes = Encoding.ASCII.GetBytes(text.ToString());
        _list.Position = 0;
        _list.Write(bytes);
        _list.SetLength(bytes.Length);
        _list.Flush(flushToDisk: true);
    }

    /// <summary>The hash of what is written to a stream.</summary>
    public static string Hash(Stream target, Action<Stream> write)
    {
        using var hash = SHA256.Create();
        using (var hashed = new CryptoStream(target, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            write(hashed);
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    public void Dispose() => _list.Dispose();

    // Both are opened while no writer renames them; once open, they do not change.
    private static (VectorFileReader Vectors, VectorFileReader Words, string[]? Pairs) OpenFiles(string path)
    {
        while (true)
        {
            bool isListed = File.Exists(ListOf(path));
            using FileStream? list = isListed ? OpenList(path, FileMode.Open, FileAccess.Read, FileShare.Read) : null;
            var vectors = new VectorFileReader(path);
            VectorFileReader? words = null;
            try
            {
                words = new VectorFileReader(WordsOf(path), expected: "the words of the vectors beside it");
                if (isListed || !File.Exists(ListOf(path)))
                {
                    return (vectors, words, list is null ? null : Read(list));
                }
            }
            catch
            {
                words?.Dispose();
                vectors.Dispose();
                throw;
            }

            // A first writer has come in between.
            vectors.Dispose();
            words.Dispose();
        }
    }

    private static FileStream OpenList(string path, FileMode mode, FileAccess access, FileShare share)
    {
        PlainFile.ExpectNoDevice(ListOf(path));
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(ListOf(path), mode, access, share);
            }
            catch (IOException failure) when (failure.GetType() == typeof(IOException) && Stopwatch.GetElapsedTime(start) < s_patience)
            {
                // Another process holds it, for the time of a few renames.
                Thread.Sleep(1);
            }
        }
    }

    // The pairs of a list; null where it is none.
    private static string[]? Read(FileStream list)
    {
        // A heading, a new pair and an old one take less.
        Span<byte> bytes = stackalloc byte[1024];
        list.Position = 0;
        int read = list.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        string[] lines = Encoding.ASCII.GetString(bytes[..read]).Split('\n');
        return lines[0] == Heading ? lines[1..] : null;
    }

    // The file with the given content among a target and what killed writers left beside it.
    private static string? Find(string target, string hash) =>
        TryHash(target, FileShare.ReadWrite) == hash ? target
        : TemporaryFile.BesideOf(target).FirstOrDefault(file => TryHash(file, FileShare.None) == hash);

    private static void Rename(string file, string target)
    {
        if (file != target)
        {
            File.Move(file, target, overwrite: true);
        }
    }

    // Null if it is not there, or if a running writer holds it exclusively.
    private static string? TryHash(string path, FileShare share)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, share);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string ListOf(string path) => Path.ChangeExtension(path, Extension);

    private static string Line(string vectorsHash, string wordsHash) => $"{vectorsHash} {wordsHash}";
}
