using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Training;

/// <summary>Fits that would change no vector say why.</summary>
public sealed class NothingToLearnTests
{
    private static readonly string[][] Singles = [.. Enumerable.Range(0, 60).Select(place => (string[])[$"w{place % 9}"])];

    [Fact]
    public void BasketsOfOneItem_AreRefused()
    {
        using var model = new SkipGramFloat(Words.Vocabulary(), 5);
        Expect(model, new SequenceCorpus(Singles, CorpusTerms.Baskets), new EmbeddingOptions(), "none of its baskets has two", "items");
    }

    [Fact]
    public void OneWordALine_IsRefused()
    {
        using var model = new SkipGramFloat(Vocabulary.FromCounts([new("sea", 30), new("land", 30)]), 5);
        TextCorpus text = TextCorpus.FromText(string.Concat(Enumerable.Repeat("sea\nland\n", 30)));
        Expect(model, text, new EmbeddingOptions(), "none of its sentences has two", "words");
    }

    [Fact]
    public void ASourceThatWasUsedUp_IsNamed()
    {
        using IEnumerator<string[]> once = Words.Sentences("sea", "land", 3).AsEnumerable().GetEnumerator();
        IEnumerable<string[]> Rest()
        {
            while (once.MoveNext())
            {
                yield return once.Current;
            }
        }

        var corpus = new SequenceCorpus(Rest());
        using var model = new SkipGramFloat(Vocabulary.Build(corpus), 5);
        Expect(model, corpus, new EmbeddingOptions(), "enumerated only once", "holds none");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(900)]
    [InlineData(1600)]
    public void ACorpusThatIsNotTheSameInEachPass_IsRefused(int sentencesLater)
    {
        string[][] sentences = [.. Words.Sentences("sea", "land", 3), .. Words.Sentences("sea", "land", 4)];
        int pass = 0;
        IEnumerable<string[]> Changing() => sentences.Take(++pass <= 2 ? 1500 : sentencesLater);
        var corpus = new SequenceCorpus(new Passes(Changing));
        using var model = new SkipGramFloat(Vocabulary.Build(corpus), 5);
        string message = Assert.Throws<CorpusException>(() => model.Fit(corpus, new EmbeddingOptions { CorpusMemory = 0 })).Message;
        Assert.Contains($"expected the same {model.Vocabulary.TotalCount} known words in each epoch, but epoch 1 had", message, StringComparison.Ordinal);
        Assert.Contains(sentencesLater > 1500 ? "or more" : "read anew", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACorpusInAnotherOrderInAPass_IsRefused()
    {
        string[][] sentences = Words.Sentences("sea", "land", 3);
        int pass = 0;
        IEnumerable<string[]> Changing() => ++pass <= 3 ? sentences : sentences.Reverse();
        var corpus = new SequenceCorpus(new Passes(Changing));
        using var model = new SkipGramFloat(Vocabulary.Build(corpus), 5);
        string message = Assert.Throws<CorpusException>(() => model.Fit(corpus, new EmbeddingOptions { CorpusMemory = 0 })).Message;
        Assert.Contains("but epoch 2 had as many others, or in another order", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyText_IsNamed()
    {
        TextCorpus text = TextCorpus.FromStream(() => new MemoryStream(), name: "empty.txt");
        Assert.Equal("empty.txt", Assert.Throws<CorpusException>(() => Vocabulary.Build(text)).SourceName);
        using var model = new SkipGramFloat(Words.Vocabulary(), 5);
        Assert.Equal("empty.txt", Assert.Throws<CorpusException>(() => model.Fit(text)).SourceName);
    }

    [Fact]
    public void AStreamThatIsGivenTwice_IsNamed()
    {
        using var stream = new MemoryStream("sea land\n"u8.ToArray());
        TextCorpus text = TextCorpus.FromStream(() => stream, name: "once.txt");
        Vocabulary.Build(text, new VocabularyOptions { MinimumCount = 1 });
        string message = Assert.Throws<CorpusException>(() => Vocabulary.Build(text)).Message;
        Assert.All(["once.txt", "a new stream for each pass"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void ACorpusThatGivesNoReader_IsNamed()
    {
        var corpus = new Closed();
        Expect(() => Vocabulary.Build(corpus));
        Expect(() => Phrases.Learn(corpus));
        using var model = new SkipGramFloat(Words.Vocabulary(), 5);
        Expect(() => model.Fit(corpus));

        static void Expect(Action reading) =>
            Assert.Contains("Closed.Open to give a reader", Assert.Throws<InvalidOperationException>(reading).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SubsamplingThatLeavesNoNeighbours_IsNamed()
    {
        Vocabulary vocabulary = Vocabulary.FromCounts([new("a", 1_000_000_000), new("b", 1_000_000_000)]);
        using var model = new RareSampling(vocabulary, 5);
        Expect(model, new SequenceCorpus([["a", "b"]]), new EmbeddingOptions(), "subsampling", "4E-05");
    }

    private static void Expect<T>(Embedding<T> model, ICorpus corpus, EmbeddingOptions options, params string[] parts)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] before = model.InputTable.ToArray();
        string message = Assert.Throws<CorpusException>(() => model.Fit(corpus, options)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Equal(before, model.InputTable.ToArray());
    }

    private sealed class Closed : ICorpus
    {
        public SentenceReader Open() => null!;
    }

    // Steps of 1e-30 beside vectors of about 1e-2.
    [Fact]
    public void StepsThatChangeNoVector_AreTold()
    {
        SequenceCorpus corpus = Words.Topics();
        using var model = new SkipGramFloat(Vocabulary.Build(corpus), 5);
        Assert.Empty(model.Fit(corpus, new EmbeddingOptions { Epochs = 1 }).Notices);
        float[] before = model.InputTable.ToArray();
        EmbeddingReport report = model.Fit(corpus, new EmbeddingOptions { Epochs = 1, LearningRate = 1e-30, FinalLearningRate = 1e-30 });
        Assert.Equal(before, model.InputTable.ToArray());
        string notice = Assert.Single(report.Notices);
        Assert.StartsWith("No vector changed", notice, StringComparison.Ordinal);
        Assert.Contains($"\nNotice: {notice}", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AGraphWithTooFewNodes_IsCalledAGraph()
    {
        var walks = new GraphWalks(Graph.FromEdges([("a", "b"), ("b", "a")]), new GraphWalkOptions { WalksPerNode = 2, Length = 3 });
        CorpusException refused = Assert.Throws<CorpusException>(() => Vocabulary.Build(walks, new VocabularyOptions { MinimumCount = 100 }));
        Assert.Equal("graph", refused.SourceName);
        Assert.StartsWith("'graph': expected at least two different nodes that come 100 times or more", refused.Message, StringComparison.Ordinal);
    }
}
