using RepLearn.Embeddings;

namespace WordsSample;

/// <summary>The neighbours of a few words by each metric.</summary>
internal static class NeighbourTable
{
    private const int Shown = 7;

    /// <summary>The columns' names.</summary>
    public static readonly string[] Header = ["word", "metric", "nearest words"];

    /// <summary>A row for each word and metric; a word that is unknown has one row that says so.</summary>
    public static IEnumerable<string[]> Rows(WordVectors vectors, IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            if (vectors.Words.IndexOf(word) < 0)
            {
                yield return [word, "–", "not in the vocabulary"];
                continue;
            }

            foreach (Metric metric in Enum.GetValues<Metric>())
            {
                string name = metric switch { Metric.Cosine => "cosine", Metric.Dot => "dot product", _ => "Euclidean" };
                yield return [metric == Metric.Cosine ? word : "", name, string.Join(", ", vectors.MostSimilar(word, Shown, metric).Select(neighbour => neighbour.Word))];
            }
        }
    }
}
