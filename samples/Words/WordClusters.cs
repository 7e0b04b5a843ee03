using RepLearn.Evaluation;

namespace WordsSample;

/// <summary>Words in groups, found by k-means. Each group has words: of equal vectors there are fewer groups than were asked for.</summary>
/// <param name="Labels">The group of each word.</param>
/// <param name="Names">The groups' names: the words nearest to the centre.</param>
internal sealed record WordClusters(int[] Labels, string[] Names)
{
    private const int MostGroups = 10;
    private const int WordsForGroup = 6;
    private const int LettersOfWord = 24;

    /// <summary>The fewest words that make groups.</summary>
    public const int LeastWords = 2 * WordsForGroup;

    /// <summary>Finds groups.</summary>
    /// <param name="words">The words.</param>
    /// <param name="directions">Their directions, one per row.</param>
    /// <param name="wordsInName">Words of a group's name, at most.</param>
    /// <param name="seed">Decides where k-means starts.</param>
    public static WordClusters Find(IReadOnlyList<string> words, float[] directions, int wordsInName, int seed)
    {
        int width = directions.Length / words.Count;
        KMeans means = KMeans.Fit(directions, width, Math.Clamp(words.Count / WordsForGroup, 1, MostGroups), seed);
        int[] labels = means.Labels.ToArray();
        float[] centres = [.. means.Centres.ToArray().Select(value => (float)value)];
        IGrouping<int, int>[] groups = [.. Enumerable.Range(0, words.Count).GroupBy(word => labels[word]).OrderBy(group => group.Key)];
        return new WordClusters(
            [.. labels.Select(label => Array.FindIndex(groups, group => group.Key == label))],
            [.. groups.Select(group => string.Join(", ", group.OrderBy(word => FromCentre(word, group.Key)).Take(wordsInName).Select(word => Short(words[word]))))]);

        static string Short(string word) => word.Length <= LettersOfWord ? word : $"{string.Concat(word.EnumerateRunes().Take(LettersOfWord - 1))}…";

        double FromCentre(int word, int group) => CodeMath.Distance(directions.AsSpan(word * width, width), centres.AsSpan(group * width, width));
    }
}
