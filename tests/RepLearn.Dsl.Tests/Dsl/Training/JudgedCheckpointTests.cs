using System.Text.Json.Nodes;
using RepLearn.Tests.Numerics.Files;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

// A checkpoint holds parameters that a later loss has shown to be good, however the fit ends.
public sealed class JudgedCheckpointTests : IDisposable
{
    private const int Width = 6;
    private static readonly double[] s_data = [.. TestData.Plane<double>(64, Width).Select(value => value * 3)];
    private readonly TemporaryFolder _folder = new();

    private FitOptions Exploding => new()
    {
        Epochs = 20,
        BatchSize = 8,
        Optimizer = new Sgd(0.8),
        LastBatch = LastBatch.Keep,
        Checkpoint = _folder["run.safetensors"],
        CheckpointInterval = TimeSpan.Zero,
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFitThatDiverges_LeavesTheStepBefore()
    {
        long failed = Diverge(Exploding).Step;
        using LinearModel<double> saved = LinearModel<double>.Load(Exploding.Checkpoint!, Width, 2);

        // The failed step judges the parameters of the one before, which are not in the file.
        Assert.Equal(failed - 2, saved.Step);
        using var fresh = new LinearModel<double>(Width, 2, masks: false);
        Assert.InRange(saved.Test(s_data, default).Total, 0, 1e7 * fresh.Test(s_data, default).Total);
        Assert.Equal(failed, Diverge(Exploding with { Resume = true }).Step);
    }

    [Fact]
    public void AFitThatDiverged_CanBeResumedAtASmallerRate()
    {
        Diverge(Exploding);
        using var model = new LinearModel<double>(Width, 2, masks: false);
        FitReport report = model.Fit(s_data, Exploding with { Resume = true, Epochs = 1, Optimizer = new Sgd(1e-9), DivergenceFactor = 1e9 });
        Assert.Equal(8, report.Steps);
    }

    // The source fails where the parameters have just exploded, and no further batch tells.
    [Fact]
    public void ASourceThatFails_DoesNotLeaveExplodedParameters()
    {
        long exploded = Diverge(Exploding).Step - 1;
        FitOptions options = Exploding with { Checkpoint = _folder["failing.safetensors"] };
        using var model = new LinearModel<double>(Width, 2, masks: false);
        Assert.Throws<TimeoutException>(() => model.Fit(new FailingSource(Examples.InMemory(s_data, Width), exploded * options.BatchSize), options));
        Assert.Equal(exploded, model.Draws);
        using LinearModel<double> saved = LinearModel<double>.Load(options.Checkpoint!, Width, 2);
        Assert.Equal(exploded - 1, saved.Step);
    }

    // The epoch ends where the parameters have just exploded, and a validation loss that is no number ends the fit.
    [Fact]
    public void AFitThatPatienceEnds_JudgesItsLastStep()
    {
        FitOptions options = Exploding with { Shuffle = false, Checkpoint = null };
        int exploded = (int)Diverge(options).Step - 1;
        double[] validation = [.. Enumerable.Repeat(1e200, Width)];
        using var model = new LinearModel<double>(Width, 2, masks: false);
        Assert.Throws<TrainingDivergedException>(() => model.Fit(s_data.AsMemory(0, exploded * 8 * Width), validation, options with { Patience = 1 }));
        Assert.InRange(model.Test(s_data, default).Total, 0, 1e8);
    }

    [Theory]
    [InlineData(1e5)]
    [InlineData(1e200)]
    public void ExplodedParametersInAFile_AreToldAtOnce(double factor)
    {
        FitOptions good = Exploding with { Epochs = 1, Optimizer = new Sgd(1e-4) };
        using var first = new LinearModel<double>(Width, 2, masks: false);
        first.Fit(s_data, good);
        PlainSafetensors file = PlainSafetensors.Parse(File.ReadAllBytes(good.Checkpoint!));
        byte[] data = file.Data;
        foreach (string name in (string[])["codeWeight", "decoder1Weight"])
        {
            JsonArray offsets = file.Json[name]!["data_offsets"]!.AsArray();
            for (int place = offsets[0]!.GetValue<int>(); place < offsets[1]!.GetValue<int>(); place += sizeof(double))
            {
                BitConverter.GetBytes(BitConverter.ToDouble(data, place) * factor).CopyTo(data, place);
            }
        }

        File.WriteAllBytes(good.Checkpoint!, PlainSafetensors.Build(file.Header, data));
        using var model = new LinearModel<double>(Width, 2, masks: false);
        var diverged = Assert.Throws<TrainingDivergedException>(() => model.Fit(s_data, good with { Epochs = 2, Resume = true }));
        Assert.Equal(9, diverged.Step);
        Assert.Contains("resumed from a checkpoint", diverged.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("No step was taken", diverged.Message, StringComparison.Ordinal);
    }

    private static TrainingDivergedException Diverge(FitOptions options)
    {
        using var model = new LinearModel<double>(Width, 2, masks: false);
        return Assert.Throws<TrainingDivergedException>(() => model.Fit(s_data, options));
    }

    /// <summary>Gives one row a read, and fails after so many rows in all.</summary>
    private sealed class FailingSource(IExampleSource<double> inner, long rows) : IExampleSource<double>
    {
        private long _left = rows;

        public int Width => inner.Width;

        public long? Count => inner.Count;

        public string Fingerprint => "failing";

        public IExampleReader<double> Open(NoiseKey? shuffle) => new Reader(this, inner.Open(shuffle));

        private sealed class Reader(FailingSource source, IExampleReader<double> inner) : IExampleReader<double>
        {
            public int Read(Span<double> rows) => source._left-- > 0 ? inner.Read(rows[..source.Width]) : throw new TimeoutException();

            public void Dispose() => inner.Dispose();
        }
    }
}
