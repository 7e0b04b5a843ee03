using RepLearn.Embeddings;

namespace RepLearn.Tests.Embeddings.Training;

/// <summary>A language of two topics: a sentence holds words of one of them, and words that both share.</summary>
internal static class Words
{
    public static Vocabulary Vocabulary() => RepLearn.Embeddings.Vocabulary.FromCounts(
        Enumerable.Range(0, 9).Select(word => KeyValuePair.Create($"w{word}", 100L - (10 * word))));

    public static SequenceCorpus Topics(string first = "sea", string second = "land", int seed = 3) => new(Sentences(first, second, seed));

    public static string[][] Sentences(string first, string second, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, 1500).Select(sentence => (string[])
            [
                .. Enumerable.Range(0, 12).Select(_ => random.Next(4) == 0 ? $"both{random.Next(6)}" : $"{(sentence % 2 == 0 ? first : second)}{random.Next(10)}"),
            ]),
        ];
    }
}
