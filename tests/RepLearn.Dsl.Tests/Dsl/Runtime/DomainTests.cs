using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Runtime;

// Inputs that a likelihood is not defined for are refused in the caller's terms, with value, place and remedy.
public sealed class DomainTests
{
    private const int Width = 20;
    private static readonly float[] s_good = [.. Enumerable.Range(0, 40 * Width).Select(index => (index % 7) / 6f)];

    public static TheoryData<float> Outside => [-1e-10f, 1.0000001f, 254f, float.NaN, float.PositiveInfinity];

    [Theory]
    [MemberData(nameof(Outside))]
    public void EveryCallThatNeedsTheLikelihood_RefusesTheValue(float value)
    {
        using var model = new BernoulliModel(1);
        float[] data = With(value, row: 2, column: 18);
        Refused("data", "row 3, column 19", () => model.Fit(data));
        Refused("validation", "row 3, column 19", () => model.Fit(s_good, data));
        Refused("validation", "row 3, column 19", () => model.Fit(Examples.InMemory(s_good, Width), Examples.InMemory(data, Width), new FitOptions { Epochs = 1 }));
        Refused("data", "row 3, column 19", () => model.Test(data, default));
        Refused("data", "row 3, column 19", () => model.Test(Examples.InMemory(data, Width), default));
        Refused("batch", "row 3, column 19", () => model.Backward(data, default));
        Refused("batch", "row 3, column 19", () => model.Evaluate(data, default));
    }

    [Fact]
    public void TheMessage_TellsValueDomainAndRemedy()
    {
        using var model = new BernoulliModel(1);
        string message = Assert.Throws<ArgumentException>(() => model.Fit(With(254, 0, 0))).Message;
        Assert.Contains("Likelihood.Bernoulli expects values from 0 to 1", message, StringComparison.Ordinal);
        Assert.Contains("is 254", message, StringComparison.Ordinal);
        Assert.Contains("1/255", message, StringComparison.Ordinal);
        Assert.Contains("Likelihood.SquaredError", message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheEndsOfTheDomain_AreInIt()
    {
        using var model = new BernoulliModel(1);
        float[] data = With(1, 2, 18);
        data[3] = -0f;
        model.Fit(data, data, new FitOptions { Epochs = 1 });
    }

    // Encoding needs no likelihood: a noisy image may lie a little beyond.
    [Fact]
    public void Encode_TakesAnyFiniteValue()
    {
        using var model = new BernoulliModel(1);
        Assert.All(model.Encode(With(1.5f, 1, 1)), code => Assert.True(float.IsFinite(code)));
    }

    // The divergence is a part of the loss, and its sum Test's metric.
    [Fact]
    public void Divergence_NeedsValuesOfTheDomain()
    {
        using var model = new BernoulliCode(1);
        float[] data = With(255, 2, 18);
        Refused("data", "row 3, column 19", () => model.DivergencePerDimension(data));
        Refused("batch", "row 3, column 19", () => model.Divergence(data, new float[40 * 3]));
        Assert.Equal(3, model.DivergencePerDimension(s_good).Length);
        model.ActiveUnits(data);
    }

    [Fact]
    public void OtherLikelihoods_TakeAnyFiniteValue()
    {
        using var model = new GaussianModel(1);
        model.Fit(With(-3, 1, 1), new FitOptions { Epochs = 1 });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ASource_NamesItsOwnRow(bool shuffle)
    {
        using var folder = new TemporaryFolder();
        using var model = new BernoulliModel(1);
        float[] data = With(7, row: 31, column: 4);
        string path = folder["rows.bin"];
        File.WriteAllBytes(path, System.Runtime.InteropServices.MemoryMarshal.AsBytes(data.AsSpan()));
        var options = new FitOptions { BatchSize = 6, Shuffle = shuffle };
        ArgumentException refused = Refused("data", "row 32, column 5", () => model.Fit(Examples.File<float>(path, Width), options));
        Assert.StartsWith($"'{path}': ", refused.Message, StringComparison.Ordinal);
        foreach (IExampleSource<float> source in (IExampleSource<float>[])[Examples.File<float>(path, Width), Examples.Prefetch(Examples.File<float>(path, Width), 10)])
        {
            refused = Refused("data", "row 32, column 5", () => model.Test(source, default));
            Assert.StartsWith($"'{path}': ", refused.Message, StringComparison.Ordinal);
            refused = Refused("validation", "row 32, column 5", () => model.Fit(Examples.InMemory(s_good, Width), source, options));
            Assert.StartsWith($"'{path}': ", refused.Message, StringComparison.Ordinal);
        }

        Refused("data", "row 32, column 5", () => model.Fit(Examples.Prefetch(Examples.File<float>(path, Width), 10), options));
        Refused("data", "row 32, column 5", () => model.Fit(Examples.Stream<float>(() => data.Chunk(5 * Width).Select(piece => new ReadOnlyMemory<float>(piece)), Width), options));
        Refused("data", "row 32, column 5", () => model.Fit(Examples.InMemory(data, Width), options));
    }

    [Fact]
    public void ASourceThatCanBeReadOnce_NamesTheBatch()
    {
        using var model = new BernoulliModel(1);
        int opened = 0;
        IExampleSource<float> once = Examples.Stream<float>(() => opened++ == 0 ? [With(7, row: 9, column: 0)] : throw new InvalidOperationException("once"), Width);
        Refused("data", "Epoch 1, batch 2", () => model.Fit(once, new FitOptions { BatchSize = 6, Shuffle = false }));
    }

    [Fact]
    public void AValidationLossThatIsNotFinite_IsTold()
    {
        using var model = new GaussianModel(1);
        float[] huge = With(1e30f, 0, 0);
        FitReport report = model.Fit(s_good, huge, new FitOptions { Epochs = 2 });
        Assert.Null(report.Best);
        Assert.Contains(report.Notices, notice => notice.Contains("not finite after epoch 1, 2", StringComparison.Ordinal));
        Assert.Contains("validation", report.ToString().Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("Notice: The validation loss", report.ToString(), StringComparison.Ordinal);
    }

    private static float[] With(float value, int row, int column)
    {
        float[] data = [.. s_good];
        data[(row * Width) + column] = value;
        return data;
    }

    private static ArgumentException Refused(string name, string place, Action call)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(name, call);
        Assert.Contains(place, refused.Message, StringComparison.Ordinal);
        return refused;
    }
}

[Autoencoder(20)]
[Latent.Code(3)]
[Decoder.Dense(20)]
[Likelihood.Bernoulli]
internal sealed partial class BernoulliModel;

[Autoencoder(20)]
[Latent.Gaussian(3)]
[Decoder.Dense(20)]
[Likelihood.Bernoulli]
internal sealed partial class BernoulliCode;

[Autoencoder(20)]
[Latent.Gaussian(3, WarmupSteps = 50)]
[Decoder.Dense(20)]
[Likelihood.Gaussian]
internal sealed partial class GaussianModel;
