using RepLearn.Embeddings;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Training;

/// <summary>Files that a fit writes while it runs.</summary>
public sealed class EmbeddingCheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SequenceCorpus _corpus = Words.Topics();
    private readonly Vocabulary _vocabulary;
    private readonly EmbeddingOptions _options;

    public EmbeddingCheckpointTests()
    {
        _vocabulary = Vocabulary.Build(_corpus);
        _options = new EmbeddingOptions
        {
            Epochs = 3,
            LearningRate = 0.05,
            ProgressInterval = TimeSpan.Zero,
            Checkpoint = _folder["fit.safetensors"],
            CheckpointInterval = TimeSpan.Zero,
        };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ALinkToNothing_IsNoCheckpoint_AndLeadsToTheNewOne()
    {
        File.CreateSymbolicLink(_options.Checkpoint!, "real.safetensors");
        using var model = new SkipGramFloat(_vocabulary, 5);
        Assert.Equal(FitStop.Completed, model.Fit(_corpus, _options with { Resume = true }).Stopped);
        Assert.True(File.Exists(_folder["real.safetensors"]));
        Assert.Equal("real.safetensors", new FileInfo(_options.Checkpoint!).LinkTarget);
    }

    [Fact]
    public void ASecondFitToTheFileOfOneThatRuns_IsRefused()
    {
        using var model = new SkipGramFloat(_vocabulary, 5);
        Exception? refused = null;
        model.Fit(_corpus, _options, new Calls<EmbeddingProgress>(_ =>
        {
            using var other = new SkipGramFloat(_vocabulary, 6);
            refused = Record.Exception(() => other.Fit(_corpus, _options));
        }));
        Assert.Contains("fit.safetensors': another fit, with the same Checkpoint, of this process has the file", Assert.IsType<IOException>(refused).Message, StringComparison.Ordinal);
        Assert.Equal(FitStop.Completed, model.Fit(_corpus, _options).Stopped);
    }

    // A file from between an epoch's last words and its end: nothing is left of the epoch but to report it.
    [Fact]
    public void AnEpochThatIsResumedAtItsEnd_ReportsTheRateThatWasReached()
    {
        var files = new List<byte[]>();
        using var model = new SkipGramFloat(_vocabulary, 5);
        model.Fit(_corpus, _options, new Calls<EmbeddingProgress>(_ => files.Add(File.ReadAllBytes(_options.Checkpoint!))));
        var rates = new List<double>();
        foreach (byte[] file in files)
        {
            File.WriteAllBytes(_options.Checkpoint!, file);
            using var again = new SkipGramFloat(_vocabulary, 5);
            again.Fit(_corpus, _options with { Resume = true }, new Calls<EmbeddingProgress>(report => rates.Add(report.LearningRate)));
        }

        Assert.All(rates, rate => Assert.InRange(rate, 1e-4, 0.05));
    }

    /// <summary>Each file that a killed fit could have left, resumed by the same program.</summary>
    [Theory]
    [InlineData(64 << 20, 1)]
    [InlineData(0, 2)]
    public void AnyCheckpoint_LeadsToTheBitsOfAFitThatWasNotStopped(long memory, int threads)
    {
        EmbeddingOptions options = _options with { CorpusMemory = memory, Threads = threads, Processors = threads };
        using var whole = new SkipGramFloat(_vocabulary, 5);
        whole.Fit(_corpus, options with { Checkpoint = null });
        var files = new List<byte[]>();
        using var model = new SkipGramFloat(_vocabulary, 5);
        model.Fit(_corpus, options, new Calls<EmbeddingProgress>(_ =>
        {
            if (File.Exists(options.Checkpoint))
            {
                files.Add(File.ReadAllBytes(options.Checkpoint!));
            }
        }));
        Assert.Equal(whole.InputTable.ToArray(), model.InputTable.ToArray());
        Assert.True(files.Count >= 4);
        foreach (byte[] file in files)
        {
            File.WriteAllBytes(options.Checkpoint!, file);
            using var again = new SkipGramFloat(_vocabulary, 5);
            Assert.Equal(FitStop.Completed, again.Fit(_corpus, options with { Resume = true }).Stopped);
            Assert.Equal(whole.InputTable.ToArray(), again.InputTable.ToArray());
            Assert.Equal(whole.OutputTable.ToArray(), again.OutputTable.ToArray());
            Assert.False(again.CanResume);
        }
    }

    [Fact]
    public void AFitThatFails_LeavesACheckpoint_ThatLeadsToTheSameBits()
    {
        EmbeddingOptions options = _options with { CheckpointInterval = TimeSpan.FromHours(1) };
        using var whole = new SkipGramFloat(_vocabulary, 5);
        whole.Fit(_corpus, options with { Checkpoint = null });
        using (var failing = new SkipGramFloat(_vocabulary, 5))
        {
            var report = new Calls<EmbeddingProgress>(progress => throw new TimeoutException(progress.IsEpochComplete ? "complete" : "within"));
            Assert.Throws<TimeoutException>(() => failing.Fit(_corpus, options, report));
            Assert.True(failing.CanResume);
        }

        using var again = new SkipGramFloat(_vocabulary, 5);
        Assert.Equal(FitStop.Completed, again.Fit(_corpus, options with { Resume = true }).Stopped);
        Assert.Equal(whole.InputTable.ToArray(), again.InputTable.ToArray());
    }

    /// <summary>A fit that is cancelled, or killed, before it has trained must not be resumed as the one whose file was there.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFitThatEndsInItsFirstReading_LeavesItsOwnCheckpoint(bool isKilled)
    {
        EmbeddingOptions other = _options with { LearningRate = 0.02 };
        using var whole = new SkipGramFloat(_vocabulary, 5);
        whole.Fit(_corpus, _options with { Checkpoint = null });
        using (var earlier = new SkipGramFloat(_vocabulary, 5))
        {
            earlier.Fit(_corpus, other);
        }

        byte[]? killed = null;
        using var stop = new CancellationTokenSource();
        string[][] sentences = Words.Sentences("sea", "land", 3);
        IEnumerable<string[]> Read()
        {
            killed ??= File.ReadAllBytes(_options.Checkpoint!);
            stop.Cancel();
            return sentences;
        }

        using (var model = new SkipGramFloat(_vocabulary, 5))
        {
            EmbeddingReport report = model.Fit(new SequenceCorpus(new Passes(Read)), _options, cancellationToken: stop.Token);
            Assert.Equal((FitStop.Cancelled, 0), (report.Stopped, report.Words));
        }

        if (isKilled)
        {
            File.WriteAllBytes(_options.Checkpoint!, killed!);
        }

        using var again = new SkipGramFloat(_vocabulary, 5);
        Assert.Equal(3, again.Fit(_corpus, _options with { Resume = true }).Epochs.Count);
        Assert.Equal(whole.InputTable.ToArray(), again.InputTable.ToArray());
    }

    [Fact]
    public void RacingMode_WritesFilesThatCanBeResumed()
    {
        EmbeddingOptions options = _options with { Mode = EmbeddingMode.Racing, Threads = 2, Processors = 2 };
        using var stop = new CancellationTokenSource();
        using var model = new SkipGramFloat(_vocabulary, 5);
        model.Fit(_corpus, options, new Calls<EmbeddingProgress>(progress => { if (progress.Epoch == 2) stop.Cancel(); }), stop.Token);
        using SkipGramFloat loaded = SkipGramFloat.Load(options.Checkpoint!);
        Assert.True(loaded.CanResume);
        Assert.Equal(model.InputTable.ToArray(), loaded.InputTable.ToArray());
        using var again = new SkipGramFloat(_vocabulary, 5);
        EmbeddingReport rest = again.Fit(_corpus, options with { Resume = true });
        Assert.Equal((FitStop.Completed, 3), (rest.Stopped, rest.Epochs[^1].Epoch));
    }

    [Fact]
    public void ACompleteFit_IsNotTrainedAgain_ButGoesOnWithMoreEpochs()
    {
        using var model = new SkipGramFloat(_vocabulary, 5);
        model.Fit(_corpus, _options);
        using var again = new SkipGramFloat(_vocabulary, 5);
        EmbeddingReport nothing = again.Fit(_corpus, _options with { Resume = true });
        Assert.Equal((FitStop.Completed, 0), (nothing.Stopped, nothing.Epochs.Count));
        Assert.Equal(model.InputTable.ToArray(), again.InputTable.ToArray());
        Assert.Equal([4, 5], again.Fit(_corpus, _options with { Resume = true, Epochs = 5 }).Epochs.Select(epoch => epoch.Epoch));
        string message = Assert.Throws<ModelFileException>(() => again.Fit(_corpus, _options with { Resume = true, Epochs = 4 })).Message;
        Assert.Contains("completed 5, but Epochs is 4", message, StringComparison.Ordinal);
        Assert.Contains("fit.safetensors", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ResumeWithoutAFile_BeginsAnew()
    {
        using var model = new SkipGramFloat(_vocabulary, 5);
        Assert.Equal(3, model.Fit(_corpus, _options with { Resume = true }).Epochs.Count);
    }

    [Fact]
    public void ACheckpointOfAnotherModel_IsRefused_AndTheModelStays()
    {
        using var model = new SkipGramFloat(_vocabulary, 5);
        model.Fit(_corpus, _options);
        Expect(new SkipGramFloat(_vocabulary, 6), "seed 6", "seed is 5");
        Expect(new SkipGramFloat(_vocabulary.Extend(Words.Topics()), 5), "vocabulary");
        model.Save(_options.Checkpoint!);
        Expect(new SkipGramFloat(_vocabulary, 5), "no fit to go on with");
    }

    [Fact]
    public void ACheckpointThatCannotBeWritten_IsRefusedBeforeTraining()
    {
        using var model = new SkipGramFloat(_vocabulary, 5);
        float[] before = model.InputTable.ToArray();
        string path = Path.Combine(_folder["missing"], "fit.safetensors");
        Assert.ThrowsAny<IOException>(() => model.Fit(_corpus, _options with { Checkpoint = path }));
        Assert.Equal(before, model.InputTable.ToArray());
        Assert.Throws<ArgumentException>(() => _options with { Checkpoint = "" });
    }

    [Fact]
    public void TheFolder_HoldsTheCheckpointAlone()
    {
        using var model = new SkipGramFloat(_vocabulary, 5);
        model.Fit(_corpus, _options);
        Assert.Equal(["fit.safetensors"], _folder.Names);
    }

    private void Expect(SkipGramFloat model, params string[] parts)
    {
        using SkipGramFloat disposed = model;
        float[] before = model.InputTable.ToArray();
        string message = Assert.Throws<ModelFileException>(() => model.Fit(_corpus, _options with { Resume = true })).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Equal(before, model.InputTable.ToArray());
    }
}
