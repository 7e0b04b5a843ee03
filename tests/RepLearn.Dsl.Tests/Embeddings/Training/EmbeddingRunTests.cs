using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Training;

/// <summary>What happens to a fit on its way: stops, growth, divergence, bad corpora.</summary>
public sealed class EmbeddingRunTests
{
    private static readonly EmbeddingOptions Three = new() { Epochs = 3, LearningRate = 0.05, ProgressInterval = TimeSpan.Zero };

    [Theory]
    [InlineData(64 << 20, false)]
    [InlineData(0, false)]
    [InlineData(64 << 20, true)]
    public void StoppedFit_ResumedWithItsFile_HasTheBitsOfOneThatWasNotStopped(long memory, bool onTheFirstWord)
    {
        SequenceCorpus corpus = Words.Topics();
        Vocabulary vocabulary = Vocabulary.Build(corpus);
        EmbeddingOptions options = Three with { CorpusMemory = memory };
        using var whole = new SkipGramFloat(vocabulary, 5);
        whole.Fit(corpus, options);
        using var stop = new CancellationTokenSource();
        using var model = new SkipGramFloat(vocabulary, 5);
        if (onTheFirstWord)
        {
            stop.Cancel();
        }

        EmbeddingReport stopped = model.Fit(
            corpus, options, new Calls<EmbeddingProgress>(progress => { if (progress.Epoch == 2) stop.Cancel(); }), stop.Token);
        Assert.Equal(FitStop.Cancelled, stopped.Stopped);
        Assert.True(model.CanResume);
        Assert.True(stopped.Words < 3 * vocabulary.TotalCount);

        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            model.Save(path);
            using SkipGramFloat loaded = SkipGramFloat.Load(path);
            EmbeddingProgress? first = null;
            EmbeddingReport rest = loaded.Fit(corpus, options with { Resume = true }, new Calls<EmbeddingProgress>(progress => first ??= progress));
            Assert.Equal(FitStop.Completed, rest.Stopped);
            Assert.Equal(3 * vocabulary.TotalCount, stopped.Words + rest.Words);
            Assert.True(first!.Words > stopped.Words);
            Assert.Equal(whole.InputTable.ToArray(), loaded.InputTable.ToArray());
            Assert.Equal(whole.OutputTable.ToArray(), loaded.OutputTable.ToArray());
            Assert.False(loaded.CanResume);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Corpus_ThatIsReadAgainEachEpoch_GivesTheBitsOfOneKeptInMemory()
    {
        using SkipGramFloat kept = Trained(Three);
        using SkipGramFloat streamed = Trained(Three with { CorpusMemory = 0 });
        Assert.Equal(kept.InputTable.ToArray(), streamed.InputTable.ToArray());
    }

    /// <summary>Sentences without a known word fill no chunk: the fit must look at its token among them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AFitAmongUnknownWords_CanBeCancelled(int endlessPass)
    {
        string[][] sentences = Words.Sentences("sea", "land", 3);
        Vocabulary vocabulary = Vocabulary.Build(Words.Topics());
        using var stop = new CancellationTokenSource();
        int pass = 0;
        IEnumerable<string[]> Read()
        {
            if (++pass < endlessPass)
            {
                return sentences;
            }

            return Unknown();
        }

        IEnumerable<string[]> Unknown()
        {
            for (int sentence = 0; ; sentence++)
            {
                Assert.True(sentence < 2000, "The fit reads on.");
                if (sentence == 1000)
                {
                    stop.Cancel();
                }

                yield return ["unknown"];
            }
        }

        using var model = new SkipGramFloat(vocabulary, 5);
        EmbeddingReport report = model.Fit(new SequenceCorpus(new Passes(Read)), Three with { CorpusMemory = 0 }, cancellationToken: stop.Token);
        Assert.Equal((FitStop.Cancelled, Math.Max(0, endlessPass - 2)), (report.Stopped, report.Epochs.Count));
        Assert.Equal(FitStop.Completed, model.Fit(Words.Topics(), Three with { Resume = true }).Stopped);
    }

    [Fact]
    public void TheTime_HoldsTheFirstReading()
    {
        var reading = TimeSpan.FromMilliseconds(200);
        int pass = 0;
        IEnumerable<string[]> Read()
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            for (bool isFirst = ++pass == 1; isFirst && System.Diagnostics.Stopwatch.GetElapsedTime(start) < reading;)
            {
                Thread.Sleep(1);
            }

            return Enumerable.Repeat<string[]>([.. Enumerable.Range(0, 9).Select(word => $"w{word}")], 50);
        }

        using var model = new SkipGramFloat(Words.Vocabulary(), 5);
        Assert.True(model.Fit(new SequenceCorpus(new Passes(Read)), new EmbeddingOptions { Epochs = 1 }).Time >= reading);
    }

    [Fact]
    public void Resume_WithoutAStoppedFit_IsRefused()
    {
        using SkipGramFloat model = Trained(Three);
        Assert.Throws<InvalidOperationException>(() => model.Fit(Words.Topics(), Three with { Resume = true }));
    }

    [Fact]
    public void Progress_RisesToTheEnd()
    {
        var seen = new List<EmbeddingProgress>();
        using SkipGramFloat model = Trained(Three, new Calls<EmbeddingProgress>(seen.Add));
        long words = model.Vocabulary.TotalCount;

        Assert.Equal(seen.Select(progress => progress.Words).Order(), seen.Select(progress => progress.Words));
        Assert.All(seen, progress => Assert.Equal(3 * words, progress.TotalWords));
        Assert.All(seen, progress => Assert.InRange(progress.Loss, 0.1, 5));
        Assert.Equal(3 * words, seen[^1].Words);
        Assert.Equal(TimeSpan.Zero, seen[^1].Left);
        Assert.Equal(3, seen[^1].Epoch);
    }

    [Theory]
    [InlineData("skipgram")]
    [InlineData("hierarchical")]
    [InlineData("subwords")]
    public void NewWords_AreLearnedBehindTheOldOnes_WhichKeepTheirVectors(string scheme)
    {
        SequenceCorpus corpus = Words.Topics();
        Vocabulary vocabulary = Vocabulary.Build(corpus);
        using Embedding<float> model = scheme switch
        {
            "skipgram" => new SkipGramFloat(vocabulary, 5),
            "hierarchical" => new HierarchicalFloat(vocabulary, 5),
            _ => new SubwordFloat(vocabulary, 5),
        };
        var options = new EmbeddingOptions { Epochs = 8, LearningRate = 0.05 };
        model.Fit(corpus, options);
        Dictionary<string, float[]> before = Enumerable.Range(0, vocabulary.Count).ToDictionary(id => vocabulary[id], id => model[vocabulary[id]].ToArray());
        SequenceCorpus more = Words.Topics("ship", "harbour", seed: 9);

        model.Extend(vocabulary.Extend(more));

        Assert.Equal(vocabulary.Count + 20, model.Vocabulary.Count);
        Assert.All(before, word => Assert.Equal(word.Value, model[word.Key].ToArray()));
        Assert.Contains(model["ship3"].ToArray(), value => value != 0);
        model.Fit(new SequenceCorpus([.. Words.Sentences("sea", "land", 3), .. Words.Sentences("ship", "harbour", 9)]), options);
        foreach (string topic in (string[])["sea", "land", "ship", "harbour"])
        {
            int right = Enumerable.Range(0, 10).Count(word => model.Vectors.MostSimilar($"{topic}{word}", 1)[0].Word.StartsWith(topic, StringComparison.Ordinal));
            Assert.True(right >= 9, $"{right} of 10 words of {topic} have a nearest neighbour of their topic");
        }
    }

    [Fact]
    public void AVocabularyThatDoesNotBeginWithTheModels_IsRefused()
    {
        using var model = new SkipGramFloat(Words.Vocabulary(), 1);
        float[] before = model.InputTable.ToArray();
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => model.Extend(Vocabulary.FromCounts([new("w0", 9), new("w8", 8)])));
        Assert.Contains("in place of 'w1', word 1, it has 'w8'", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("nothing", Assert.Throws<ArgumentException>(() => model.Extend(Vocabulary.FromCounts([new("w0", 9), new("w1", 8)]))).Message, StringComparison.Ordinal);
        Assert.Equal(before, model.InputTable.ToArray());
    }

    [Theory]
    [InlineData(EmbeddingMode.Deterministic)]
    [InlineData(EmbeddingMode.Racing)]
    public void DivergedFit_EndsWithTheVectorsOfTheEpochsStart(EmbeddingMode mode)
    {
        using SkipGramFloat model = Trained(Three);
        float[] input = model.InputTable.ToArray();
        float[] output = model.OutputTable.ToArray();
        var options = new EmbeddingOptions { LearningRate = 1e30, Mode = mode };

        EmbeddingDivergedException report = Assert.Throws<EmbeddingDivergedException>(() => model.Fit(Words.Topics(), options));

        Assert.Equal((1, true), (report.Epoch, report.IsRestored));
        Assert.Equal(input, model.InputTable.ToArray());
        Assert.Equal(output, model.OutputTable.ToArray());
        Assert.Contains("spoilt", Assert.Throws<EmbeddingDivergedException>(() => model.Fit(Words.Topics(), options with { KeepLastGood = false })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASecondFitAtTheSameTime_IsRefused_AndOneAfterItIsNot()
    {
        using var model = new SkipGramFloat(Vocabulary.Build(Words.Topics()), 5);
        Exception? refused = null;
        model.Fit(Words.Topics(), Three, new Calls<EmbeddingProgress>(_ => refused ??= Record.Exception(() => model.Fit(Words.Topics()))));
        Assert.IsType<InvalidOperationException>(refused);
        Assert.Equal(FitStop.Completed, model.Fit(Words.Topics(), Three).Stopped);
    }

    [Fact]
    public void CorporaWithNothingToLearn_AreRefused_AndTheModelStaysUsable()
    {
        using SkipGramFloat model = Trained(Three);
        float[] before = model.InputTable.ToArray();
        foreach (string[][] sentences in (string[][][])[[], [[]], [["unknown", "words"]]])
        {
            Assert.Contains("none", Assert.Throws<CorpusException>(() => model.Fit(new SequenceCorpus(sentences))).Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, model.InputTable.ToArray());
        Assert.Equal(FitStop.Completed, model.Fit(Words.Topics(), Three).Stopped);
    }

    [Fact]
    public void UnseenWords_AreComposedOfTheirNGrams()
    {
        using var model = new SubwordFloat(Vocabulary.Build(Words.Topics()), 5);
        model.Fit(Words.Topics(), new EmbeddingOptions { Epochs = 8, LearningRate = 0.05 });

        Assert.StartsWith("sea", model.Vectors.MostSimilar("seas", 1)[0].Word, StringComparison.Ordinal);
        Assert.StartsWith("land", model.Vectors.MostSimilar("landing", 1)[0].Word, StringComparison.Ordinal);
        Assert.Equal(model["seas"].ToArray(), model.Vectors["seas"].ToArray());
        using SkipGramFloat other = Trained(Three);
        Assert.Contains("'seas'", Assert.Throws<UnknownWordException>(() => other["seas"].ToArray()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_TellsWordsAndMemory()
    {
        SequenceCorpus corpus = Words.Topics();
        using var model = new SkipGramFloat(Vocabulary.Build(corpus), 5);
        EmbeddingReport report = model.Fit(corpus, Three with { Mode = EmbeddingMode.Racing, Threads = 2, Processors = 2 });

        Assert.Equal(3 * model.Vocabulary.TotalCount, report.Words);
        Assert.Equal([1, 2, 3], report.Epochs.Select(epoch => epoch.Epoch));
        Assert.True(report.Memory > model.Bytes + (4 * model.Vocabulary.TotalCount));
        Assert.Contains("racing", report.ToString(), StringComparison.Ordinal);
    }

    private static SkipGramFloat Trained(EmbeddingOptions options, IProgress<EmbeddingProgress>? progress = null)
    {
        SequenceCorpus corpus = Words.Topics();
        var model = new SkipGramFloat(Vocabulary.Build(corpus), 5);
        model.Fit(corpus, options, progress);
        return model;
    }
}
