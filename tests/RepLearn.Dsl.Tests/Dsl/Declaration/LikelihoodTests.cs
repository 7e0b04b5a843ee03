using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>Likelihoods are densities: over all values of an input they add up to 1, and decoding gives their means.</summary>
public class LikelihoodTests
{
    private const double Output = 0.7;

    private static readonly Dictionary<string, Func<Autoencoder<double>>> s_continuous = new()
    {
        ["Gaussian"] = () => new GaussianLine(1),
        ["Laplace"] = () => new LaplaceErrorLine(1),
        ["Huber, narrow"] = () => new HuberLine(1),
        ["Huber, wide"] = () => new WideHuberLine(1),
        ["Huber, near the normal distribution"] = () => new NormalHuberLine(1),
    };

    public static TheoryData<string> Continuous => [.. s_continuous.Keys];

    [Theory]
    [MemberData(nameof(Continuous))]
    public void ContinuousLikelihoods_IntegrateToOne(string name)
    {
        // Simpson's rule, with kinks on its ends: at the output, and at δ from it.
        using Autoencoder<double> model = WithOutput(s_continuous[name](), Output);
        const int Steps = 4_000;
        const double Step = 0.025;
        double sum = 0;
        double mean = 0;
        for (int index = -Steps; index <= Steps; index++)
        {
            double weight = Step / 3 * (Math.Abs(index) == Steps ? 1 : index % 2 == 0 ? 2 : 4);
            double x = Output + (index * Step);
            double density = Math.Exp(-model.Evaluate([x], default)["reconstruction"]);
            sum += weight * density;
            mean += weight * density * x;
        }

        Assert.Equal(1, sum, 1e-6);
        Assert.Equal(mean, model.Decode([0])[0], 1e-6);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(0.7)]
    [InlineData(3)]
    public void CountsOfAPoissonVariable_AddUpToOne(double logRate)
    {
        using Autoencoder<double> model = WithOutput(new PoissonLine(1), logRate);
        double[] probabilities = [.. Enumerable.Range(0, 200).Select(count => Math.Exp(-model.Evaluate([count], default)["reconstruction"]))];

        Assert.Equal(1, probabilities.Sum(), 1e-12);
        Assert.Equal(Math.Exp(logRate), probabilities.Select((probability, count) => probability * count).Sum(), 1e-10);
        Assert.Equal(Math.Exp(logRate), model.Decode([0])[0], 1e-12);
    }

    // ln Γ(x + 1) at known points: factorials, ln Γ(½) = ½ ln π, and Stirling's series where its next term is below 1e-16 of it.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(10, 15.104412573075516)]
    [InlineData(-0.5 + 1, -0.12078223763524522)]
    [InlineData(1e6, 12815518.384658169)]
    public void TheLogarithmOfAFactorial_IsInTheLoss(double count, double expected)
    {
        using Autoencoder<double> model = WithOutput(new PoissonLine(1), 0);
        Assert.Equal(1 + expected, model.Evaluate([count], default)["reconstruction"], 1e-12 * Math.Max(10, expected));
    }

    [Fact]
    public void InSinglePrecision_CountsKeepTheirDigits()
    {
        using var model = new SinglePoissonLine(1);
        model.Parameters.Clear();
        foreach ((float count, double expected) in new[] { (0f, 0.0), (1, 0), (2, Math.Log(2)), (10, 15.104412573075516), (1e4f, 82108.9278368144), (1e30f, 6.807755278982137e31) })
        {
            Assert.Equal(1 + expected, model.Evaluate([count], default)["reconstruction"], 2e-6 * Math.Max(1, expected));
        }
    }

    [Theory]
    [InlineData(-1e-10f)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void NegativeCounts_AreRefused(float value)
    {
        using var model = new SinglePoissonLine(1);
        string message = Assert.Throws<ArgumentException>(() => model.Fit(new[] { 1f, 3e38f, value })).Message;
        Assert.Contains("row 3, column 1", message, StringComparison.Ordinal);
        Assert.Contains(float.IsFinite(value) ? "Likelihood.Poisson expects values of at least 0" : "Expected finite values", message, StringComparison.Ordinal);
    }

    // Two variables of three classes: nine one-hot examples.
    [Fact]
    public void Classes_AddUpToOne_GroupByGroup()
    {
        using var model = new TwoVariables(1);
        model.Parameters.Clear();
        double[] logits = [0.3, -700, 2, 800, 801, 799.5];
        logits.CopyTo(model.Parameters[model.Info.Layout.Single(parameter => parameter.Name == "decoder1Bias").Offset..]);
        var means = new double[6];
        double sum = 0;
        for (int choice = 0; choice < 9; choice++)
        {
            var example = new double[6];
            example[choice / 3] = example[3 + (choice % 3)] = 1;
            double probability = Math.Exp(-model.Evaluate(example, default)["reconstruction"]);
            sum += probability;
            means[choice / 3] += probability;
            means[3 + (choice % 3)] += probability;
        }

        Assert.Equal(1, sum, 1e-12);
        Assert.All(means.Zip(model.Decode([0])), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Equal(1 / (1 + Math.Exp(1.7)), means[0], 1e-12);
    }

    [Fact]
    public void GroupsThatAreNoProbabilities_AreRefused()
    {
        using var model = new TwoVariables(1);
        model.Fit(new[] { 1, 0, 0, 0.2, 0.3, 0.5 });
        string message = Assert.Throws<ArgumentException>(() => model.Fit(new double[] { 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0 })).Message;
        Assert.Contains("Likelihood.Categorical expects groups of 3 values that add up to 1", message, StringComparison.Ordinal);
        Assert.Contains("row 2, columns 4 to 6, counted from 1, add up to 2", message, StringComparison.Ordinal);
        message = Assert.Throws<ArgumentException>(() => model.Evaluate([0, 2, -1, 0, 1, 0], default)).Message;
        Assert.Contains("expects values from 0 to 1, but row 1, column 2", message, StringComparison.Ordinal);
    }

    private static Autoencoder<double> WithOutput(Autoencoder<double> model, double output)
    {
        model.Parameters.Clear();
        model.Parameters[model.Info.Layout.Single(parameter => parameter.Name == "decoder1Bias").Offset] = output;
        return model;
    }
}

[Autoencoder(1, Precision = Precision.Double), Latent.Code(1), Decoder.Dense(1), Likelihood.Gaussian(Sigma = 0.6)]
internal sealed partial class GaussianLine;

[Autoencoder(1, Precision = Precision.Double), Latent.Code(1), Decoder.Dense(1), Likelihood.Laplace(Scale = 1.5)]
internal sealed partial class LaplaceErrorLine;

[Autoencoder(1, Precision = Precision.Double), Latent.Code(1), Decoder.Dense(1), Likelihood.Huber(0.5)]
internal sealed partial class HuberLine;

[Autoencoder(1, Precision = Precision.Double), Latent.Code(1), Decoder.Dense(1), Likelihood.Huber(2)]
internal sealed partial class WideHuberLine;

[Autoencoder(1, Precision = Precision.Double), Latent.Code(1), Decoder.Dense(1), Likelihood.Huber(20)]
internal sealed partial class NormalHuberLine;

[Autoencoder(1, Precision = Precision.Double), Latent.Code(1), Decoder.Dense(1), Likelihood.Poisson]
internal sealed partial class PoissonLine;

[Autoencoder(1), Latent.Code(1), Decoder.Dense(1), Likelihood.Poisson]
internal sealed partial class SinglePoissonLine;

[Autoencoder(6, Precision = Precision.Double), Latent.Code(1), Decoder.Dense(6), Likelihood.Categorical(3)]
internal sealed partial class TwoVariables;
