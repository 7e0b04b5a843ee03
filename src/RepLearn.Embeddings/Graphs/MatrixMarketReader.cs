using System.Globalization;
using System.Text;

namespace RepLearn.Embeddings.Graphs;

/// <summary>
/// Reads sparse square matrices of the Matrix Market (Boisvert, Pozo and Remington 1996) as graphs: an entry in row i and column j is an edge from
/// node i to node j, and its value the weight.
/// </summary>
internal static class MatrixMarketReader
{
    private const string Banner = "%%MatrixMarket";

    public static bool IsBanner(ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(word, Banner);

    /// <summary>Reads the edges after a banner, which is the current line.</summary>
    public static GraphBuilder Read(EdgeLine line, bool directed)
    {
        (bool isPattern, bool isSymmetric) = ReadBanner(line);
        (long nodes, long entries) = ReadSize(line);
        var builder = new GraphBuilder(isWeighted: !isPattern, directed);
        long read = 0;
        for (; line.TryRead(); read++)
        {
            if (read == entries)
            {
                throw line.Unexpected($"the end after {entries} entries, as its size line announces");
            }

            ReadEntry(line, nodes, isPattern, isSymmetric && directed, builder);
        }

        return read < entries ? throw new CorpusException(line.Path, $"its size line announces {entries} entries, but it ends after {read}.")
            : builder.Edges == 0 ? throw new CorpusException(line.Path, "expected edges, but there are none.")
            : builder;
    }

    private static (bool IsPattern, bool IsSymmetric) ReadBanner(EdgeLine line)
    {
        string[] words = [.. Enumerable.Range(0, line.Count).Select(word => Encoding.UTF8.GetString(line[word]).ToLowerInvariant())];
        return words is [_, "matrix", "coordinate", ("pattern" or "real" or "integer") and string field, ("general" or "symmetric") and string symmetry]
            ? (field == "pattern", symmetry == "symmetric")
            : throw line.Unexpected("a matrix in coordinates, of kind pattern, real or integer, general or symmetric");
    }

    private static (long Nodes, long Entries) ReadSize(EdgeLine line)
    {
        if (!line.TryRead())
        {
            throw new CorpusException(line.Path, "expected a line 'rows columns entries' behind the first, but it ends there.");
        }

        return line.Count == 3 && line.TryParse(0, out long rows) && line.TryParse(1, out long columns) && line.TryParse(2, out long entries)
            && rows > 0 && rows == columns && entries >= 0
            ? (rows, entries)
            : throw line.Unexpected("a line 'rows columns entries', as many rows as columns");
    }

    private static void ReadEntry(EdgeLine line, long nodes, bool isPattern, bool bothWays, GraphBuilder builder)
    {
        if (line.Count != (isPattern ? 2 : 3))
        {
            throw line.Unexpected(isPattern ? "a row and a column" : "a row, a column and a value");
        }

        if (!(line.TryParse(0, out long row) && line.TryParse(1, out long column) && row >= 1 && row <= nodes && column >= 1 && column <= nodes))
        {
            throw line.Unexpected($"a row and a column from 1 to {nodes}");
        }

        double weight = 1;
        if (!isPattern && !(line.TryParse(2, out weight) && (weight == 0 || GraphBuilder.IsWeight(weight))))
        {
            throw line.Unexpected("a finite weight, not below 0");
        }

        // An entry of zero is as one that is not stored.
        if (weight > 0)
        {
            // Not as the file has them, where 1 may be 01.
            const int MostDigits = 20;
            Span<byte> from = stackalloc byte[MostDigits];
            Span<byte> to = stackalloc byte[MostDigits];
            row.TryFormat(from, out int fromLength, default, CultureInfo.InvariantCulture);
            column.TryFormat(to, out int toLength, default, CultureInfo.InvariantCulture);
            builder.Add(from[..fromLength], to[..toLength], weight);
            if (bothWays && row != column)
            {
                builder.Add(to[..toLength], from[..fromLength], weight);
            }
        }
    }
}
