using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Training;

/// <summary>Windows of hundreds of items, whose centre has as many updates: what is computed together must not overshoot.</summary>
public sealed class LongWindowTests
{
    // Of a prediction at the start: each of 1 + 5 scores is 0.
    private static readonly double s_unlearned = 6 * Math.Log(2);

    [Theory]
    [InlineData(EmbeddingMode.Deterministic, 1)]
    [InlineData(EmbeddingMode.Racing, 1)]
    [InlineData(EmbeddingMode.Racing, 2)]
    public void ALongWindow_Learns(EmbeddingMode mode, int workers)
    {
        foreach (Func<Vocabulary, Embedding<float>> make in new Func<Vocabulary, Embedding<float>>[]
        {
            vocabulary => new LongWindow(vocabulary, 1), vocabulary => new LongSharedWindow(vocabulary, 1), vocabulary => new LongSubwordWindow(vocabulary, 1),
        })
        {
            using Embedding<float> model = Fitted(make, mode, workers, out EmbeddingReport report);
            Assert.All(report.Epochs, epoch => Assert.InRange(epoch.Loss, 0, 0.8 * s_unlearned));
        }
    }

    [Fact]
    public void ADeterministicFit_HasTheSameBitsAtAnyNumberOfThreads()
    {
        using Embedding<float> one = Fitted(vocabulary => new LongWindow(vocabulary, 1), EmbeddingMode.Deterministic, 1, out _);
        using Embedding<float> two = Fitted(vocabulary => new LongWindow(vocabulary, 1), EmbeddingMode.Deterministic, 2, out _);
        Assert.Equal(one.InputTable.ToArray(), two.InputTable.ToArray());
        Assert.Equal(one.OutputTable.ToArray(), two.OutputTable.ToArray());
    }

    private static Embedding<float> Fitted(Func<Vocabulary, Embedding<float>> make, EmbeddingMode mode, int workers, out EmbeddingReport report)
    {
        var corpus = new SequenceCorpus(Baskets(), CorpusTerms.Baskets);
        Embedding<float> model = make(Vocabulary.Build(corpus));
        report = model.Fit(corpus, new EmbeddingOptions { Epochs = 2, LearningRate = 0.05, Mode = mode, Threads = workers });
        return model;
    }

    // 300 of 600 places on a circle around a random one, in random order.
    private static IEnumerable<string[]> Baskets()
    {
        var random = new Random(7);
        for (int basket = 0; basket < 60; basket++)
        {
            int start = random.Next(600);
            int[] places = [.. Enumerable.Range(start, 300).Select(place => place % 600)];
            random.Shuffle(places);
            yield return [.. places.Select(place => $"{place}")];
        }
    }
}

[SkipGram(16, Window = 200)]
[NegativeSampling(5)]
internal sealed partial class LongWindow;

[SkipGram(16, Window = 200)]
[NegativeSampling(5, Shared = true)]
internal sealed partial class LongSharedWindow;

[SkipGram(16, Window = 200)]
[NegativeSampling(5)]
[Subwords(2, 3, Buckets = 500)]
internal sealed partial class LongSubwordWindow;
