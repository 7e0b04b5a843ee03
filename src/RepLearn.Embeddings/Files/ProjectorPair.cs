using System.Security.Cryptography;
using System.Text;
using RepLearn.Files;

namespace RepLearn.Embeddings.Files;

/// <summary>
/// Which vectors and words belong together. The two files are renamed one after the other, and neither format has room for a
/// mark of the other: a third file lists, before the first rename, the hashes of the new pair and of the one that was there.
/// Whoever is killed between the renames leaves a pair that is neither.
/// </summary>
internal static class ProjectorPair
{
    private const string Extension = ".pair";
    private const string Heading = "# SHA-256 of vectors and of words that belong together, a pair per line. Delete this file to change one of them by hand.";

    /// <summary>Throws where a list is there and this pair is not in it.</summary>
    /// <param name="path">The file of vectors.</param>
    /// <param name="vectors">That file.</param>
    /// <param name="words">The file of words.</param>
    /// <exception cref="ModelFileException">The files do not belong together.</exception>
    public static void Expect(string path, VectorFileReader vectors, VectorFileReader words)
    {
        if (!vectors.IsPacked && !words.IsPacked && !Lists(ListOf(path), vectors.Hash, words.Hash))
        {
            throw vectors.Problem($"expected the vectors of the words in '{words.Path}', but the two were not saved together, as '{ListOf(path)}' tells: saving was interrupted between them, or one was changed since. Save both again, or delete that file if they belong together all the same.");
        }
    }

    /// <summary>Throws where the list would take the place of the vectors themselves, or of a file that is no list.</summary>
    /// <exception cref="ArgumentException">The file of vectors has the list's name.</exception>
    /// <exception cref="IOException">Another file has it.</exception>
    public static void ExpectFree(string path)
    {
        if (Path.GetExtension(path).Equals(Extension, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"Expected a name that does not end in {Extension}, which is that of the list of what belongs together, but got '{path}'.", nameof(path));
        }

        string list = ListOf(path);
        if (File.Exists(list) && !IsList(list))
        {
            throw new IOException($"Cannot write '{path}': beside it goes the list '{list}' of what belongs together, but a file of that name is there which is no such list. Move it, or choose another name.");
        }
    }

    /// <summary>Lists a pair that is about to take its place beside the one that is there.</summary>
    public static void Announce(string path, string wordsPath, string vectorsHash, string wordsHash)
    {
        List<string> lines = [Heading, Line(vectorsHash, wordsHash)];
        string list = ListOf(path);
        if (File.Exists(path) && File.Exists(wordsPath))
        {
            (string oldVectors, string oldWords) = (HashOf(path), HashOf(wordsPath));
            if (Lists(list, () => oldVectors, () => oldWords))
            {
                lines.Add(Line(oldVectors, oldWords));
            }
        }

        AtomicFile.Write(list, stream =>
        {
            foreach (string line in lines)
            {
                stream.Write(Encoding.ASCII.GetBytes(line + '\n'));
            }
        });
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

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static string ListOf(string path) => Path.ChangeExtension(path, Extension);

    private static string Line(string vectorsHash, string wordsHash) => $"{vectorsHash} {wordsHash}";

    // Files that other programs wrote have no list, or one of their own, and nothing to be hashed for.
    private static bool Lists(string list, Func<string> vectorsHash, Func<string> wordsHash) =>
        !IsList(list) || File.ReadLines(list).Contains(Line(vectorsHash(), wordsHash()));

    private static bool IsList(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using FileStream file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[Heading.Length];
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return Ascii.Equals(start[..read], Heading);
    }
}
