using System.Buffers.Text;
using System.Text;

namespace RepLearn.Embeddings;

/// <summary>Reads edge lists.</summary>
internal static class EdgeListReader
{
    /// <inheritdoc cref="Graph.FromFile"/>
    public static Graph Read(string path, bool directed)
    {
        using SentenceReader reader = TextCorpus.FromFile(path, new TextOptions { Tokenizer = new WhitespaceTokenizer() }).Open();
        var line = new TokenBuffer();
        GraphBuilder? builder = null;
        int tokens = 0;
        while (reader.Read(line))
        {
            if (line[0][0] is (byte)'#' or (byte)'%')
            {
                continue;
            }

            if (builder is null && line.Count is 2 or 3)
            {
                tokens = line.Count;
                builder = new GraphBuilder(isWeighted: tokens == 3, directed);
            }

            if (builder is null || line.Count != tokens)
            {
                string expected = tokens switch { 2 => "two names, as in the first edge", 3 => "two names and a weight, as in the first edge", _ => "two names, or two names and a weight" };
                throw new CorpusException(path, $"expected {expected}, but got the line '{Text(line)}'.");
            }

            double weight = 1;
            if (tokens == 3 && !(Utf8Parser.TryParse(line[2], out weight, out int read) && read == line[2].Length && GraphBuilder.IsWeight(weight)))
            {
                throw new CorpusException(path, $"expected a finite weight above 0, but got the line '{Text(line)}'.");
            }

            builder.Add(line[0], line[1], weight);
        }

        return builder?.Build() ?? throw new CorpusException(path, "expected edges, but there are none.");
    }

    private static string Text(TokenBuffer line)
    {
        const int Most = 5;
        IEnumerable<string> tokens = Enumerable.Range(0, Math.Min(Most, line.Count)).Select(token => Encoding.UTF8.GetString(line[token]));
        return string.Join(' ', tokens) + (line.Count > Most ? " …" : "");
    }
}
