using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>Running means and variances: what a step makes of them, what uses them, and that they go where the parameters go.</summary>
public sealed class BatchNormTests : IDisposable
{
    private const int Rows = 40;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AStep_MovesTheRunningMeansByTheirShare()
    {
        using var model = new NormalizedInput(1);
        double[] batch = Batch(3);
        model.Fit(batch, new FitOptions { Epochs = 1, BatchSize = Rows, Optimizer = new Sgd(1e-3) });

        for (int column = 0; column < 3; column++)
        {
            double[] values = [.. Enumerable.Range(0, Rows).Select(row => batch[(row * 3) + column])];
            double mean = values.Average();
            double variance = values.Sum(value => (value - mean) * (value - mean)) / (Rows - 1);
            Assert.Equal(0.25 * mean, State(model, "encoder1RunningMean")[column], 1e-12);
            Assert.Equal(0.75 + (0.25 * variance), State(model, "encoder1RunningVariance")[column], 1e-12);
        }
    }

    // The running mean starts at 0 and the variance at 1; of an image each channel has one of both over all pixels of the batch.
    [Fact]
    public void AStep_MovesTheRunningMeansOfEachChannel()
    {
        using var model = new NormalizedImage(1);
        double[] batch = Batch(3);
        model.Fit(batch, new FitOptions { Epochs = 1, BatchSize = Rows / 4, Optimizer = new Sgd(1e-3) });

        ReadOnlySpan<double> means = model.Parameters.Slice(Place("encoder1RunningMean").Offset, 3);
        ReadOnlySpan<double> variances = model.Parameters.Slice(Place("encoder1RunningVariance").Offset, 3);
        for (int channel = 0; channel < 3; channel++)
        {
            // An example has four pixels, so that channels of pixels are the columns of the rows above.
            double[] values = [.. Enumerable.Range(0, Rows).Select(row => batch[(row * 3) + channel])];
            double mean = values.Average();
            double variance = values.Sum(value => (value - mean) * (value - mean)) / (Rows - 1);
            Assert.Equal(0.25 * mean, means[channel], 1e-12);
            Assert.Equal(0.75 + (0.25 * variance), variances[channel], 1e-12);
        }

        static ParameterInfo Place(string name) => Array.Find(NormalizedImage.Layout.ToArray(), parameter => parameter.Name == name)!;
    }

    [Fact]
    public void CodesAndTests_UseTheRunningMeans()
    {
        using var model = new NormalizedInput(1);
        double[] batch = Batch(3);
        model.Fit(batch, new FitOptions { Epochs = 3, BatchSize = Rows, Optimizer = new Sgd(1e-3) });
        double[] code = model.Encode(batch.AsSpan(0, 3));

        // An example's code does not depend on the others, and is a code of the example normalised by hand.
        Assert.Equal(model.Encode(batch)[..2], code);
        double expected = Parameter(model, "codeBias")[0];
        for (int column = 0; column < 3; column++)
        {
            double normal = (batch[column] - State(model, "encoder1RunningMean")[column]) / Math.Sqrt(State(model, "encoder1RunningVariance")[column] + 1e-5);
            double value = (normal * Parameter(model, "encoder1Gain")[column]) + Parameter(model, "encoder1Bias")[column];
            expected += value * Parameter(model, "codeWeight")[column * 2];
        }

        Assert.Equal(expected, code[0], 1e-12);
        Assert.NotEqual(model.Evaluate(batch, default).Total, model.Test(batch, default).Total, 1e-6);
    }

    [Fact]
    public void NoOptimizer_TouchesState()
    {
        using var model = new NormalizedInput(1);
        using var other = new NormalizedInput(1);
        double[] batch = Batch(3);
        model.Fit(batch, new FitOptions { Epochs = 2, BatchSize = Rows, Optimizer = new AdamW(1e-9, weightDecay: 0.5), ClipNorm = 1e-12 });
        other.Fit(batch, new FitOptions { Epochs = 2, BatchSize = Rows, Optimizer = new Sgd(1e-9) });

        Assert.Equal(State(other, "encoder1RunningMean").ToArray(), State(model, "encoder1RunningMean").ToArray());
        Assert.Equal(State(other, "encoder1RunningVariance").ToArray(), State(model, "encoder1RunningVariance").ToArray());
        Assert.All(NormalizedInput.Layout.ToArray().Where(parameter => parameter.IsState), state => Assert.True(state.Offset >= NormalizedInput.Layout.ToArray().Where(parameter => !parameter.IsState).Sum(parameter => parameter.Length)));
    }

    [Fact]
    public void State_IsSavedAndCloned()
    {
        using var model = new NormalizedInput(1);
        model.Fit(Batch(3), new FitOptions { Epochs = 2, BatchSize = 8 });
        model.Save(_folder["model.safetensors"]);
        using NormalizedInput loaded = NormalizedInput.Load(_folder["model.safetensors"]);
        using NormalizedInput clone = model.Clone();

        Assert.Equal(model.Parameters.ToArray(), loaded.Parameters.ToArray());
        Assert.Equal(model.Parameters.ToArray(), clone.Parameters.ToArray());
        Assert.Contains(State(loaded, "encoder1RunningMean").ToArray(), value => value != 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AResumedFit_HasTheSameState(int threads)
    {
        using var whole = new NormalizedInput(1) { Threads = threads };
        using var first = new NormalizedInput(1);
        using var second = new NormalizedInput(1);
        double[] data = Batch(3);
        FitOptions options = new() { Epochs = 6, BatchSize = 7, Checkpoint = _folder["fit.safetensors"] };
        whole.Fit(data, options with { Checkpoint = null });
        first.Fit(data, options with { Epochs = 3 });
        second.Fit(data, options with { Resume = true });

        Assert.Equal(whole.Parameters.ToArray(), second.Parameters.ToArray());
    }

    [Fact]
    public void AFitThatDiverges_GoesBackWithItsState()
    {
        using var model = new NormalizedInput(1);
        double[] data = Batch(3);
        model.Fit(data, new FitOptions { Epochs = 2, BatchSize = 8 });
        double[] before = model.Parameters.ToArray();

        Assert.Throws<TrainingDivergedException>(() => model.Fit(data, new FitOptions { Epochs = 50, BatchSize = 8, Optimizer = new Sgd(1e6) }));

        Assert.Equal(before, model.Parameters.ToArray());
    }

    [Fact]
    public void TheBestEpoch_HasItsState()
    {
        using var model = new NormalizedInput(1);
        double[] data = Batch(3);
        FitReport report = model.Fit(data, data, new FitOptions { Epochs = 8, BatchSize = 8, Optimizer = new Sgd(0.05) });

        Assert.Equal(report.Epochs[report.KeptEpoch!.Value - 1].Validation!.Value.Total, model.Test(data, new NoiseKey(0, 0)).Total, 1e-9);
    }

    private static Span<double> State(NormalizedInput model, string name) => Parameter(model, name);

    private static Span<double> Parameter(NormalizedInput model, string name)
    {
        ParameterInfo found = Array.Find(NormalizedInput.Layout.ToArray(), parameter => parameter.Name == name)!;
        return model.Parameters.Slice(found.Offset, found.Length);
    }

    private static double[] Batch(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Rows * 3).Select(index => (3 * random.NextDouble()) + (index % 3))];
    }
}

[Autoencoder(3, Precision = Precision.Double)]
[Encoder.BatchNorm(Momentum = 0.25)]
[Latent.Code(2)]
[Decoder.BatchNorm]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
internal sealed partial class NormalizedInput;

[Autoencoder(2, 2, 3, Precision = Precision.Double)]
[Encoder.BatchNorm(Momentum = 0.25)]
[Latent.Code(2)]
[Decoder.Dense(12)]
[Likelihood.SquaredError]
internal sealed partial class NormalizedImage;
