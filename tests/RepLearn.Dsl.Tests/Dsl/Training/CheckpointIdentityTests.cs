using System.Globalization;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

// With what a checkpoint is resumed, with what it is refused, and where it can be.
public sealed class CheckpointIdentityTests : IDisposable
{
    private const int Width = 6;
    private static readonly float[] s_train = TestData.Plane<float>(50, Width);
    private readonly TemporaryFolder _folder = new();

    private FitOptions Options => new() { Epochs = 2, BatchSize = 8, Optimizer = new AdamW(0.02), Seed = 3, Checkpoint = _folder["run.safetensors"] };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatChangesTheSteps_IsRefusedWithBothValues()
    {
        using var model = new LinearModel<float>(Width, 2);
        model.Fit(s_train, Options);
        byte[] file = File.ReadAllBytes(Options.Checkpoint!);
        (float[] before, long step) = (model.Parameters.ToArray(), model.Step);
        FitOptions options = Options with { Epochs = 4, Resume = true };
        foreach ((FitOptions other, string problem) in ((FitOptions, string)[])
        [
            (options with { Schedule = LearningRate.Step(10, 0.5) }, "schedule 'Step(10, factor: 0.5)', as the options say, but it was made with 'Constant'"),
            (options with { Schedule = LearningRate.Cosine(warmupSteps: 3) }, "schedule 'Cosine(warmupSteps: 3, minimum: 0)'"),
            (options with { Optimizer = new AdamW(0.02, beta1: 0.8) }, "settings 'beta1: 0.8, beta2: 0.999, epsilon: 1E-08, weightDecay: 0.01'"),
            (options with { Optimizer = new AdamW(0.02, weightDecay: 0) }, "but it was made with 'beta1: 0.9, beta2: 0.999, epsilon: 1E-08, weightDecay: 0.01'"),
            (options with { Optimizer = new Adam(0.02) }, "optimizer 'Adam', as the options say, but it was made with 'AdamW'"),
            (options with { Epochs = 1 }, "at most 1 epochs, as the options say, but it has done 2"),
        ])
        {
            var exception = Assert.Throws<ModelFileException>(() => model.Fit(s_train, other));
            Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
            Assert.Equal(before, model.Parameters.ToArray());
            Assert.Equal(step, model.Step);
            Assert.Equal(file, File.ReadAllBytes(Options.Checkpoint!));
        }
    }

    // At the start of the fit: no file could agree with it, so that the fit could not be resumed.
    [Fact]
    public void AScheduleWhoseTextNoFileHolds_IsRefusedBeforeTheFirstStep()
    {
        using var model = new LinearModel<float>(Width, 2);
        Assert.Contains("the fit's schedule of whole characters", Assert.Throws<ArgumentException>(() => model.Fit(s_train, Options with { Schedule = new Half() })).Message, StringComparison.Ordinal);
        Assert.Equal(0, model.Step);
        Assert.False(File.Exists(Options.Checkpoint));
    }

    [Fact]
    public void OtherData_AreRefused()
    {
        using var model = new LinearModel<float>(Width, 2);
        model.Fit(s_train, Options);
        float[] before = model.Parameters.ToArray();
        float[] oneValue = [.. s_train];
        oneValue[^1] += 1e-3f;
        foreach ((float[] other, string problem) in ((float[], string)[])
        [
            (s_train[..(40 * Width)], "examples '40', as the source says, but it was made with '50'"),
            ([.. s_train, .. s_train[..Width]], "examples '51'"),
            (oneValue, "by its rows and how they are shuffled, but it was made with '"),
        ])
        {
            var exception = Assert.Throws<ModelFileException>(() => model.Fit(other, Options with { Epochs = 4, Resume = true }));
            Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
            Assert.Equal(before, model.Parameters.ToArray());
        }
    }

    [Fact]
    public void OtherStreamsAndFiles_AreRefused()
    {
        float[] other = [.. s_train];
        other[^1] += 1e-3f;
        File.WriteAllBytes(_folder["other"], [.. other.SelectMany(BitConverter.GetBytes)]);
        File.WriteAllBytes(_folder["data"], [.. s_train.SelectMany(BitConverter.GetBytes)]);
        foreach ((IExampleSource<float> first, IExampleSource<float> second) in ((IExampleSource<float>, IExampleSource<float>)[])
        [
            (Stream(s_train), Stream(other)),
            (Stream(s_train), Stream(s_train, buffer: 7)),
            (Examples.Prefetch(Stream(s_train)), Examples.Prefetch(Stream(other))),
            (Stream(s_train, name: "a"), Stream(s_train, name: "b")),
            (Examples.File<float>(_folder["data"], Width), Examples.File<float>(_folder["other"], Width)),
            (new OwnSource(s_train), new OwnSource(other)),
        ])
        {
            using var model = new LinearModel<float>(Width, 2);
            model.Fit(first, Options);
            Assert.Contains("data '", Assert.Throws<ModelFileException>(() => model.Fit(second, Options with { Epochs = 4, Resume = true })).Message, StringComparison.Ordinal);
            Assert.Equal(4, model.Fit(first, Options with { Epochs = 4, Resume = true }).Epochs.Count);
        }
    }

    // Far from the first rows, and between any samples that a reader could afford of large data.
    [Fact]
    public void OneValueAmongMany_IsSeen()
    {
        float[] many = TestData.Plane<float>(200_000, Width);
        float[] other = [.. many];
        other[36_000] += 1e-3f;
        File.WriteAllBytes(_folder["data"], [.. many.SelectMany(BitConverter.GetBytes)]);
        File.WriteAllBytes(_folder["other"], [.. other.SelectMany(BitConverter.GetBytes)]);
        foreach ((IExampleSource<float> first, IExampleSource<float> second) in ((IExampleSource<float>, IExampleSource<float>)[])
        [
            (Examples.File<float>(_folder["data"], Width), Examples.File<float>(_folder["other"], Width)),
            (Stream(many), Stream(other)),
            (new OwnSource(many), new OwnSource(other)),
        ])
        {
            using var model = new LinearModel<float>(Width, 2);
            using var stop = new CancellationTokenSource();
            FitReport report = model.Fit(first, Options with { ProgressInterval = TimeSpan.Zero }, new DirectProgress(_ => stop.Cancel()), stop.Token);
            Assert.Equal(1, report.Steps);
            Assert.Contains("data '", Assert.Throws<ModelFileException>(() => model.Fit(second, Options with { Resume = true })).Message, StringComparison.Ordinal);
        }
    }

    // Reading goes on until the token asks to stop, as it would in a fit's first epoch.
    [Fact]
    public void ASourceWithoutEnd_IsCancelledWhileItIsRead()
    {
        using var stop = new CancellationTokenSource();
        IEnumerable<ReadOnlyMemory<float>> Endless()
        {
            for (int piece = 0; ; piece++)
            {
                if (piece == 2000)
                {
                    stop.Cancel();
                }

                yield return s_train;
            }
        }

        using var model = new LinearModel<float>(Width, 2);
        float[] before = model.Parameters.ToArray();
        FitReport report = model.Fit(Examples.Stream<float>(Endless, Width), Options, cancellationToken: stop.Token);
        Assert.Equal((FitStop.Cancelled, 0L, (int?)null), (report.Stopped, report.Steps, report.KeptEpoch));
        Assert.Equal(before, model.Parameters.ToArray());
        Assert.Empty(_folder.Names);
    }

    // The given name stands for the rows, which are not read for it.
    [Fact]
    public void AFileOfItsOwnFingerprint_IsKnownByIt()
    {
        File.WriteAllBytes(_folder["data"], [.. s_train.SelectMany(BitConverter.GetBytes)]);
        using var model = new LinearModel<float>(Width, 2);
        model.Fit(Examples.File<float>(_folder["data"], Width, fingerprint: "a"), Options);
        File.WriteAllBytes(_folder["data"], [.. s_train.Reverse().SelectMany(BitConverter.GetBytes)]);
        FitOptions options = Options with { Epochs = 4, Resume = true };
        foreach (IExampleSource<float> other in (IExampleSource<float>[])
        [
            Examples.File<float>(_folder["data"], Width, fingerprint: "b"),
            Examples.File<float>(_folder["data"], Width, fingerprint: "a", shuffleBuffer: 7),
            Examples.File<float>(_folder["data"], Width),
        ])
        {
            Assert.Contains("data '", Assert.Throws<ModelFileException>(() => model.Fit(other, options)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(4, model.Fit(Examples.File<float>(_folder["data"], Width, fingerprint: "a"), options).Epochs.Count);
    }

    // A fingerprint of one's own serves data that are augmented anew each time.
    [Fact]
    public void AStreamOfItsOwnFingerprint_MayChangeItsRows()
    {
        using var model = new LinearModel<float>(Width, 2);
        model.Fit(Stream(s_train, name: "a"), Options);
        Assert.Equal(4, model.Fit(Stream([.. s_train.Reverse()], name: "a"), Options with { Epochs = 4, Resume = true }).Epochs.Count);
    }

    [Fact]
    public void WhatAUserMayChange_IsTaken()
    {
        using var model = new LinearModel<float>(Width, 2);
        model.Fit(s_train, Options);
        FitReport report = model.Fit(
            s_train,
            s_train,
            Options with { Epochs = 3, Optimizer = new AdamW(0.005), ClipNorm = 1, Patience = 5, KeepBest = false, Resume = true, DivergenceFactor = 10, CheckpointInterval = TimeSpan.Zero });
        Assert.Equal((3, 0.02, 0.005), (report.Epochs.Count, report.Epochs[1].LearningRate, report.Epochs[2].LearningRate));
    }

    [Fact]
    public void FewerEpochsThanBegun_AreRefused()
    {
        using var model = new LinearModel<float>(Width, 2);
        using var cancellation = new CancellationTokenSource();
        var progress = new DirectProgress(report =>
        {
            if (report.Step == 10)
            {
                cancellation.Cancel();
            }
        });
        model.Fit(s_train, Options with { ProgressInterval = TimeSpan.Zero }, progress, cancellation.Token);
        var exception = Assert.Throws<ModelFileException>(() => model.Fit(s_train, Options with { Epochs = 1, Resume = true }));
        Assert.Contains("at most 1 epochs, as the options say, but it has done 1 and 3 batches of the next", exception.Message, StringComparison.Ordinal);
    }

    // The text of a schedule is the same wherever the fit is resumed.
    [Fact]
    public void AnotherCulture_IsNoOtherSchedule()
    {
        using var model = new LinearModel<float>(Width, 2);
        FitOptions options = Options with { Schedule = new Falls(0.25) };
        model.Fit(s_train, options);
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "," } };
            Assert.Equal(3, model.Fit(s_train, options with { Epochs = 3, Resume = true }).Epochs.Count);
            var exception = Assert.Throws<ModelFileException>(() => model.Fit(s_train, options with { Epochs = 4, Schedule = new Falls(0.125), Resume = true }));
            Assert.Contains("0.125", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    // A fit that fails before its first checkpoint must not leave an older fit's, which Resume would take for its own.
    [Fact]
    public void AFitThatFailsEarly_IsNotResumedFromAnOlderOne()
    {
        using var model = new LinearModel<float>(Width, 2);
        model.Fit(s_train, Options);
        Assert.Throws<TrainingDivergedException>(() => model.Fit(s_train, Options with { Optimizer = new AdamW(1e30) }));
        FitReport report = model.Fit(s_train, Options with { Resume = true });
        Assert.Equal((2, 14L), (report.Epochs.Count, report.Steps));
        Assert.Equal(28, model.Step);
    }

    [Theory]
    [InlineData("missing/run.safetensors", typeof(DirectoryNotFoundException))]
    [InlineData("folder", typeof(IOException))]
    public void ALocationThatCannotBeWritten_IsToldBeforeTheFirstStep(string name, Type exception)
    {
        Directory.CreateDirectory(_folder["folder"]);
        using var model = new LinearModel<float>(Width, 2);
        float[] before = model.Parameters.ToArray();
        string path = _folder[name];
        foreach (bool resume in (bool[])[false, true])
        {
            Exception told = Assert.ThrowsAny<IOException>(() => model.Fit(s_train, Options with { Checkpoint = path, Resume = resume }));
            Assert.IsType(exception, told);
            Assert.Contains($"'{path}'", told.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(".tmp", told.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, model.Parameters.ToArray());
        Assert.Equal(0, model.Step);
        Assert.Equal(["folder"], _folder.Names);
    }

    private static IExampleSource<float> Stream(float[] data, int buffer = 20, string? name = null) => Examples.Stream<float>(
        () => data.Chunk(5 * Width).Select(piece => new ReadOnlyMemory<float>(piece)), Width, shuffleBuffer: buffer, fingerprint: name);

    private sealed record Half : Schedule
    {
        public override double Factor(long step, long totalSteps) => 1;

        public override string ToString() => "half \uD83D";
    }

    private sealed record Falls(double Share) : Schedule
    {
        public override double Factor(long step, long totalSteps) => Math.Pow(Share, step / 10);
    }

    /// <summary>A source that tells nothing of its examples.</summary>
    private sealed class OwnSource(float[] data) : IExampleSource<float>
    {
        public int Width => CheckpointIdentityTests.Width;

        public long? Count => null;

        public IExampleReader<float> Open(NoiseKey? shuffle) => Examples.InMemory(data, Width).Open(shuffle);
    }
}
