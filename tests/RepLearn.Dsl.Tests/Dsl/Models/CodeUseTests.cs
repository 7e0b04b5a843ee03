using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Models;

// Which dimensions of a code are in use, and where fits report what the metrics are.
public sealed class CodeUseTests : IDisposable
{
    private static readonly float[] s_data = TestData.Plane<float>(2500, 6);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // More rows than a block, so that the parts are put together.
    [Fact]
    public void CodeVariances_AreThoseOfTheCodes()
    {
        using var model = new NoisyMetrics(3);
        float[][] codes = [.. model.Encode(s_data).Chunk(3)];
        double[] expected = [.. Enumerable.Range(0, 3).Select(unit =>
        {
            double mean = codes.Average(code => (double)code[unit]);
            return codes.Average(code => Math.Pow(code[unit] - mean, 2));
        })];

        double[] variances = model.CodeVariances(s_data);

        Assert.All(expected.Zip(variances), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        double between = (expected.Min() + expected.Max()) / 2;
        Assert.Equal(expected.Count(variance => variance > between), model.ActiveUnits(s_data, between));
        Assert.Equal(3, model.ActiveUnits(s_data, 0));
        Assert.Equal(0, model.ActiveUnits(s_data, expected.Max()));
    }

    [Fact]
    public void DeadUnit_IsNotActive()
    {
        using var model = new NoisyMetrics(3);
        ParameterInfo weight = model.Info.Layout.Single(parameter => parameter.Name == "meanWeight");
        for (int row = 0; row < weight.Rows; row++)
        {
            model.Parameters[weight.Offset + (row * weight.Columns) + 1] = 0;
        }

        Assert.Equal(0, model.CodeVariances(s_data)[1]);
        Assert.Equal(2, model.ActiveUnits(s_data, 1e-6));
        using var code = new EqualPenalties(3);
        Assert.Equal(0, code.ActiveUnits(new double[12]));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => code.ActiveUnits(new double[12], -1));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => code.ActiveUnits(new double[12], -double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => code.ActiveUnits(new double[12], double.NaN));
        Assert.Throws<ArgumentException>(() => code.ActiveUnits(new double[13]));
    }

    [Fact]
    public void Divergence_OfEachExampleAndDimension_AveragesToThatOfTheTest()
    {
        using var model = new NoisyMetrics(3);
        var each = new float[2500 * 3];
        model.Divergence(s_data, each);
        double[] mean = model.DivergencePerDimension(s_data);
        Assert.All(each, value => Assert.True(value >= 0));
        for (int dimension = 0; dimension < 3; dimension++)
        {
            Assert.Equal(each.Where((_, index) => index % 3 == dimension).Average(value => (double)value), mean[dimension], 1e-9);
        }

        Assert.Equal(model.Test(s_data, default).Metrics["divergence"], mean.Sum(), 1e-5);
        var row = new float[3];
        model.Divergence(s_data.AsSpan(7 * 6, 6), row);
        Assert.Equal(each[21..24], row);
    }

    [Fact]
    public void DeterministicCode_HasNoDivergence()
    {
        using var model = new EqualPenalties(3);
        Assert.Contains("deterministic code", Assert.Throws<InvalidOperationException>(() => model.DivergencePerDimension(new double[6])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => model.Divergence(new double[6], new double[3]));
    }

    [Fact]
    public void Fit_ReportsMetrics_AlsoResumed()
    {
        var options = new FitOptions { Epochs = 3, BatchSize = 100, Seed = 2, ProgressInterval = TimeSpan.Zero };
        using var whole = new NoisyMetrics(3);
        var last = new List<FitProgress>();
        FitReport expected = whole.Fit(s_data, s_data.AsMemory(0, 600), options, new DirectProgress(last.Add));
        Assert.True(expected.Epochs[2].Training.Metrics["divergence"] > 0);
        Assert.Equal(expected.Epochs[2].Training.Metrics["divergence"], 4 * expected.Epochs[2].Training["kl"], 1e-5);
        Assert.Equal(whole.Test(s_data.AsSpan(0, 600), new NoiseKey(2, ulong.MaxValue - 1)).Metrics["divergence"], expected.Epochs[2].Validation!.Value.Metrics["divergence"]);
        Assert.Contains("; plainReconstruction ", last[^1].ToString(), StringComparison.Ordinal);
        string[] header = expected.ToString().Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["epoch", "loss", "reconstruction", "kl", "plainReconstruction", "divergence", "validation", "rate", "seconds"], header);

        options = options with { Checkpoint = _folder["fit.safetensors"] };
        using var model = new NoisyMetrics(3);
        using var cancellation = new CancellationTokenSource();
        model.Fit(s_data, s_data.AsMemory(0, 600), options, new DirectProgress(progress => Stop(progress, cancellation)), cancellation.Token);
        FitReport resumed = model.Fit(s_data, s_data.AsMemory(0, 600), options with { Resume = true });
        Assert.Equal(expected.Epochs.Select(epoch => epoch.Training.ToString()), resumed.Epochs.Select(epoch => epoch.Training.ToString()));
        Assert.Equal(expected.Epochs.Select(epoch => epoch.Validation.ToString()), resumed.Epochs.Select(epoch => epoch.Validation.ToString()));
    }

    private static void Stop(FitProgress progress, CancellationTokenSource cancellation)
    {
        if (progress.Step == 60)
        {
            cancellation.Cancel();
        }
    }
}
