using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>The Laplace posterior: its divergence by numerical integration, its draws and those of the prior by their moments.</summary>
public class LaplaceTests
{
    private const int Draws = 200_000;

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(1.5, -0.7)]
    [InlineData(-0.3, 0.9)]
    [InlineData(2.0, -2.5)]
    public void Divergence_IsTheIntegral(double location, double logScale)
    {
        using LaplaceLine model = Line(location, logScale);
        double scale = Math.Exp(logScale);
        double integral = 0;
        const double step = 1e-4;
        for (double z = location - (40 * scale); z < location + (40 * scale); z += step)
        {
            double middle = z + (step / 2);
            double logPosterior = (-Math.Abs(middle - location) / scale) - Math.Log(2 * scale);
            double logPrior = -Math.Abs(middle) - Math.Log(2);
            integral += step * Math.Exp(logPosterior) * (logPosterior - logPrior);
        }

        Assert.Equal(integral, model.DivergencePerDimension([0.7])[0], 1e-6);
        Assert.Equal(integral, model.Backward([0.7], default)["kl"], 1e-6);
    }

    [Fact]
    public void DrawsOfThePosterior_HaveItsMoments()
    {
        const double location = 0.4;
        const double scale = 0.6;
        using LaplaceLine model = Line(location, Math.Log(scale));
        var zeros = new double[Draws];

        // The decoder gives the code itself, so that the reconstruction of 0 is the code's square.
        double square = model.Test(zeros, new NoiseKey(3, 0))["reconstruction"];

        Assert.Equal((location * location) + (2 * scale * scale), square, 0.02);
        Assert.Equal(location, model.Encode([0.7])[0], 1e-12);
    }

    [Fact]
    public void SamplesOfThePrior_HaveItsMoments()
    {
        using LaplaceLine model = Line(0, 0);
        double[] samples = model.Sample(Draws, 5);

        Assert.Equal(0, samples.Average(), 0.02);
        Assert.Equal(1, samples.Average(Math.Abs), 0.01);
        Assert.Equal(2, samples.Average(value => value * value), 0.05);
        Assert.Equal(Math.Exp(-2), samples.Count(value => Math.Abs(value) > 2) / (double)Draws, 0.003);
    }

    // A posterior that does not depend on the input, and a decoder that gives the code.
    private static LaplaceLine Line(double location, double logScale)
    {
        var model = new LaplaceLine(1);
        foreach (ParameterInfo parameter in LaplaceLine.Layout)
        {
            model.Parameters[parameter.Offset] = parameter.Name switch
            {
                "locationBias" => location,
                "logScaleBias" => logScale,
                "decoder1Weight" => 1,
                _ => 0,
            };
        }

        return model;
    }
}

[Autoencoder(1, Precision = Precision.Double)]
[Latent.Laplace(1)]
[Decoder.Dense(1)]
[Likelihood.SquaredError]
internal sealed partial class LaplaceLine;
