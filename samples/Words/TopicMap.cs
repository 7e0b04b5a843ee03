using System.Globalization;
using RepLearn.Embeddings;
using RepLearn.Evaluation;

namespace WordsSample;

/// <summary>The map of frequent words: t-SNE for the places, k-means for the colours.</summary>
internal static class TopicMap
{
    private const int NamesInLegend = 7;
    private const int NamesInNote = 6;

    /// <summary>Lays words out.</summary>
    /// <param name="vectors">All vectors.</param>
    /// <param name="vocabulary">Their counts.</param>
    /// <param name="words">The words to show, the most frequent ones first; at least <see cref="WordClusters.LeastWords"/>.</param>
    /// <param name="seed">Decides the groups.</param>
    public static WordMap Draw(WordVectors vectors, Vocabulary vocabulary, string[] words, ulong seed)
    {
        float[] directions = WordDirections.Of(vectors, Array.ConvertAll(words, vectors.Words.IndexOf), vectors.Dimension);
        float[] plane = TSne.Fit(directions, vectors.Dimension);
        WordClusters clusters = WordClusters.Find(words, directions, NamesInLegend, (int)(seed & int.MaxValue));
        Neighbour[][] neighbours = vectors.MostSimilarBatch(words, NamesInNote);
        MappedWord[] mapped = [.. words.Select((word, place) => new MappedWord(
            word,
            plane[2 * place],
            plane[(2 * place) + 1],
            clusters.Labels[place],
            string.Create(CultureInfo.InvariantCulture, $"{vocabulary.CountOf(vocabulary.IndexOf(word)):N0} times; near to {string.Join(", ", neighbours[place].Select(neighbour => neighbour.Word))}")))];
        return new WordMap(mapped, clusters.Names);
    }
}
