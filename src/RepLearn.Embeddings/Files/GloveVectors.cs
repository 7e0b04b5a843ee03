using System.Globalization;

namespace RepLearn.Embeddings.Files;

/// <summary>
/// The text of GloVe: that of word2vec without its first line. The number of values is that of the numeric fields at the end of the first
/// row. Words may contain spaces, as a few of GloVe's own do, if they do not end in a number.
/// </summary>
internal static class GloveVectors
{
    // For the first line, whose number of values is not known yet.
    private const int MostLineBytes = 1 << 24;

    public static WordVectors Read(string path, VectorReadOptions options)
    {
        (string first, int dimension, long count, long bytes) = Survey(path);
        using var reader = new VectorFileReader(path);

        // The shortest row: one letter, a space and a digit for each value, a line break. If that does not fit, a line is bad, which will be
        // reported.
        bool isSure = count * (2 + (2 * (Int128)dimension)) <= bytes;
        var loaded = new LoadedVectors(path, options, count <= int.MaxValue ? (int)count : throw reader.Problem($"expected at most {int.MaxValue} vectors, but it has {count} lines."), dimension, isSure);
        bool ended = false;
        while (reader.TryReadLine(out ReadOnlySpan<byte> line, MostLineBytes))
        {
            line = line.TrimEnd((byte)' ');
            ended |= line.IsEmpty;
            if (line.IsEmpty)
            {
                continue;
            }

            int end = ended ? -1 : EndOfWord(line, dimension);
            if (end < 0)
            {
                throw reader.Problem(
                    $"line {reader.Line}: expected a word and {dimension} values with single spaces between, but there are {line.Count((byte)' ')} spaces{(ended ? " behind an empty line" : "")}: '{VectorFileReader.Shown(line)}'. "
                    + $"There is no first line 'count dimension', so the first, '{first}', tells how many values there are.");
            }

            TextVectors.ReadValues(reader, line[(end + 1)..], loaded.Add(line[..end], $"line {reader.Line}"));
        }

        return loaded.ToVectors();
    }

    // Reads the file once for the number of its rows, so that the table has its size from the start.
    private static (string First, int Dimension, long Count, long Bytes) Survey(string path)
    {
        using var reader = new VectorFileReader(path);
        reader.TryReadLine(out ReadOnlySpan<byte> line, MostLineBytes);
        string first = VectorFileReader.Shown(line);
        int dimension = ValuesAtEnd(line.TrimEnd((byte)' '));
        if (dimension == 0)
        {
            throw reader.Problem($"expected a first line 'count dimension', two whole numbers, or a word and its values, but it is '{first}'.");
        }

        long count = 1;
        while (reader.TryReadLine(out line, MostLineBytes))
        {
            count += line.IsEmpty ? 0 : 1;
        }

        return (first, dimension, count, reader.Position);
    }

    private static int ValuesAtEnd(ReadOnlySpan<byte> line)
    {
        int count = 0;
        for (int space; (space = line.LastIndexOf((byte)' ')) > 0 && IsNumber(line[(space + 1)..]); line = line[..space])
        {
            count++;
        }

        return count;
    }

    // The place of the space before the values; −1 if there are fewer values, or if a number precedes them.
    private static int EndOfWord(ReadOnlySpan<byte> line, int dimension)
    {
        int end = line.Length;
        for (int value = 0; value < dimension; value++)
        {
            end = line[..end].LastIndexOf((byte)' ');
            if (end <= 0)
            {
                return -1;
            }
        }

        int last = line[..end].LastIndexOf((byte)' ');
        return last >= 0 && IsNumber(line[(last + 1)..end]) ? -1 : end;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
