using System.Text;
using RepLearn.Embeddings.Corpora;

namespace RepLearn.Embeddings.Graphs;

/// <summary>Reads graphs from files: lists of edges and Matrix Market files.</summary>
internal static class EdgeListReader
{
    private const int MostNameBytes = TokenScan.MaximumBytes;

    // What the first words of graph files in other formats begin with.
    private static readonly (string Start, string Format)[] s_otherFormats =
    [
        ("*vertices", "Pajek's"), ("*network", "Pajek's"), ("*arcs", "Pajek's"), ("*edges", "Pajek's"),
        ("<", "XML, as GraphML and GEXF are"), ("{", "JSON"), ("graph{", "DOT"), ("digraph{", "DOT"), ("graph[", "GML"),
    ];

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
        ExpectNoOtherFormat(line);
        int words = line.Count;
        if (words is not (2 or 3))
        {
            throw line.Unexpected("two names, or two names and a weight");
        }

        var builder = new GraphBuilder(isWeighted: words == 3, directed);
        do
        {
            if (line.Count != words)
            {
                throw line.Unexpected(words == 2 ? "two names, as in the first edge" : "two names and a weight, as in the first edge");
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

    private static void ExpectNoOtherFormat(EdgeLine line)
    {
        string start = Encoding.UTF8.GetString(line[0]) + (line.Count == 2 ? Encoding.UTF8.GetString(line[1]) : "");
        foreach ((string mark, string format) in s_otherFormats)
        {
            if (start.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                throw line.Unexpected($"a list of edges, or a Matrix Market file; this looks like {format} format");
            }
        }
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
