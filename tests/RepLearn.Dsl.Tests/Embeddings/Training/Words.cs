using RepLearn.Embeddings;

namespace RepLearn.Dsl.Tests.Embeddings.Training;

/// <summary>A language of two topics: a sentence holds words of one of them, and words that both share.</summary>
internal static class Words
{
    public static Vocabulary Vocabulary() => RepLearn.Embeddings.Vocabulary.FromCounts(
        Enumerable.Range(0, 9).Select(word => KeyValuePair.Create($"w{word}", 100L - (10 * word))));

    public static SequenceCorpus Topics()
    {
        var random = new Random(3);
        return new SequenceCorpus(Enumerable.Range(0, 1500).Select(sentence => (string[])
        [
            .. Enumerable.Range(0, 12).Select(_ => random.Next(4) == 0 ? $"both{random.Next(6)}" : $"{(sentence % 2 == 0 ? "sea" : "land")}{random.Next(10)}"),
        ]).ToArray());
    }
}
