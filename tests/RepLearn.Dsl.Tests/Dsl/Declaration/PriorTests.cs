using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>Learned priors: their divergence by an exact one, their samples by the mixture's moments, what they refuse.</summary>
public class PriorTests
{
    private const int Draws = 100_000;
    private static readonly NoiseKey s_key = new(7, 3);

    // Only Bernoulli's pseudo-inputs are functions of logits.
    [Fact]
    public void PseudoInputsOfCounts_AreTheCounts()
    {
        using var model = new VampCounts(1);
        model.SetPseudoInputs([0, 7, 2, 5, 1, 0]);
        ParameterInfo place = Array.Find(model.Info.Layout, parameter => parameter.Name == "priorPseudoInput")!;
        Assert.Equal([0, 7, 2, 5, 1, 0], model.Parameters.Slice(place.Offset, place.Length).ToArray());
        Assert.Contains("at least 0", Assert.Throws<ArgumentException>(() => model.SetPseudoInputs([0, 7, 2, -1, 1, 0])).Message, StringComparison.Ordinal);
    }

    // Both components are the standard normal prior, from which the divergence has a closed form.
    [Fact]
    public void TheEstimate_HasTheExactDivergenceAsItsMean()
    {
        using MixtureLine model = Line(mean: 0.8, logVariance: -1.5);
        Set(model, "priorLogit", 0.4, -1.1);
        double exact = 0.5 * ((0.8 * 0.8) + Math.Exp(-1.5) + 1.5 - 1);

        // One draw per example, each example on its own.
        double[] estimates = [.. Enumerable.Range(0, 4000).Select(draw => model.Backward([0.7], new NoiseKey(1, (ulong)draw))["kl"])];
        double error = Math.Sqrt(estimates.Select(value => Math.Pow(value - estimates.Average(), 2)).Average() / estimates.Length);

        Assert.InRange(estimates.Average(), exact - (4 * error), exact + (4 * error));
        Assert.InRange(error, 1e-4, 0.02);
        Assert.Equal(estimates[0], model.Evaluate([0.7], new NoiseKey(1, 0)).Metrics["divergence"], 1e-12);
    }

    // ln q − ln p by plain arithmetic, with the noise of each row.
    [Fact]
    public void TheEstimate_IsTheRatioOfDensities()
    {
        using MixtureLine model = Line(mean: 0.8, logVariance: -1.5);
        Set(model, "priorLogit", 0.4, -1.1);
        Set(model, "priorMean", -2, 1.5);
        Set(model, "priorLogVariance", 0.3, -4);
        double expected = 0;
        for (int row = 0; row < 5; row++)
        {
            var noise = new double[1];
            RepLearn.Numerics.Random.Noise.Normal<double>(s_key, 0, row, noise);
            double z = 0.8 + (Math.Exp(-0.75) * noise[0]);
            double first = 1 / (1 + Math.Exp(-1.5));
            expected += (Math.Log(Normal(z, 0.8, -1.5)) - Math.Log((first * Normal(z, -2, 0.3)) + ((1 - first) * Normal(z, 1.5, -4)))) / 5;
        }

        Assert.Equal(expected, model.Backward(new double[5], s_key)["kl"], 1e-12);
    }

    [Fact]
    public void Samples_HaveTheMixturesMoments()
    {
        using MixtureLine model = Line(mean: 0, logVariance: 0);
        Set(model, "priorLogit", Math.Log(0.7), Math.Log(0.3));
        Set(model, "priorMean", -2, 3);
        Set(model, "priorLogVariance", Math.Log(0.25), Math.Log(0.04));
        double[] samples = model.Sample(Draws, 5);

        Assert.Equal(0.3, samples.Count(value => value > 1) / (double)Draws, 4 * Math.Sqrt(0.21 / Draws));
        double[] low = [.. samples.Where(value => value < 1)];
        double[] high = [.. samples.Where(value => value > 1)];
        Assert.Equal(-2, low.Average(), 4 * 0.5 / Math.Sqrt(low.Length));
        Assert.Equal(3, high.Average(), 4 * 0.2 / Math.Sqrt(high.Length));
        Assert.Equal(0.25, low.Average(value => Math.Pow(value + 2, 2)), 4 * 0.25 * Math.Sqrt(2.0 / low.Length));
        Assert.Equal(0.04, high.Average(value => Math.Pow(value - 3, 2)), 4 * 0.04 * Math.Sqrt(2.0 / high.Length));
    }

    [Fact]
    public void Samples_DependOnTheSeedAlone()
    {
        using var model = new VampLine(1) { MultiplyAddsPerWorker = 1, Threads = 1 };
        float[] one = model.Sample(2500, 5);
        model.Threads = 3;
        Assert.Equal(one, model.Sample(2500, 5));
        Assert.Equal(one[..(1200 * VampLine.InputSize)], model.Sample(1200, 5));
        Assert.NotEqual(one, model.Sample(2500, 6));
    }

    // The encoder gives the examples' codes to their pseudo-inputs, and a decoder of narrow posteriors their means.
    [Fact]
    public void ExamplesAsPseudoInputs_AreEncodedAsThey()
    {
        using var model = new VampPlane(2);
        double[] examples = [.. Enumerable.Range(0, 3 * VampPlane.InputSize).Select(index => 0.5 + (0.45 * Math.Sin(2.3 * index)))];
        model.SetPseudoInputs(examples);
        double[] means = model.Encode(examples);
        foreach (string name in new[] { "decoder1Weight", "decoder1Bias", "logVarianceWeight" })
        {
            Set(model, name, 0);
        }

        Set(model, "logVarianceBias", -40);
        ParameterInfo decoder = model.Info.Layout.Single(parameter => parameter.Name == "decoder1Weight");
        (model.Parameters[decoder.Offset], model.Parameters[decoder.Offset + decoder.Columns + 1]) = (1, 1);

        // The first two outputs are the logits of the code.
        double[] samples = model.Sample(200, 3);
        var seen = new HashSet<int>();
        for (int row = 0; row < 200; row++)
        {
            double logit(int column) => Math.Log(samples[(row * VampPlane.InputSize) + column] / (1 - samples[(row * VampPlane.InputSize) + column]));
            int component = Enumerable.Range(0, 3).MinBy(k => Math.Abs(logit(0) - means[k * 2]));
            Assert.Equal(means[component * 2], logit(0), 1e-6);
            Assert.Equal(means[(component * 2) + 1], logit(1), 1e-6);
            seen.Add(component);
        }

        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public void PseudoInputs_TakeWhatExamplesMayBe()
    {
        using var plane = new VampPlane(1);
        Assert.Contains("from 0 to 1", Assert.Throws<ArgumentException>(() => plane.SetPseudoInputs([.. Enumerable.Repeat(1.5, 3 * VampPlane.InputSize)])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "VampPlane has 3 pseudo-inputs and expects as many examples of 4 values, 12 in all, but got 4.",
            Assert.Throws<ArgumentException>(() => plane.SetPseudoInputs(new double[VampPlane.InputSize])).Message, StringComparison.Ordinal);
        using var line = new VampLine(1);
        var unlikely = new float[4 * VampLine.InputSize];
        unlikely[5] = float.PositiveInfinity;
        Assert.Contains("row 2, column 3", Assert.Throws<ArgumentException>(() => line.SetPseudoInputs(unlikely)).Message, StringComparison.Ordinal);
        unlikely[5] = -70;
        line.SetPseudoInputs(unlikely);
        Assert.Contains(-70, line.Parameters.ToArray());
        using MixtureLine mixture = Line(0, 0);
        Assert.Contains("[Prior.Vamp]", Assert.Throws<InvalidOperationException>(() => mixture.SetPseudoInputs([1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADivergencePerDimension_DoesNotExist()
    {
        using MixtureLine model = Line(0, 0);
        Assert.Contains("learns its prior", Assert.Throws<InvalidOperationException>(() => model.DivergencePerDimension([0.7])).Message, StringComparison.Ordinal);
    }

    // Components far apart and narrow: their densities vanish where others are, and nothing overflows.
    [Fact]
    public void NarrowComponentsFarApart_HaveFiniteLossesAndGradients()
    {
        using var model = new VampLine(1);
        foreach (ref float value in model.Parameters)
        {
            value *= 30;
        }

        foreach (ParameterInfo parameter in VampLine.Layout)
        {
            if (parameter.Name == "logVarianceBias")
            {
                model.Parameters.Slice(parameter.Offset, parameter.Length).Fill(-200);
            }
        }

        Losses losses = model.Backward(new float[3 * VampLine.InputSize], s_key);
        Assert.True(double.IsFinite(losses.Total), $"The loss is {losses}.");
        Assert.All(model.Gradients.ToArray(), gradient => Assert.True(float.IsFinite(gradient)));
    }

    // A posterior that does not depend on the input, a decoder that gives the code, and two components of the standard normal.
    private static MixtureLine Line(double mean, double logVariance)
    {
        var model = new MixtureLine(1);
        model.Parameters.Clear();
        Set(model, "meanBias", mean);
        Set(model, "logVarianceBias", logVariance);
        Set(model, "decoder1Weight", 1);
        return model;
    }

    // All values of a parameter, or one after the other.
    private static void Set(Autoencoder<double> model, string name, params double[] values)
    {
        ParameterInfo parameter = model.Info.Layout.Single(parameter => parameter.Name == name);
        for (int index = 0; index < parameter.Length; index++)
        {
            model.Parameters[parameter.Offset + index] = values[index % values.Length];
        }
    }

    private static double Normal(double x, double mean, double logVariance) =>
        Math.Exp(-Math.Pow(x - mean, 2) / (2 * Math.Exp(logVariance))) / Math.Sqrt(2 * Math.PI * Math.Exp(logVariance));
}

[Autoencoder(1, Precision = Precision.Double)]
[Latent.Gaussian(1)]
[Prior.Mixture(2)]
[Decoder.Dense(1)]
[Likelihood.SquaredError]
internal sealed partial class MixtureLine;

[Autoencoder(3)]
[Encoder.Dense(20, Activation.Tanh)]
[Latent.Gaussian(5)]
[Prior.Vamp(4, LearnedWeights = true)]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
internal sealed partial class VampLine;

[Autoencoder(4, Precision = Precision.Double)]
[Encoder.Dense(6, Activation.Tanh)]
[Latent.Gaussian(2)]
[Prior.Vamp(3)]
[Decoder.Dense(4)]
[Likelihood.Bernoulli]
internal sealed partial class VampPlane;

[Autoencoder(3, Precision = Precision.Double)]
[Latent.Gaussian(2)]
[Prior.Vamp(2)]
[Decoder.Dense(3)]
[Likelihood.Poisson]
internal sealed partial class VampCounts;
