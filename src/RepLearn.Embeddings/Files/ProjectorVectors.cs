using System.Text;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Files;

/// <summary><see cref="VectorFormat.ProjectorTsv"/>.</summary>
internal static class ProjectorVectors
{
    private const int MostLineBytes = 1 << 24;
    public const string LineSpace = "\t\n\r";

    public static WordVectors Read(string path, VectorReadOptions options)
    {
        path = ProjectorPair.Resolve(path);
        (VectorFileReader reader, VectorFileReader wordReader) = ProjectorPair.Open(path);
        using (reader)
        using (wordReader)
        {
            return Read(path, reader, wordReader, options);
        }
    }

    // Both are written and flushed before the first takes its place: if anything is wrong with either, both old files stay.
    public static void Write(WordVectors vectors, string path)
    {
        if (vectors.Count == 0)
        {
            throw new ArgumentException("Expected at least one word, as this format has no place for the dimension of none; .txt, .vec, .bin and .safetensors have.");
        }

        path = ProjectorPair.Resolve(path);
        ProjectorPair.ExpectFree(path);

        // Before the files of a killed writer are removed as abandoned.
        ProjectorPair.TryComplete(path);
        using PendingFile rows = PendingFile.Create(path);
        using PendingFile words = PendingFile.Create(ProjectorPair.WordsOf(path));
        string rowsHash = "";
        string wordsHash = "";
        rows.Write(stream => rowsHash = ProjectorPair.Hash(stream, hashed => WriteRows(vectors, hashed)));
        words.Write(stream => wordsHash = ProjectorPair.Hash(stream, hashed => WriteWords(vectors, hashed)));
        using ProjectorPair pair = ProjectorPair.Lock(path);
        pair.Complete();
        pair.Announce(rowsHash, wordsHash);
        words.Replace();
        rows.Replace();
    }

    private static WordVectors Read(string path, VectorFileReader reader, VectorFileReader wordReader, VectorReadOptions options)
    {
        List<byte[]> words = ReadWords(wordReader);
        LoadedVectors? loaded = null;
        int dimension = 0;
        int row = 0;
        while (reader.TryReadLine(out ReadOnlySpan<byte> line, MostLineBytes))
        {
            int columns = line.Count((byte)'\t') + 1;
            dimension = loaded is null ? columns : dimension;
            if (columns != dimension)
            {
                throw reader.Problem($"line {reader.Line}: expected {dimension} values with tabs between, as in the first line, but there are {columns}.");
            }

            // The shortest row: a digit for each value and a tab or line break after it.
            if (loaded is null && !reader.IsPacked && words.Count * (2 * (Int128)dimension) > reader.FileLength)
            {
                throw reader.Problem($"expected {words.Count} vectors of {dimension} values, as many as there are words in '{wordReader.Path}', but the file has only {reader.FileLength} bytes.");
            }

            loaded ??= new LoadedVectors(path, options, words.Count, dimension, !reader.IsPacked);
            if (row == words.Count)
            {
                throw reader.Problem($"line {reader.Line}: expected {words.Count} vectors, as many as there are words in '{wordReader.Path}', but there are more.");
            }

            ReadRow(reader, line, loaded.Add(words[row], $"line {row + 1} of '{wordReader.Path}'"));
            row++;
        }

        return loaded is not null && row == words.Count
            ? loaded.ToVectors()
            : throw reader.Problem($"expected {words.Count} vectors, as many as there are words in '{wordReader.Path}', but it ends after {row}.");
    }

    private static List<byte[]> ReadWords(VectorFileReader reader)
    {
        List<byte[]> words = [];
        while (reader.TryReadLine(out ReadOnlySpan<byte> line, MostLineBytes))
        {
            if (line.Contains((byte)'\t'))
            {
                throw reader.Problem($"line {reader.Line}: expected one word a line and no other columns, but it is '{VectorFileReader.Shown(line)}'.");
            }

            words.Add(line.ToArray());
        }

        return words.Count > 0 ? words : throw reader.Problem("expected words, one a line, but the file is empty.");
    }

    private static void WriteRows(WordVectors vectors, Stream stream)
    {
        var line = new byte[vectors.Dimension * (FloatText.MostBytes + 1)];
        for (int row = 0; row < vectors.Count; row++)
        {
            int length = 0;
            foreach (float value in WordText.Row(vectors, row))
            {
                length += FloatText.Write(value, line.AsSpan(length));
                line[length++] = (byte)'\t';
            }

            line[length - 1] = (byte)'\n';
            stream.Write(line.AsSpan(0, length));
        }
    }

    private static void WriteWords(WordVectors vectors, Stream stream)
    {
        // A byte order mark before a word that begins with one, because the first mark is skipped in reading.
        if (vectors.Count > 0 && vectors.Words[0].StartsWith('\uFEFF'))
        {
            stream.Write(Encoding.UTF8.Preamble);
        }

        for (int row = 0; row < vectors.Count; row++)
        {
            stream.Write(WordText.Bytes(vectors.Words[row], LineSpace));
            stream.WriteByte((byte)'\n');
        }
    }

    private static void ReadRow(VectorFileReader reader, ReadOnlySpan<byte> line, Span<float> row)
    {
        for (int column = 0; column < row.Length; column++)
        {
            int end = line.IndexOf((byte)'\t');
            row[column] = reader.Value(end < 0 ? line : line[..end], column + 1);
            line = end < 0 ? [] : line[(end + 1)..];
        }
    }
}
