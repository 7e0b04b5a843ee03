using RepLearn.Embeddings;
using RepLearn.Embeddings.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Training;

/// <summary>What a stopped fit may go on with.</summary>
public sealed class EmbeddingResumeTests : IDisposable
{
    private static readonly EmbeddingOptions Ten = new() { Epochs = 10, LearningRate = 0.05, ProgressInterval = TimeSpan.Zero };
    private static readonly EmbeddingOptions Again = Ten with { Resume = true };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void FewerEpochsThanWereBegun_AreRefused_AndTheModelStays(int epochs)
    {
        using SkipGramFloat model = Stopped(inEpoch: 6);
        float[] before = model.InputTable.ToArray();
        string message = Assert.Throws<InvalidOperationException>(() => model.Fit(Words.Topics(), Again with { Epochs = epochs })).Message;
        Assert.Contains("completed 5 and begun epoch 6", message, StringComparison.Ordinal);
        Assert.Contains($"Epochs is {epochs}", message, StringComparison.Ordinal);
        Assert.Equal(before, model.InputTable.ToArray());
        Assert.True(model.CanResume);
        Assert.Equal(FitStop.Completed, model.Fit(Words.Topics(), Again).Stopped);
    }

    /// <summary>The rate reached, 0.05 − share · (0.05 − 1e-4), is where a fit with another end goes on.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(40)]
    public void AnotherNumberOfEpochs_GoesOnFromTheRateThatWasReached(int epochs)
    {
        using SkipGramFloat model = Stopped(inEpoch: 6, out double reached);
        var rates = new List<double>();
        model.Fit(Words.Topics(), Again with { Epochs = epochs }, new Calls<EmbeddingProgress>(progress => rates.Add(progress.LearningRate)));
        Assert.Equal(reached, rates[0], 0.05 * 0.06);
        Assert.Equal(rates.OrderDescending(), rates);
        Assert.InRange(rates[^1], 1e-4, 0.008);
    }

    [Fact]
    public void AnotherLearningRate_ChangesTheRateInProportion()
    {
        using SkipGramFloat model = Stopped(inEpoch: 6, out double reached);
        double first = 0;
        model.Fit(Words.Topics(), Again with { LearningRate = 0.1 }, new Calls<EmbeddingProgress>(progress => first = first == 0 ? progress.LearningRate : first));
        Assert.Equal(2 * reached, first, 0.1 * 0.06);
    }

    /// <summary>What was reached is half of the way from the first rate to the last, in units of the first.</summary>
    [Theory]
    [InlineData(0.04, 0.02, 0.08, 0.06)]
    [InlineData(1e-30, 1e-30, 1e30, 1e30)]
    [InlineData(1e-30, 1e-30, double.MaxValue, double.MaxValue)]
    [InlineData(double.MaxValue, 1e-30, 1e-30, 1e-30)]
    [InlineData(1e300, 1e-30, 0.02, 0.01)]
    public void RatesOfAnySize_GoOnInProportion(double first, double last, double next, double expected)
    {
        RateLine line = RateLine.Of(new EmbeddingOptions { Epochs = 10, LearningRate = first, FinalLearningRate = last });
        RateLine continued = line.Continued(5, new EmbeddingOptions { Epochs = 10, LearningRate = next });
        Assert.Equal(1, continued.At(5) / expected, 1e-12);
        Assert.Equal(1, continued.At(10) / Math.Min(1e-4, expected), 1e-9);
    }

    /// <summary>Files of older releases may have rates that are refused now, and end with a rate of 0 where the first one was huge.</summary>
    [Theory]
    [InlineData(1e-320, 1e-320, 0.05)]
    [InlineData(1e300, 1e-4, 1e-30)]
    [InlineData(5e-324, 1e300, 0.05)]
    public void RatesOfAFile_LeadToRatesThatCanBeSaved(double first, double there, double expected)
    {
        RateLine continued = new RateLine(2, there, 10, first, 1e-4).Continued(10, new EmbeddingOptions { Epochs = 20, LearningRate = 0.05 });
        Assert.Equal(1, continued.FromRate / expected, 1e-12);
    }

    [Fact]
    public void AFitThatBeganWithTheLeastRate_GoesOnWithAnother()
    {
        using SkipGramFloat model = New();
        using var stop = new CancellationTokenSource();
        EmbeddingOptions least = Ten with { LearningRate = 1e-30 };
        model.Fit(Words.Topics(), least, new Calls<EmbeddingProgress>(_ => stop.Cancel()), stop.Token);
        var rates = new List<double>();
        model.Fit(Words.Topics(), Again, new Calls<EmbeddingProgress>(progress => rates.Add(progress.LearningRate)));
        Assert.Equal(0.05, rates[0], 0.05 * 0.06);
        Assert.Equal(rates.OrderDescending(), rates);
    }

    [Fact]
    public void AnotherMode_IsRefused()
    {
        using SkipGramFloat model = Stopped(inEpoch: 2);
        Refused(() => model.Fit(Words.Topics(), Again with { Mode = EmbeddingMode.Racing }), "Deterministic", "Racing");
    }

    [Fact]
    public void AnotherCorpus_IsRefused()
    {
        using SkipGramFloat model = Stopped(inEpoch: 2);
        string[][] sentences = Words.Sentences("sea", "land", 3);
        Refused(() => model.Fit(new SequenceCorpus(sentences[1..]), Again), "corpus of the fit that is resumed");
        (sentences[0], sentences[1]) = (sentences[1], sentences[0]);
        Refused(() => model.Fit(new SequenceCorpus(sentences), Again), "in another order");
    }

    /// <summary>Windows and noise are no part of a file's architecture, so another declaration can load it.</summary>
    [Fact]
    public void AModelThatDrawsOtherExamples_IsRefused()
    {
        using SkipGramFloat model = Stopped(inEpoch: 2);
        model.Save(_folder["model"]);
        using WideSkipGram wide = WideSkipGram.Load(_folder["model"]);
        Assert.False(wide.CanResume);
        Refused(() => wide.Fit(Words.Topics(), Again), "window 3; 5 noise words", "window 4; 6 noise words");
    }

    [Fact]
    public void CanResume_SaysWhatResumeDoes_AfterAFailedFit()
    {
        string[][] sentences = Words.Sentences("sea", "land", 3);
        int pass = 0;

        // The second pass over the text fails in its middle; the fit is then in the middle of its first epoch.
        IEnumerable<string[]> Failing()
        {
            pass++;
            for (int sentence = 0; sentence < sentences.Length; sentence++)
            {
                yield return pass == 2 && sentence == 1200 ? throw new IOException("The disk is gone.") : sentences[sentence];
            }
        }

        EmbeddingOptions options = Ten with { CorpusMemory = 0, Epochs = 3 };
        using SkipGramFloat whole = New();
        whole.Fit(new SequenceCorpus(sentences), options);
        using SkipGramFloat model = New();
        var failing = new SequenceCorpus(Failing());
        Assert.Contains("disk is gone", Assert.Throws<IOException>(() => model.Fit(failing, options)).Message, StringComparison.Ordinal);
        Assert.True(model.CanResume);
        model.Fit(failing, options with { Resume = true });
        Assert.Equal(whole.InputTable.ToArray(), model.InputTable.ToArray());
        Assert.False(model.CanResume);
    }

    [Fact]
    public void AFitThatIsRefused_LeavesWhatCanBeResumed()
    {
        using SkipGramFloat model = Stopped(inEpoch: 2);
        Assert.Throws<CorpusException>(() => model.Fit(new SequenceCorpus([["unknown"]])));
        Assert.True(model.CanResume);
        Assert.Equal(FitStop.Completed, model.Fit(Words.Topics(), Again).Stopped);
    }

    [Fact]
    public void ADivergedFit_CannotBeResumed()
    {
        using SkipGramFloat model = Stopped(inEpoch: 2);
        Assert.Throws<EmbeddingDivergedException>(() => model.Fit(Words.Topics(), new EmbeddingOptions { LearningRate = 1e30 }));
        Assert.False(model.CanResume);
        Assert.Throws<InvalidOperationException>(() => model.Fit(Words.Topics(), Again));
    }

    /// <summary>Subsampling keeps an occurrence in ten: half of the words are left out by any one draw, none by forty.</summary>
    [Fact]
    public void FitsInARow_GoOnDrawing()
    {
        var random = new Random(2);
        var corpus = new SequenceCorpus(Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 10).Select(_ => $"w{random.Next(200)}").ToArray()).ToArray());
        using var model = new RareSampling(Vocabulary.Build(corpus, new VocabularyOptions { MinimumCount = 1 }), 5);
        float[] before = model.InputTable.ToArray();
        for (int call = 0; call < 40; call++)
        {
            model.Fit(corpus, new EmbeddingOptions { Epochs = 1 });
        }

        int untouched = Enumerable.Range(0, model.Vocabulary.Count).Count(row => before.AsSpan(row * 32, 20).SequenceEqual(model.InputRow(row)));
        Assert.True(untouched <= 2, $"{untouched} of {model.Vocabulary.Count} words untouched");
    }

    [Fact]
    public void FitsInARow_DrawTheSame_AfterSavingAndLoading()
    {
        var single = new EmbeddingOptions { Epochs = 1 };
        using SkipGramFloat first = New();
        first.Fit(Words.Topics(), single);
        first.Save(_folder["model"]);
        using SkipGramFloat loaded = SkipGramFloat.Load(_folder["model"]);
        first.Fit(Words.Topics(), single);
        loaded.Fit(Words.Topics(), single);
        Assert.Equal(first.InputTable.ToArray(), loaded.InputTable.ToArray());
    }

    private static void Refused(Action fit, params string[] parts)
    {
        string message = Assert.Throws<InvalidOperationException>(fit).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static SkipGramFloat New() => new(Vocabulary.Build(Words.Topics()), 5);

    private static SkipGramFloat Stopped(int inEpoch) => Stopped(inEpoch, out _);

    private static SkipGramFloat Stopped(int inEpoch, out double rate)
    {
        SkipGramFloat model = New();
        using var stop = new CancellationTokenSource();
        double last = 0;
        model.Fit(Words.Topics(), Ten, new Calls<EmbeddingProgress>(progress =>
        {
            last = progress.LearningRate;
            if (progress.Epoch == inEpoch && !progress.IsEpochComplete)
            {
                stop.Cancel();
            }
        }), stop.Token);
        rate = last;
        return model;
    }
}
