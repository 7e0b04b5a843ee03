using System.Diagnostics;
using RepLearn.Embeddings;

namespace RepLearn.Benchmarks.Words;

/// <summary>What a word costs on one thread, against the number of words in the vocabulary and the values in a vector.</summary>
internal static class WordCosts
{
    private const int Sentence = 20;
    private const int Sentences = 5_000;
    private const int UsualVocabulary = 10_000;
    private const int UsualDimension = 100;
    private static readonly int[] Vocabularies = [10_000, 100_000, 1_000_000];

    public static void Print(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("Nanoseconds a word on one thread, words drawn with frequency ∝ 1/rank.");
        output.WriteLine($"{"vocabulary",-12}{"values",8}{string.Concat(WordScheme.All.Select(scheme => $"{scheme.Name,10}"))}");
        foreach (int vocabulary in Vocabularies)
        {
            Row(output, vocabulary, UsualDimension);
        }

        foreach (int dimension in WordScheme.Dimensions)
        {
            Row(output, UsualVocabulary, dimension);
        }
    }

    private static void Row(TextWriter output, int vocabulary, int dimension)
    {
        var words = Vocabulary.FromCounts(Enumerable.Range(1, vocabulary).Select(
            rank => KeyValuePair.Create(Word(rank), (1000L * vocabulary) / rank)));
        var corpus = new SequenceCorpus(Draw(vocabulary));
        output.Write($"{vocabulary,-12}{dimension,8}");
        foreach (WordScheme scheme in WordScheme.All)
        {
            using Embedding<float> model = scheme.Create(dimension, words, 1);
            double seconds = double.MaxValue;
            for (int turn = 0; turn < 3; turn++)
            {
                var options = new EmbeddingOptions { Epochs = 1, Mode = EmbeddingMode.Racing, Threads = 1, KeepLastGood = false };
                seconds = Math.Min(seconds, model.Fit(corpus, options).Epochs[0].Seconds);
            }

            output.Write($"{seconds * 1e9 / (Sentence * Sentences),10:F0}");
        }

        output.WriteLine();
    }

    // Of ranks up to n, the share up to r is about ln(r + 1) / ln(n + 1).
    private static string[][] Draw(int vocabulary)
    {
        var random = new Random(1);
        string[][] sentences = new string[Sentences][];
        for (int sentence = 0; sentence < Sentences; sentence++)
        {
            sentences[sentence] = new string[Sentence];
            for (int place = 0; place < Sentence; place++)
            {
                sentences[sentence][place] = Word((int)Math.Pow(vocabulary + 1.0, random.NextDouble()));
            }
        }

        return sentences;
    }

    private static string Word(int rank) => $"w{rank}";
}
