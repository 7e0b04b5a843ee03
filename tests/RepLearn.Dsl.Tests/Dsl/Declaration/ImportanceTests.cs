using RepLearn.Numerics.Random;
using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>The importance-weighted bound: its formula by plain loops, what it is with one draw, and how it reaches the likelihood.</summary>
public class ImportanceTests
{
    private const int Rows = 9;
    private static readonly NoiseKey s_key = new(5, 2);

    [Fact]
    public void TheTerm_IsTheBound()
    {
        using var model = new WeightedLine(1);
        double[] batch = Batch(Rows);
        double bound = 0;
        double reconstruction = 0;
        double divergence = 0;
        double effective = 0;
        for (int row = 0; row < Rows; row++)
        {
            Weight[] weights = [.. Enumerable.Range(0, 5).Select(draw => Weigh(model, batch, row, Noise(s_key, (row * 5) + draw)))];
            double[] plain = [.. weights.Select(weight => Math.Exp(weight.Logarithm))];
            bound -= Math.Log(plain.Average()) / Rows;
            reconstruction += weights.Average(weight => weight.Reconstruction) / Rows;
            divergence += weights.Average(weight => weight.LogRatio) / Rows;
            effective += Math.Pow(plain.Sum(), 2) / plain.Sum(weight => weight * weight) / Rows;
        }

        Losses losses = model.Backward(batch, s_key);
        Assert.Equal(["bound"], losses.Names.ToArray());
        Assert.Equal(["reconstruction", "divergence", "effectiveSamples"], losses.Metrics.Names.ToArray());
        Assert.Equal(bound, losses["bound"], 1e-11);
        Assert.Equal(reconstruction, losses.Metrics["reconstruction"], 1e-11);
        Assert.Equal(divergence, losses.Metrics["divergence"], 1e-11);
        Assert.Equal(effective, losses.Metrics["effectiveSamples"], 1e-11);
        Assert.True(losses["bound"] < reconstruction + divergence);
        Assert.Equal(losses["bound"], model.Test(batch, s_key)["bound"], 1e-12);
    }

    // The divergence of both in closed form, the same noise, the same bits.
    [Fact]
    public void WithOneDraw_ItIsTheEvidenceLowerBound()
    {
        using var weighted = new WeightedOnce(3);
        using var plain = new PlainLine(3);
        double[] batch = Batch(Rows);
        Losses one = weighted.Backward(batch, s_key);
        Losses other = plain.Backward(batch, s_key);

        Assert.Equal(other.ToString(), one.ToString());
        Assert.Equal(other.Total, one.Total);
        Assert.Equal(plain.Gradients.ToArray(), weighted.Gradients.ToArray());
        Assert.Equal(plain.LogLikelihood(batch, 20, seed: 4), weighted.LogLikelihood(batch, 20, seed: 4));
    }

    // Weights far below what a number holds, e^−200000 and less.
    [Fact]
    public void SmallWeights_AreNormalised()
    {
        using var model = new WeightedLine(1);
        Set(model, "decoder1Bias", 0, [200, 200, 200]);
        double[] batch = Batch(Rows);
        Losses losses = model.Backward(batch, s_key);

        Assert.InRange(losses["bound"], 2e5, 3e5);
        Assert.InRange(losses.Metrics["effectiveSamples"], 1, 5);
        Assert.All(model.Gradients.ToArray(), gradient => Assert.True(double.IsFinite(gradient)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(21)]
    public void LogLikelihood_IsTheLogarithmOfTheMeanWeight(int samples)
    {
        using var model = new WeightedLine(1);
        double[] batch = Batch(Rows);
        double[] bounds = model.LogLikelihood(batch, samples, seed: 77);
        for (int row = 0; row < Rows; row++)
        {
            double mean = Enumerable.Range(0, samples).Average(draw =>
            {
                var key = new NoiseKey(77, ReservedNoise.FirstLikelihoodStep + (ulong)(draw / 8 * 8));
                return Math.Exp(Weigh(model, batch, row, Noise(key, (row * 8) + (draw % 8))).Logarithm);
            });
            Assert.Equal(Math.Log(mean), bounds[row], 1e-11);
        }
    }

    // A linear decoder with orthogonal columns: the posterior is normal with a diagonal covariance, and x is N(b, W Wᵀ + σ² I).
    [Fact]
    public void WithTheTruePosterior_OneDrawGivesTheLikelihood()
    {
        using WeightedLine model = Linear(posteriorScale: 1);
        double[] batch = Batch(Rows);
        double[] bounds = model.LogLikelihood(batch, 1);
        for (int row = 0; row < Rows; row++)
        {
            Assert.Equal(LogDensity(batch.AsSpan(row * 3, 3)), bounds[row], 1e-10);
        }
    }

    // With a posterior of another width weights differ, and the bound rises to the likelihood.
    [Theory]
    [InlineData(0.8)]
    [InlineData(1.4)]
    public void WithMoreDraws_TheBoundReachesTheLikelihood(double posteriorScale)
    {
        using WeightedLine model = Linear(posteriorScale);
        double[] batch = Batch(Rows);
        double exact = Enumerable.Range(0, Rows).Average(row => LogDensity(batch.AsSpan(row * 3, 3)));
        double gap(int samples, int repetitions) =>
            exact - Enumerable.Range(0, repetitions).Average(seed => model.LogLikelihood(batch, samples, (ulong)seed).Average());

        double one = gap(1, 2000);
        double ten = gap(10, 200);
        double thousands = gap(20_000, 1);
        Assert.Equal(ExpectedGap(posteriorScale), one, 0.03);
        Assert.InRange(ten, 0.02 * one, 0.6 * one);
        Assert.Equal(0, thousands, 0.01);
    }

    [Fact]
    public void ThreadsAndBlocks_LeaveNoTrace()
    {
        float[] batch = [.. Batch(1500).Select(value => (float)value)];
        double[] expected = [];
        foreach (int threads in new[] { 1, 2, 3 })
        {
            using var model = new WeightedSingle(3) { Threads = threads, MultiplyAddsPerWorker = 1 };
            double[] bounds = model.LogLikelihood(batch, 10, seed: 3);
            expected = threads == 1 ? bounds : expected;
            Assert.Equal(expected, bounds);
            Assert.Equal(expected[..40], model.LogLikelihood(batch.AsSpan(0, 40 * 3), 10, seed: 3));
        }
    }

    [Fact]
    public void ModelsWithoutDensities_SayWhatIsMissing()
    {
        using var model = new DiscrepancyLine(1);
        string message = Assert.Throws<InvalidOperationException>(() => model.LogLikelihood(Batch(2), 5)).Message;
        Assert.Contains("[Latent.Gaussian]", message, StringComparison.Ordinal);
        using var other = new WeightedLine(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => other.LogLikelihood(Batch(2), 0));
        Assert.Throws<ArgumentException>(() => other.LogLikelihood([1, 2], 5));
        Assert.Throws<NotFiniteNumberException>(() => other.LogLikelihood([1e200, 0, 0], 5));
    }

    // σ = 0.5, W the columns (2, 0, 0) and (0, 1, 1): the posterior's precision is 1 + ‖w‖² / σ², its mean wᵀ(x − b) / σ² / precision.
    private static WeightedLine Linear(double posteriorScale)
    {
        var model = new WeightedLine(1);
        model.Parameters.Clear();
        double[] lengths = [4, 2];
        double[][] columns = [[2, 0, 0], [0, 1, 1]];
        Set(model, "decoder1Bias", 0, [0.1, -0.2, 0.3]);
        for (int unit = 0; unit < 2; unit++)
        {
            double precision = 1 + (lengths[unit] / 0.25);
            Set(model, "decoder1Weight", unit, columns[unit]);
            for (int input = 0; input < 3; input++)
            {
                At(model, "meanWeight", input)[unit] = columns[unit][input] / 0.25 / precision;
            }

            At(model, "meanBias", 0)[unit] = -((columns[unit][0] * 0.1) - (columns[unit][1] * 0.2) + (columns[unit][2] * 0.3)) / 0.25 / precision;
            At(model, "logVarianceBias", 0)[unit] = Math.Log(posteriorScale * posteriorScale / precision);
        }

        return model;
    }

    // KL(N(0, s²) ‖ N(0, 1)) of each of the two dimensions
    private static double ExpectedGap(double scale) => (scale * scale) - 1 - Math.Log(scale * scale);

    // N(b, W Wᵀ + σ² I) in the basis of W: variances 4 + ¼ along the first axis, 2 + ¼ along (0, 1, 1), ¼ along (0, 1, −1).
    private static double LogDensity(ReadOnlySpan<double> x)
    {
        (double first, double second, double third) = (x[0] - 0.1, x[1] + 0.2, x[2] - 0.3);
        return LogNormal(first, 4.25) + LogNormal((second + third) / Math.Sqrt(2), 2.25) + LogNormal((second - third) / Math.Sqrt(2), 0.25);
    }

    private static double LogNormal(double x, double variance) => -0.5 * ((x * x / variance) + Math.Log(2 * Math.PI * variance));

    private static Weight Weigh(WeightedLine model, double[] batch, int row, double[] noise)
    {
        ReadOnlySpan<double> x = batch.AsSpan(row * 3, 3);
        double[] mean = Affine(model, "mean", x);
        double[] logVariance = Affine(model, "logVariance", x);
        double[] code = [.. Enumerable.Range(0, 2).Select(unit => mean[unit] + (Math.Exp(logVariance[unit] / 2) * noise[unit]))];
        double[] output = Affine(model, "decoder1", code);
        double likelihood = 0;
        for (int column = 0; column < 3; column++)
        {
            likelihood += LogNormal(x[column] - output[column], 0.25);
        }

        double prior = code.Sum(value => LogNormal(value, 1));
        double posterior = Enumerable.Range(0, 2).Sum(unit => LogNormal(code[unit] - mean[unit], Math.Exp(logVariance[unit])));
        return new Weight(-likelihood, posterior - prior);
    }

    private static double[] Noise(NoiseKey key, int row)
    {
        var noise = new double[2];
        RepLearn.Numerics.Random.Noise.Normal<double>(key, 0, row, noise);
        return noise;
    }

    private static double[] Affine(WeightedLine model, string layer, ReadOnlySpan<double> x)
    {
        double[] sums = At(model, $"{layer}Bias", 0).ToArray();
        for (int input = 0; input < x.Length; input++)
        {
            Span<double> weights = At(model, $"{layer}Weight", input);
            for (int unit = 0; unit < sums.Length; unit++)
            {
                sums[unit] += x[input] * weights[unit];
            }
        }

        return sums;
    }

    private static void Set(WeightedLine model, string name, int row, double[] values) => values.CopyTo(At(model, name, row));

    private static Span<double> At(WeightedLine model, string name, int row)
    {
        ParameterInfo place = model.Info.Layout.Single(parameter => parameter.Name == name);
        return model.Parameters.Slice(place.Offset + (row * place.Columns), place.Columns);
    }

    private static double[] Batch(int rows) => [.. Enumerable.Range(0, rows * 3).Select(index => Math.Sin(1.9 * index))];

    /// <param name="Reconstruction"><c>−ln p(x | z)</c></param>
    /// <param name="LogRatio"><c>ln q(z | x) − ln p(z)</c></param>
    private sealed record Weight(double Reconstruction, double LogRatio)
    {
        public double Logarithm => -Reconstruction - LogRatio;
    }
}

[Autoencoder(3, Precision = Precision.Double), Latent.Gaussian(2), Decoder.Dense(3), Likelihood.Gaussian(Sigma = 0.5), Objective.Importance(5)]
internal sealed partial class WeightedLine;

[Autoencoder(3, Precision = Precision.Double), Latent.Gaussian(2), Decoder.Dense(3), Likelihood.Gaussian(Sigma = 0.5), Objective.Importance(1)]
internal sealed partial class WeightedOnce;

[Autoencoder(3, Precision = Precision.Double), Latent.Gaussian(2), Decoder.Dense(3), Likelihood.Gaussian(Sigma = 0.5)]
internal sealed partial class PlainLine;

[Autoencoder(3), Encoder.Dense(20, Activation.Tanh), Latent.Laplace(7), Decoder.Dense(30, Activation.Relu), Decoder.Dense(3), Likelihood.Laplace]
internal sealed partial class WeightedSingle;
