using System.Globalization;
using System.Text.Json.Nodes;
using RepLearn.Tests.Numerics.Files;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

// A fit that is stopped and resumed, in another process as it were, ends with the bits of one that ran through.
public sealed class ResumeTests : IDisposable
{
    private const int Width = 6;
    private static readonly float[] s_train = TestData.Plane<float>(50, Width);
    private static readonly float[] s_validation = TestData.Plane<float>(30, Width, seed: 6);
    private readonly TemporaryFolder _folder = new();

    private string Checkpoint => _folder["run.safetensors"];

    private FitOptions Options => new()
    {
        Epochs = 6,
        BatchSize = 8,
        Optimizer = new AdamW(0.02),
        Schedule = LearningRate.Cosine(warmupSteps: 5),
        ClipNorm = 2,
        Seed = 3,
        ProgressInterval = TimeSpan.Zero,
    };

    public void Dispose() => _folder.Dispose();

    // Checkpoints on another disk: the link is made first, and what it leads to comes with the fit.
    [Fact]
    public void ALinkToNothing_IsNoCheckpoint_AndLeadsToTheNewOne()
    {
        File.CreateSymbolicLink(Checkpoint, "real.safetensors");
        FitOptions options = Options with { Checkpoint = Checkpoint, Resume = true };
        using var model = new LinearModel<float>(Width, 2);
        model.Fit(s_train, options with { Epochs = 3, Schedule = LearningRate.Constant });
        Assert.True(File.Exists(_folder["real.safetensors"]));
        Assert.Equal("real.safetensors", new FileInfo(Checkpoint).LinkTarget);

        using var again = new LinearModel<float>(Width, 2, seed: 99);
        Assert.Equal(42, again.Fit(s_train, options with { Schedule = LearningRate.Constant }).Steps);
    }

    // 7 steps an epoch: stops before the first step, within epochs, at an epoch's last step, and near the end.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(14)]
    [InlineData(41)]
    public void Resumed_EqualsUninterrupted(int stopAfter)
    {
        using var whole = new LinearModel<float>(Width, 2);
        FitReport expected = whole.Fit(s_train, s_validation, Options);

        FitOptions options = Options with { Checkpoint = Checkpoint };
        using var first = new LinearModel<float>(Width, 2);
        FitReport stopped = FitUntil(first, stopAfter, options);
        Assert.Equal((FitStop.Cancelled, (long)stopAfter), (stopped.Stopped, stopped.Steps));

        using var second = new LinearModel<float>(Width, 2, seed: 99);
        FitReport actual = second.Fit(s_train, s_validation, options with { Resume = true });
        Assert.Equal(whole.Parameters.ToArray(), second.Parameters.ToArray());
        Assert.Equal(whole.Step, second.Step);
        AssertSame(expected, actual);
    }

    // 50 examples in batches of 8: the rest of 2 changes the batch before it, or the number of batches.
    [Theory]
    [InlineData(LastBatch.Share, 13)]
    [InlineData(LastBatch.Keep, 13)]
    [InlineData(LastBatch.Drop, 12)]
    [InlineData(LastBatch.Merge, 11)]
    public void Resumed_BeforeTheLastBatch_EqualsUninterrupted(LastBatch last, int stopAfter)
    {
        FitOptions options = Options with { LastBatch = last, Schedule = LearningRate.Cosine() };
        using var whole = new LinearModel<float>(Width, 2);
        FitReport expected = whole.Fit(s_train, s_validation, options);
        using var first = new LinearModel<float>(Width, 2);
        FitUntil(first, stopAfter, options with { Checkpoint = Checkpoint });

        using var second = new LinearModel<float>(Width, 2, seed: 99);
        FitReport actual = second.Fit(s_train, s_validation, options with { Checkpoint = Checkpoint, Resume = true });

        Assert.Equal(whole.Parameters.ToArray(), second.Parameters.ToArray());
        AssertSame(expected, actual);
    }

    [Fact]
    public void ResumedTwice_FromAShuffledStream()
    {
        IExampleSource<float> source = Examples.Stream<float>(
            () => s_train.Chunk(Width).Select(row => new ReadOnlyMemory<float>(row)), Width, shuffleBuffer: 20);
        FitOptions options = Options with { Schedule = LearningRate.Step(10, 0.5), Optimizer = new Sgd(0.01, 0.9), Checkpoint = Checkpoint };
        using var whole = new LinearModel<float>(Width, 2);
        FitReport expected = whole.Fit(source, options with { Checkpoint = null });

        using var model = new LinearModel<float>(Width, 2);
        foreach (int stop in (int[])[5, 24])
        {
            using var cancellation = new CancellationTokenSource();
            model.Fit(source, options with { Resume = true }, new DirectProgress(report => Cancel(cancellation, report.Step >= stop)), cancellation.Token);
            Assert.NotEqual(whole.Parameters.ToArray(), model.Parameters.ToArray());
        }

        AssertSame(expected, model.Fit(source, options with { Resume = true }));
        Assert.Equal(whole.Parameters.ToArray(), model.Parameters.ToArray());
    }

    // A report may set the step, for the warm-up's sake; the epoch's order stays.
    [Theory]
    [InlineData(2)]
    [InlineData(1000)]
    public void ResumedAfterAReportSetTheStep_EqualsUninterrupted(long step)
    {
        using var whole = new LinearModel<float>(Width, 2);
        whole.Fit(s_train, s_validation, Options, new DirectProgress(SetStep(whole)));
        using var first = new LinearModel<float>(Width, 2);
        using var stop = new CancellationTokenSource();
        Action<FitProgress> set = SetStep(first);
        first.Fit(s_train, s_validation, Options with { Checkpoint = Checkpoint }, new DirectProgress(report => { set(report); Cancel(stop, report.Step == 12); }), stop.Token);
        using var second = new LinearModel<float>(Width, 2, seed: 99);
        second.Fit(s_train, s_validation, Options with { Checkpoint = Checkpoint, Resume = true });
        Assert.Equal(whole.Parameters.ToArray(), second.Parameters.ToArray());
        Assert.Equal((whole.Step, whole.Draws), (second.Step, second.Draws));

        Action<FitProgress> SetStep(LinearModel<float> model) => report => model.Step = report is { Step: 10, EpochDone: false } ? step : model.Step;
    }

    // The draws of steps that an earlier fit gave up are used.
    [Fact]
    public void ResumedOfAModelThatWentBack_EqualsUninterrupted()
    {
        using var whole = new LinearModel<float>(Width, 2) { Step = 50 };
        whole.Step = 20;
        using var first = (LinearModel<float>)whole.Clone();
        whole.Fit(s_train, s_validation, Options);
        FitUntil(first, 24, Options with { Checkpoint = Checkpoint });
        using var second = new LinearModel<float>(Width, 2, seed: 99);
        second.Fit(s_train, s_validation, Options with { Checkpoint = Checkpoint, Resume = true });
        Assert.Equal(whole.Parameters.ToArray(), second.Parameters.ToArray());
        Assert.Equal((whole.Step, whole.Draws), (second.Step, second.Draws));
        Assert.Equal(50 + 42, second.Draws);
    }

    [Fact]
    public void ResumedAfterPatience_StaysStopped()
    {
        FitOptions options = Options with { Epochs = 200, Patience = 2, Optimizer = new Adam(0.5), Schedule = LearningRate.Constant, Checkpoint = Checkpoint };
        using var model = new LinearModel<float>(Width, 2);
        FitReport first = model.Fit(s_train, s_validation, options);
        Assert.Equal(FitStop.Patience, first.Stopped);
        float[] kept = model.Parameters.ToArray();
        AssertSame(first, model.Fit(s_train, s_validation, options with { Resume = true }));
        Assert.Equal(kept, model.Parameters.ToArray());
    }

    [Fact]
    public void MoreEpochs_GoOn()
    {
        FitOptions options = Options with { Schedule = LearningRate.Constant, Checkpoint = Checkpoint, Resume = true };
        using var model = new LinearModel<float>(Width, 2);
        model.Fit(s_train, options with { Epochs = 2 });
        FitReport report = model.Fit(s_train, options with { Epochs = 5 });
        Assert.Equal([1, 2, 3, 4, 5], report.Epochs.Select(epoch => epoch.Epoch));
        using var whole = new LinearModel<float>(Width, 2);
        whole.Fit(s_train, options with { Epochs = 5, Checkpoint = null, Resume = false });
        Assert.Equal(whole.Parameters.ToArray(), model.Parameters.ToArray());
    }

    [Fact]
    public void Checkpoint_IsAModelFile()
    {
        using var model = new LinearModel<float>(Width, 2);
        model.Fit(s_train, Options with { Checkpoint = Checkpoint });
        using LinearModel<float> loaded = LinearModel<float>.Load(Checkpoint, Width, 2);
        Assert.Equal(model.Parameters.ToArray(), loaded.Parameters.ToArray());
        Assert.Equal(model.Step, loaded.Step);
        Assert.Equal(["run.safetensors"], _folder.Names);
    }

    [Fact]
    public void CheckpointInterval_DecidesHowOften()
    {
        using var model = new LinearModel<float>(Width, 2);
        var written = new List<DateTime>();
        var progress = new DirectProgress(_ =>
        {
            if (File.Exists(Checkpoint))
            {
                written.Add(DateTime.UnixEpoch);
                File.Delete(Checkpoint);
            }
        });
        model.Fit(s_train, Options with { Epochs = 1, Checkpoint = Checkpoint, CheckpointInterval = TimeSpan.Zero }, progress);
        // Each step but the first begins with a file of the step before, once its own loss has judged that.
        Assert.Equal(6, written.Count);
        written.Clear();
        File.Delete(Checkpoint);
        model.Fit(s_train, Options with { Epochs = 1, Checkpoint = Checkpoint }, progress);
        Assert.Empty(written);
        Assert.True(File.Exists(Checkpoint));
    }

    // Otherwise each would replace the other's file, and the one that is resumed be the one that wrote last.
    [Fact]
    public void ASecondFitToTheFileOfOneThatRuns_IsRefused()
    {
        using var model = new LinearModel<float>(Width, 2);
        using var other = new LinearModel<float>(Width, 2, seed: 1);
        FitOptions options = Options with { Epochs = 2, Checkpoint = Checkpoint, CheckpointInterval = TimeSpan.Zero };
        Exception? refused = null;
        float[] before = other.Parameters.ToArray();
        model.Fit(s_train, options, new DirectProgress(_ => refused ??= Record.Exception(() => other.Fit(s_train, options with { Resume = true }))));
        Assert.Contains($"Cannot write '{Checkpoint}': another fit, with the same Checkpoint, of this process has the file", Assert.IsType<IOException>(refused).Message, StringComparison.Ordinal);
        Assert.Equal(before, other.Parameters.ToArray());
        Assert.Equal(FitStop.Completed, other.Fit(s_train, options).Stopped);
        Assert.Throws<TimeoutException>(() => model.Fit(s_train, options, new DirectProgress(_ => throw new TimeoutException())));
        Assert.Equal(FitStop.Completed, other.Fit(s_train, options with { Resume = false }).Stopped);
    }

    [Fact]
    public void OtherOptions_AreRefused()
    {
        using var model = new LinearModel<float>(Width, 2);
        FitOptions options = Options with { Epochs = 1, Checkpoint = Checkpoint };
        model.Fit(s_train, options);
        float[] before = model.Parameters.ToArray();
        options = options with { Epochs = 2, Resume = true };
        foreach ((FitOptions other, string problem) in ((FitOptions, string)[])
        [
            (options with { Seed = 4 }, "seed '4', as the options say, but it was made with '3'"),
            (options with { BatchSize = 9 }, "batchSize '9'"),
            (options with { LastBatch = LastBatch.Merge }, "lastBatch 'Merge'"),
            (options with { Shuffle = false }, "shuffle 'false'"),
            (options with { Optimizer = new Sgd(0.1) }, "optimizer 'Sgd'"),
        ])
        {
            var exception = Assert.Throws<ModelFileException>(() => model.Fit(s_train, other));
            Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
            Assert.Equal(before, model.Parameters.ToArray());
        }
    }

    [Theory]
    [InlineData("training/optimizer.m")]
    [InlineData("training/history")]
    [InlineData("training/mean")]
    public void DamagedCheckpoint_IsRefused(string tensor)
    {
        using var model = new LinearModel<float>(Width, 2);
        FitOptions options = Options with { Epochs = 1, Checkpoint = Checkpoint };
        model.Fit(s_train, options);
        PlainSafetensors good = PlainSafetensors.Parse(File.ReadAllBytes(Checkpoint));
        JsonObject json = good.Json;
        JsonNode entry = json[tensor]!.DeepClone();
        json.Remove(tensor);
        json["training/other"] = entry;
        File.WriteAllBytes(Checkpoint, PlainSafetensors.Build(json.ToJsonString(), good.Data));
        long step = model.Step;
        var exception = Assert.Throws<ModelFileException>(() => model.Fit(s_train, options with { Epochs = 2, Resume = true }));
        Assert.Contains($"'{tensor}'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(step, model.Step);
    }

    [Fact]
    public void ShorterData_IsRefused()
    {
        using var model = new LinearModel<float>(Width, 2);
        FitOptions options = Options with { Checkpoint = Checkpoint };
        FitUntil(model, 6, options);
        float[] before = model.Parameters.ToArray();
        var exception = Assert.Throws<ModelFileException>(() => model.Fit(s_train.AsMemory(0, 24 * Width), s_validation, options with { Resume = true }));
        Assert.Contains("examples '24', as the source says, but it was made with '50'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, model.Parameters.ToArray());
    }

    [Fact]
    public void WithoutAFile_ResumeStartsAnew()
    {
        using var model = new LinearModel<float>(Width, 2);
        FitReport report = model.Fit(s_train, Options with { Checkpoint = Checkpoint, Resume = true });
        Assert.Equal((FitStop.Completed, 42L), (report.Stopped, report.Steps));
    }

    private static FitReport FitUntil(LinearModel<float> model, int step, FitOptions options)
    {
        using var cancellation = new CancellationTokenSource();
        return model.Fit(s_train, s_validation, options, new DirectProgress(report => Cancel(cancellation, report.Step >= step)), cancellation.Token);
    }

    private static void Cancel(CancellationTokenSource cancellation, bool when)
    {
        if (when)
        {
            cancellation.Cancel();
        }
    }

    private static void AssertSame(FitReport expected, FitReport actual)
    {
        Assert.Equal((expected.Stopped, expected.Steps, expected.KeptEpoch), (actual.Stopped, actual.Steps, actual.KeptEpoch));
        Assert.Equal(expected.Best?.Epoch, actual.Best?.Epoch);
        Assert.Equal(expected.Epochs.Select(Text), actual.Epochs.Select(Text));
    }

    private static string Text(EpochReport epoch) => string.Create(
        CultureInfo.InvariantCulture,
        $"{epoch.Epoch} {epoch.Training.Total:R} {epoch.Training["l2"]:R} {epoch.Validation?.Total:R} {epoch.LearningRate:R} {epoch.Examples}");
}
