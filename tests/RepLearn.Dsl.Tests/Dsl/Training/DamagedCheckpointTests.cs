using System.Text.Json.Nodes;
using RepLearn.Tests.Numerics.Files;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

/// <summary>Numbers in a checkpoint that no fit writes are refused, and the model stays as it was.</summary>
public sealed class DamagedCheckpointTests : IDisposable
{
    private const int Width = 6;
    private static readonly float[] s_train = TestData.Plane<float>(50, Width);
    private static readonly float[] s_validation = TestData.Plane<float>(30, Width, seed: 6);

    private readonly TemporaryFolder _folder = new();
    private readonly LinearModel<float> _model = new(Width, 2, seed: 9) { Step = 5 };
    private readonly FitOptions _options;
    private readonly PlainSafetensors _good;

    public DamagedCheckpointTests()
    {
        _options = new FitOptions { Epochs = 6, BatchSize = 8, Seed = 3, ProgressInterval = TimeSpan.Zero, Checkpoint = _folder["run.safetensors"] };
        using var stop = new CancellationTokenSource();
        using var first = new LinearModel<float>(Width, 2);
        first.Fit(s_train, s_validation, _options, new DirectProgress(report => Cancel(stop, report.Step >= 17)), stop.Token);
        _good = PlainSafetensors.Parse(File.ReadAllBytes(_options.Checkpoint!));
    }

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Untouched_Resumes()
    {
        File.WriteAllBytes(_options.Checkpoint!, PlainSafetensors.Build(_good.Header, _good.Data));
        Assert.Equal(42, _model.Fit(s_train, s_validation, _options with { Resume = true }).Steps);
    }

    [Theory]
    [InlineData("step", "9223372036854775807")]
    [InlineData("step", "9007199254740993")]
    [InlineData("training/step", "9223372036854775807")]
    [InlineData("training/epochs", "2147483648")]
    [InlineData("training/epochs", "9223372036854775807")]
    [InlineData("training/bestEpoch", "3")]
    [InlineData("training/bestStep", "9223372036854775807")]
    [InlineData("training/batch", "0")]
    [InlineData("training/batch", "1")]
    [InlineData("training/batch", "2")]
    [InlineData("training/batch", "4")]
    [InlineData("training/step", "16")]
    [InlineData("training/step", "18")]
    [InlineData("training/bestStep", "13")]
    [InlineData("training/epochsSinceBest", "3")]
    [InlineData("training/epochDraw", "15")]
    [InlineData("training/bestModelStep", "18")]
    [InlineData("training/scheduleSteps", "43")]
    [InlineData("training/scheduleLength", "41")]
    [InlineData("training/batch", "5")]
    [InlineData("training/batch", "8")]
    [InlineData("training/batch", "1000000")]
    public void ACountThatNoFitWrites_IsRefused(string key, string value)
    {
        JsonObject json = _good.Json;
        json["__metadata__"]![key] = value;
        ExpectProblem(json, _good.Data, key.Contains("epochs", StringComparison.Ordinal) ? "training/" : value);
    }

    // 24 examples are three batches of 8, and 50 an epoch of seven.
    [Theory]
    [InlineData("training/mean", 2, 16, "'training/batch' as 2")]
    [InlineData("training/mean", 2, 25, "'training/batch' as 4")]
    [InlineData("training/history", 5, 58, "'training/step' as 18")]
    public void ExamplesOfOtherSteps_AreRefused(string tensor, int place, double examples, string problem) =>
        ExpectProblem(_good.Json, With(tensor, place, examples), problem);

    // So many epochs that their steps are more than a file tells.
    [Fact]
    public void AFitOfEndlessEpochs_CanBeResumed()
    {
        FitOptions options = _options with { Epochs = int.MaxValue, BatchSize = 1, Checkpoint = _options.Checkpoint + "2" };
        IExampleSource<float> source = Examples.Stream<float>(() => [s_train], Width, count: long.MaxValue, fingerprint: "train");
        foreach (long steps in (long[])[3, 5])
        {
            using var stop = new CancellationTokenSource();
            FitReport report = _model.Fit(source, options with { Resume = true }, new DirectProgress(progress => Cancel(stop, progress.Step >= steps)), stop.Token);
            Assert.Equal((FitStop.Cancelled, steps), (report.Stopped, report.Steps));
        }
    }

    [Fact]
    public void AModelWithoutAFit_IsNoCheckpoint()
    {
        _model.Save(_options.Checkpoint!);
        var exception = Assert.Throws<ModelFileException>(() => _model.Fit(s_train, s_validation, _options with { Resume = true }));
        Assert.Contains("without a fit to resume", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ANumberOfTheHistoryThatIsNone_IsRefused(double value)
    {
        // Columns 2 and 3 are the validation's, which may be no number.
        foreach (int column in (int[])[0, 1, 4, 5, 6])
        {
            ExpectProblem(_good.Json, With("training/history", 7 + column, value), "epoch 2");
        }
    }

    [Theory]
    [InlineData(4, -1e-3, "at least 0")]
    [InlineData(5, 1.5, "whole number of examples")]
    [InlineData(5, 1e300, "whole number of examples")]
    [InlineData(6, -1, "at least 0")]
    public void ANumberOfTheHistoryOutOfItsRange_IsRefused(int column, double value, string problem) =>
        ExpectProblem(_good.Json, With("training/history", column, value), problem);

    [Theory]
    [InlineData(0, double.NaN)]
    [InlineData(2, -1)]
    [InlineData(2, 0.5)]
    [InlineData(3, double.NaN)]
    [InlineData(4, double.NegativeInfinity)]
    [InlineData(5, double.NaN)]
    public void ARunningSumThatIsNone_IsRefused(int place, double value) =>
        ExpectProblem(_good.Json, With("training/mean", place, value), "the epoch at hand");

    // Without them a fit goes on, but forgets its best epoch or its draws.
    [Theory]
    [InlineData("training/best", false)]
    [InlineData("training/validation", true)]
    [InlineData("training/seed", true)]
    [InlineData("draws", true)]
    public void ANameThatIsDamaged_IsRefused(string name, bool isMetadata)
    {
        JsonObject json = _good.Json;
        JsonObject parent = isMetadata ? json["__metadata__"]!.AsObject() : json;
        JsonNode value = parent[name]!.DeepClone();
        parent.Remove(name);
        parent[name[..^1] + "~"] = value;
        ExpectProblem(json, _good.Data, name[..^1]);
    }

    private byte[] With(string tensor, int place, double value)
    {
        byte[] data = [.. _good.Data];
        BitConverter.GetBytes(value).CopyTo(data, _good.Json[tensor]!["data_offsets"]![0]!.GetValue<int>() + (8 * place));
        return data;
    }

    private void ExpectProblem(JsonObject json, byte[] data, string problem)
    {
        File.WriteAllBytes(_options.Checkpoint!, PlainSafetensors.Build(json.ToJsonString(), data));
        float[] before = _model.Parameters.ToArray();
        var exception = Assert.Throws<ModelFileException>(() => _model.Fit(s_train, s_validation, _options with { Resume = true }));
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, _model.Parameters.ToArray());
        Assert.Equal(5, _model.Step);
    }

    private static void Cancel(CancellationTokenSource stop, bool when)
    {
        if (when)
        {
            stop.Cancel();
        }
    }
}
