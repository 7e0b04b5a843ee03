using System.Globalization;
using RepLearn.Embeddings;
using RepLearn.Embeddings.Vectors;
using RepLearn.Evaluation;

namespace WordsSample;

/// <summary>The map of frequent words: t-SNE for the places, k-means for the colours.</summary>
internal static class TopicMap
{
    private const int Groups = 10;
    private const int WordsForGroup = 6;
    private const int NamesInLegend = 7;
    private const int NamesInNote = 6;

    /// <summary>The fewest words that make a map.</summary>
    public const int LeastWords = 2 * WordsForGroup;

    /// <summary>Lays words out.</summary>
    /// <param name="vectors">All vectors.</param>
    /// <param name="vocabulary">Their counts.</param>
    /// <param name="words">The words to show, the most frequent ones first; at least <see cref="LeastWords"/>.</param>
    /// <param name="seed">Decides the groups.</param>
    public static WordMap Draw(WordVectors vectors, Vocabulary vocabulary, string[] words, ulong seed)
    {
        // Directions, since the cosine is what skip-gram's neighbours are about.
        int dimension = vectors.Dimension;
        var rows = new float[words.Length * dimension];
        for (int word = 0; word < words.Length; word++)
        {
            TimeProbe.Direction(vectors[words[word]], rows.AsSpan(word * dimension, dimension));
        }

        float[] plane = TSne.Fit(rows, dimension);
        KMeans means = KMeans.Fit(rows, dimension, Math.Min(Groups, words.Length / WordsForGroup), (int)(seed & int.MaxValue));
        int[] labels = means.Labels.ToArray();
        Neighbour[][] neighbours = vectors.MostSimilarBatch(words, NamesInNote);
        MappedWord[] mapped = [.. words.Select((word, place) => new MappedWord(
            word,
            plane[2 * place],
            plane[(2 * place) + 1],
            labels[place],
            string.Create(CultureInfo.InvariantCulture, $"{vocabulary.CountOf(vocabulary.IndexOf(word)):N0} times; near to {string.Join(", ", neighbours[place].Select(neighbour => neighbour.Word))}")))];
        return new WordMap(mapped, [.. Enumerable.Range(0, means.Centres.Length / dimension).Select(Name)]);

        // Its words nearest to the centre.
        string Name(int group)
        {
            IEnumerable<string> members = Enumerable.Range(0, words.Length)
                .Where(word => labels[word] == group)
                .OrderBy(word => SquaredDistance(rows.AsSpan(word * dimension, dimension), means.Centres.Slice(group * dimension, dimension)))
                .Select(word => words[word]);
            return string.Join(", ", members.Take(NamesInLegend));
        }
    }

    private static double SquaredDistance(ReadOnlySpan<float> row, ReadOnlySpan<double> centre)
    {
        double sum = 0;
        for (int index = 0; index < row.Length; index++)
        {
            sum += (row[index] - centre[index]) * (row[index] - centre[index]);
        }

        return sum;
    }
}
