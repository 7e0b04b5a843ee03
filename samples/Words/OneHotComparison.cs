using RepLearn.Embeddings;
using RepLearn.Embeddings.Vectors;
using static SampleCommon.Figures;

namespace WordsSample;

/// <summary>One-hot vectors beside learned ones: size, distances, and what carries over from word to word.</summary>
/// <param name="Size">A row for each with the values and bytes of a word and of all words.</param>
/// <param name="Distances">Pairs of words with their distances.</param>
/// <param name="Sentences">What else there is to say.</param>
internal sealed record OneHotComparison(IReadOnlyList<string[]> Size, IReadOnlyList<string[]> Distances, IReadOnlyList<string> Sentences)
{
    /// <summary>The columns' names of <see cref="Size"/>.</summary>
    public static readonly string[] SizeHeader = ["vectors", "values a word", "bytes a word", "all words"];

    /// <summary>The columns' names of <see cref="Distances"/>.</summary>
    public static readonly string[] DistanceHeader = ["distance between", "one-hot", "embedding"];

    /// <summary>Compares.</summary>
    /// <param name="vectors">The learned vectors.</param>
    /// <param name="words">Words whose mutual distances are looked at.</param>
    /// <param name="example">A word whose nearest ones are told.</param>
    /// <param name="probe">What a classifier made of both; null if it was not measured.</param>
    public static OneHotComparison Of(WordVectors vectors, string[] words, string example, TimeProbe? probe)
    {
        string[][] size =
        [
            SizeOf("one-hot", vectors.Count, vectors.Count),
            SizeOf("embedding", vectors.Dimension, vectors.Count),
        ];
        string[][] distances = [.. Questions.Pairs
            .Where(pair => vectors.Words.IndexOf(pair.First) >= 0 && vectors.Words.IndexOf(pair.Second) >= 0)
            .Select(pair => (string[])[$"{pair.First}, {pair.Second}", Text($"{Math.Sqrt(2):F2}"), Text($"{Distance(vectors, pair.First, pair.Second):F2}")])];
        return new OneHotComparison(size, distances, [.. InWords(vectors, words, example, probe)]);
    }

    private static IEnumerable<string> InWords(WordVectors vectors, string[] words, string example, TimeProbe? probe)
    {
        double[] all = [.. words.SelectMany((word, place) => words.Take(place).Select(other => Distance(vectors, word, other))).Order()];
        if (all.Length > 0)
        {
            yield return Text(
                $"Distances, vectors scaled to length 1: any two one-hot vectors are {Math.Sqrt(2):F2} apart; learned ones of the {words.Length} words of the map from {all[0]:F2} to {all[^1]:F2}, half of them below {all[all.Length / 2]:F2}.");
        }

        string neighbours = string.Join(", ", vectors.MostSimilar(example, 5).Select(neighbour => neighbour.Word));
        yield return Text($"Nearest to '{example}': one-hot, all {vectors.Count - 1:N0} other words at once; embedding, {neighbours}.");

        if (probe is not null)
        {
            yield return Text(
                $"What is learned: {TimeProbe.Labels} words are shown with the half of the text in which each mostly comes, and a linear classifier says it of other words ({probe.Words / 2} asked): {100 * probe.OneHot.Mean:F1} % right from one-hot vectors, which is guessing, {100 * probe.Embedding.Mean:F1} % ± {100 * probe.Embedding.StandardDeviation:F1} from the embedding.");
        }
    }

    private static string[] SizeOf(string name, int values, int words) =>
        [name, Text($"{values:N0}"), Text($"{sizeof(float) * (long)values:N0}"), Text($"{sizeof(float) * (double)values * words / 1e6:N1} MB")];

    // ‖a − b‖ of vectors of length 1.
    private static double Distance(WordVectors vectors, string first, string second) =>
        Math.Sqrt(Math.Max(0, 2 - (2 * vectors.Similarity(first, second))));
}
