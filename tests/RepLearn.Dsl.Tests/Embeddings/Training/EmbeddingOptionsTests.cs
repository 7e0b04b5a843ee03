using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Training;

public sealed class EmbeddingOptionsTests
{
    [Theory]
    [InlineData(1e-5)]
    [InlineData(1e-4)]
    [InlineData(0.025)]
    public void LearningRate_NeverRises(double rate)
    {
        var rates = new List<double>();
        using var model = new SkipGramFloat(Vocabulary.Build(Words.Topics()), 5);
        model.Fit(Words.Topics(), new EmbeddingOptions { LearningRate = rate, ProgressInterval = TimeSpan.Zero }, new Calls<EmbeddingProgress>(progress => rates.Add(progress.LearningRate)));
        Assert.Equal(rate, rates[0], rate * 0.2);
        Assert.Equal(rates.OrderDescending(), rates);
        Assert.Equal(Math.Min(rate, 1e-4), new EmbeddingOptions { LearningRate = rate }.FinalLearningRate);
    }

    [Fact]
    public void OptionsThatContradictEachOther_AreRefused()
    {
        using var model = new SkipGramFloat(Vocabulary.Build(Words.Topics()), 5);
        string message = Assert.Throws<ArgumentException>(
            () => model.Fit(Words.Topics(), new EmbeddingOptions { LearningRate = 0.01, FinalLearningRate = 0.05 })).Message;
        Assert.Contains("FinalLearningRate 0.05", message, StringComparison.Ordinal);
        Assert.Contains("LearningRate 0.01", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.Fit(Words.Topics(), new EmbeddingOptions { Mode = (EmbeddingMode)7 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmbeddingOptions { CheckpointInterval = TimeSpan.FromSeconds(-1) });
    }

    [Fact]
    public void AConstantRate_IsAllowed() => Assert.Equal(0.02, new EmbeddingOptions { LearningRate = 0.02, FinalLearningRate = 0.02 }.FinalLearningRate);

    /// <summary>At 1e20 the steps overflow within the last minibatch while the loss before it is finite.</summary>
    [Theory]
    [InlineData(EmbeddingMode.Deterministic, true)]
    [InlineData(EmbeddingMode.Racing, true)]
    [InlineData(EmbeddingMode.Deterministic, false)]
    public void AbsurdRates_EndInAnException_NeverInInfinities(EmbeddingMode mode, bool keep)
    {
        foreach (double rate in (double[])[1e10, 1e15, 1e19, 1e20, 1e25, 1e37, 3e38, 1e300])
        {
            using var model = new SkipGramFloat(Vocabulary.Build(Words.Topics()), 5);
            var corpus = new SequenceCorpus(Words.Sentences("sea", "land", 3)[..3]);
            var options = new EmbeddingOptions { Epochs = 1, LearningRate = rate, FinalLearningRate = rate, Mode = mode, Threads = 1, KeepLastGood = keep };
            bool diverged = Record.Exception(() => model.Fit(corpus, options)) is EmbeddingDivergedException;
            if (!diverged || keep)
            {
                Assert.DoesNotContain(model.InputTable.ToArray(), value => !float.IsFinite(value));
                Assert.DoesNotContain(model.OutputTable.ToArray(), value => !float.IsFinite(value));
                Assert.InRange(model.Vectors.Similarity("sea1", "sea2"), -1, 1);
            }
            else
            {
                // The words' own vectors may have been spared.
                Exception? spoilt = Record.Exception(() => Assert.InRange(model.Vectors.Similarity("sea1", "sea2"), -1, 1));
                Assert.True(spoilt is null or InvalidOperationException, $"{spoilt}");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1e-320)]
    [InlineData(9e-31)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void RatesThatNoVectorWouldFeel_AreRefused(double rate)
    {
        Assert.Equal("LearningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new EmbeddingOptions { LearningRate = rate }).ParamName);
        Assert.Equal("FinalLearningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new EmbeddingOptions { FinalLearningRate = rate }).ParamName);
    }

    /// <summary>Each takes memory, and more than the processors wait for each other.</summary>
    [Theory]
    [InlineData(EmbeddingMode.Deterministic)]
    [InlineData(EmbeddingMode.Racing)]
    public void MoreThreadsThanProcessors_DoNotRun(EmbeddingMode mode)
    {
        using var model = new SkipGramFloat(Vocabulary.Build(Words.Topics()), 5);
        var options = new EmbeddingOptions { Epochs = 1, Mode = mode, Threads = int.MaxValue };
        Assert.Equal(Environment.ProcessorCount, model.Fit(Words.Topics(), options).Threads);
        Assert.Equal(3, model.Fit(Words.Topics(), options with { Processors = 3 }).Threads);
        Assert.Equal(2, model.Fit(Words.Topics(), options with { Processors = 3, Threads = 2 }).Threads);
    }

    [Theory]
    [InlineData(1000, 5, 5000)]
    [InlineData(1_000_000_000, int.MaxValue, 2_147_483_647_000_000_000)]
    [InlineData(5_000_000_000, int.MaxValue, long.MaxValue / 2)]
    [InlineData(long.MaxValue, int.MaxValue, long.MaxValue / 2)]
    public void TheWordsOfAnyNumberOfEpochs_DoNotOverflow(long words, int epochs, long expected) =>
        Assert.Equal(expected, EmbeddingProgress.WordsOf(words, epochs));

    [Fact]
    public void TheLargestOptions_TrainAndTellTheirProgress()
    {
        using var model = new SkipGramFloat(Vocabulary.Build(Words.Topics()), 5);
        using var stop = new CancellationTokenSource();
        EmbeddingProgress? seen = null;
        var options = new EmbeddingOptions { Epochs = int.MaxValue, CorpusMemory = long.MaxValue, ProgressInterval = TimeSpan.Zero, CheckpointInterval = TimeSpan.MaxValue };
        EmbeddingReport report = model.Fit(Words.Topics(), options, new Calls<EmbeddingProgress>(progress => { seen = progress; stop.Cancel(); }), stop.Token);
        Assert.Equal(FitStop.Cancelled, report.Stopped);
        Assert.Equal(int.MaxValue * model.Vocabulary.TotalCount, seen!.TotalWords);
        Assert.InRange(seen.Words, 1, model.Vocabulary.TotalCount);
        Assert.True(seen.Left > TimeSpan.Zero);
    }

    [Fact]
    public void Memory_IsToldBeforeItIsTaken()
    {
        Vocabulary vocabulary = Words.Vocabulary();
        EmbeddingMemory memory = ManyBuckets.MemoryOf(vocabulary);
        Assert.Equal((2_000_009, 9, 448), (memory.InputRows, memory.OutputRows, memory.RowBytes));
        Assert.Equal(2_000_018L * 448, memory.Tables);
        Assert.Equal(2 * memory.Tables, memory.Training);
        Assert.Equal(memory.Tables, ManyBuckets.MemoryOf(vocabulary, new EmbeddingOptions { KeepLastGood = false }).Training);
        Assert.Contains("896 MB, while training 1,792 MB", memory.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void MoreMemoryThanThereIs_IsRefusedWithWhatToChange()
    {
        InsufficientMemoryException refused = Assert.Throws<InsufficientMemoryException>(
            () => ManyBuckets.MemoryOf(Words.Vocabulary()).ExpectAvailable(long.MaxValue, "take fewer Buckets"));
        Assert.Contains("2,000,009 + 9 rows of 448 bytes", refused.Message, StringComparison.Ordinal);
        Assert.Contains("take fewer Buckets", refused.Message, StringComparison.Ordinal);
    }
}

[SkipGram(100)]
[NegativeSampling(5)]
[Subwords(3, 6)]
internal sealed partial class ManyBuckets;
