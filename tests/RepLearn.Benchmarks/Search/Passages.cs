using System.Text;
using Microsoft.Extensions.AI;
using RepLearn.Data;
using RepLearn.Embeddings;

namespace RepLearn.Benchmarks.Search;

/// <summary>
/// Vectors as a program that searches texts has them: passages of 40 words of the State of the Union addresses, which overlap, each the mean of its
/// words' vectors, less the frequent words; and questions of 12 words. The words' vectors are learned from the same text.
/// </summary>
internal static class Passages
{
    public const int Count = 100_000;
    public const int Dimension = 100;
    public const int Questions = 1000;

    private const int PassageWords = 40;
    private const int QuestionWords = 12;

    /// <summary>Learns and embeds.</summary>
    public static async Task<(float[] Rows, float[][] Queries)> DrawAsync()
    {
        TextCorpus corpus = TextCorpus.FromStream(Speeches.Open, name: "speeches");
        Vocabulary vocabulary = Vocabulary.Build(corpus);
        using var model = new Words.SkipGram100(vocabulary, 1);
        model.Fit(corpus, new EmbeddingOptions { Epochs = 2 });
        using var generator = new WordEmbeddingGenerator(model.Vectors, WordWeights.SmoothInverseFrequency(vocabulary));
        using var reader = new StreamReader(Speeches.Open(), Encoding.UTF8);
        string[] words = (await reader.ReadToEndAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        GeneratedEmbeddings<Microsoft.Extensions.AI.Embedding<float>> rows = await generator.GenerateAsync(Cut(words, Count, PassageWords, 0));
        GeneratedEmbeddings<Microsoft.Extensions.AI.Embedding<float>> queries = await generator.GenerateAsync(Cut(words, Questions, QuestionWords, 7));
        return ([.. rows.SelectMany(row => row.Vector.ToArray())], [.. queries.Select(query => query.Vector.ToArray())]);
    }

    private static IEnumerable<string> Cut(string[] words, int count, int length, int offset) =>
        Enumerable.Range(0, count).Select(part => string.Join(' ', words, offset + (int)((long)part * (words.Length - length - offset) / count), length));
}
