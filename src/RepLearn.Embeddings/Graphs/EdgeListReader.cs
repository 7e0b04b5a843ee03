using System.Text;
using RepLearn.Embeddings.Corpora;

namespace RepLearn.Embeddings.Graphs;

/// <summary>Reads graphs from files: lists of edges and Matrix Market files.</summary>
internal static class EdgeListReader
{
    private const int MostNameBytes = TokenScan.MaximumBytes;

    // Lines that GML has before its graph.
    private const int MostHeaderLines = 4;

    // What the first words of graph files in other formats begin with.
    private static readonly (string Start, string Format)[] s_otherFormats =
    [
        ("*vertices", "Pajek's format"), ("*network", "Pajek's format"), ("*arcs", "Pajek's format"), ("*edges", "Pajek's format"),
        ("<", "XML, as GraphML and GEXF are"), ("{", "JSON"), ("graph{", "DOT"), ("digraph{", "DOT"), ("graph[", "GML"), ("creator\"", "GML"),
    ];

    private static readonly (string From, string To)[] s_columnNames = [("source", "target"), ("from", "to"), ("src", "dst")];

    /// <inheritdoc cref="Graph.FromFile"/>
    public static Graph Read(string path, bool directed)
    {
        using var line = new EdgeLine(path);
        bool any = line.TryRead(out bool isRemark);
        if (any && isRemark && MatrixMarketReader.IsBanner(line[0]))
        {
            return Build(MatrixMarketReader.Read(line, directed), path);
        }

        string name = Decompression.CompressionOf(path) == TextCompression.None ? path : System.IO.Path.GetFileNameWithoutExtension(path);
        if (any && name.EndsWith(".mtx", StringComparison.OrdinalIgnoreCase))
        {
            throw line.Unexpected("a Matrix Market file to begin with '%%MatrixMarket matrix coordinate …'");
        }

        any = isRemark ? line.TryRead() : any;
        return any ? Build(ReadEdges(line, directed), path) : throw new CorpusException(path, "expected edges, but there are none.");
    }

    private static GraphBuilder ReadEdges(EdgeLine line, bool directed)
    {
        ExpectNoOtherFormat(FormatOfFirst(line), line);
        int words = line.Count;
        if (words is not (2 or 3))
        {
            throw line.Unexpected("two names, or two names and a weight");
        }

        bool isSize = line.TryParse(0, out long _) && line.TryParse(1, out long _);
        var builder = new GraphBuilder(isWeighted: words == 3, directed);
        do
        {
            if (builder.Edges < MostHeaderLines && line.Count == 2 && line[0].SequenceEqual("graph"u8) && line[1].SequenceEqual("["u8))
            {
                ExpectNoOtherFormat("GML", line);
            }

            if (line.Count != words)
            {
                string metis = isSize && builder.Edges == 1 ? "; METIS files, which begin with their size, are not read" : "";
                throw line.Unexpected($"{(words == 2 ? "two names" : "two names and a weight")}, as in the first edge{metis}");
            }

            double weight = 1;
            if (words == 3 && !(line.TryParse(2, out weight) && GraphBuilder.IsWeight(weight)))
            {
                throw line.Unexpected("a finite weight above 0");
            }

            if (line[0].Length > MostNameBytes || line[1].Length > MostNameBytes)
            {
                throw line.Unexpected($"names of at most {MostNameBytes} bytes");
            }

            builder.Add(line[0], line[1], weight);
        }
        while (line.TryRead());

        return builder;
    }

    // Lines of other kinds of files would pass for edges, or be refused for what is not their fault.
    private static void ExpectNoOtherFormat(string? format, EdgeLine line)
    {
        if (format is not null)
        {
            throw line.Unexpected($"a list of edges, or a Matrix Market file; this looks like {format}");
        }
    }

    private static string? FormatOfFirst(EdgeLine line)
    {
        string first = Encoding.UTF8.GetString(line[0]);
        string second = line.Count > 1 ? Encoding.UTF8.GetString(line[1]) : "";
        string start = first + (line.Count == 2 ? second : second.StartsWith('"') ? "\"" : "");
        foreach ((string mark, string format) in s_otherFormats)
        {
            if (start.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        string[] ofDot = ["graph", "digraph", "strict"];
        return ofDot.Contains(first, StringComparer.OrdinalIgnoreCase) && line[line.Count - 1] is [.., (byte)'{'] ? "DOT"
            : second is "--" or "->" && line.Count > 2 && !line.TryParse(2, out double _) ? "DOT"
            : (line.Count == 1 && first.AsSpan().ContainsAny(',', ';')) || first is [_, .., ',' or ';'] ? "comma separated values; put spaces or tabs between them"
            : s_columnNames.Contains((first.ToLowerInvariant(), second.ToLowerInvariant())) ? "a line of column names; delete it, put # before it, or, if it is an edge, put another one first"
            : null;
    }

    private static Graph Build(GraphBuilder builder, string path)
    {
        try
        {
            return builder.Build();
        }
        catch (ArgumentException error)
        {
            throw new CorpusException(path, error.Message, cause: error);
        }
    }
}
