using System.Text;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Files;

/// <summary><see cref="VectorFormat.Word2VecText"/> and <see cref="VectorFormat.FastTextVec"/>.</summary>
internal static class TextVectors
{
    public const string WhiteSpace = " \t\n\r\v\f";

    public static WordVectors Read(string path, VectorReadOptions options)
    {
        using var reader = new VectorFileReader(path);
        if (!reader.TryReadLine(out ReadOnlySpan<byte> first, WordText.MostBytes))
        {
            throw reader.Problem("expected a first line 'count dimension', two whole numbers, but the file is empty.");
        }

        if (!VectorFileReader.TryParseHeader(first, out long announced, out long values))
        {
            return GloveVectors.Read(path, options);
        }

        // The shortest row: one letter, a space and a digit for each value, a line break.
        (int count, int dimension) = reader.CheckHeader(announced, values, dimension => 2 + (2 * (Int128)dimension));
        var loaded = new LoadedVectors(path, options, count, dimension, !reader.IsPacked);
        int mostLine = (int)Math.Min(WordText.MostBytes + (64L * dimension), Array.MaxLength / 2);
        for (int row = 0; row < count; row++)
        {
            if (!reader.TryReadLine(out ReadOnlySpan<byte> line, mostLine))
            {
                throw reader.Problem($"its first line announces {count} vectors, but it ends after {row}, at byte {reader.Position}; it is truncated, or the line is wrong.");
            }

            ReadRow(reader, line.TrimEnd((byte)' '), loaded, dimension);
        }

        while (reader.TryReadLine(out ReadOnlySpan<byte> line, mostLine))
        {
            if (!line.IsEmpty)
            {
                throw reader.Problem($"line {reader.Line}: expected the file to end after {count} vectors, as its first line announces, but there is '{VectorFileReader.Shown(line)}'.");
            }
        }

        return loaded.ToVectors();
    }

    public static void Write(WordVectors vectors, string path, bool trailingSpace) => AtomicFile.Write(path, stream =>
    {
        stream.Write(Encoding.ASCII.GetBytes($"{vectors.Count} {vectors.Dimension}\n"));
        var line = new byte[(vectors.Dimension * (FloatText.MostBytes + 1)) + 2];
        for (int row = 0; row < vectors.Count; row++)
        {
            stream.Write(WordText.Bytes(vectors.Words[row], WhiteSpace));
            int length = 0;
            foreach (float value in WordText.Row(vectors, row))
            {
                line[length++] = (byte)' ';
                length += FloatText.Write(value, line.AsSpan(length));
            }

            if (trailingSpace)
            {
                line[length++] = (byte)' ';
            }

            line[length++] = (byte)'\n';
            stream.Write(line.AsSpan(0, length));
        }
    });

    private static void ReadRow(VectorFileReader reader, ReadOnlySpan<byte> line, LoadedVectors loaded, int dimension)
    {
        int columns = line.Count((byte)' ');
        if (columns != dimension)
        {
            throw reader.Problem($"line {reader.Line}: expected a word and {dimension} values with single spaces between, but there are {columns} spaces: '{VectorFileReader.Shown(line)}'.");
        }

        int end = line.IndexOf((byte)' ');
        ReadValues(reader, line[(end + 1)..], loaded.Add(line[..end], $"line {reader.Line}"));
    }

    /// <summary>Reads a row's values, which have single spaces between them.</summary>
    public static void ReadValues(VectorFileReader reader, ReadOnlySpan<byte> values, Span<float> row)
    {
        for (int column = 0; column < row.Length; column++)
        {
            int end = values.IndexOf((byte)' ');
            row[column] = reader.Value(end < 0 ? values : values[..end], column + 1);
            values = end < 0 ? [] : values[(end + 1)..];
        }
    }
}
