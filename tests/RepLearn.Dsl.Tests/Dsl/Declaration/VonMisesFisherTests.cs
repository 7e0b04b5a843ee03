using RepLearn.Numerics.Random;
using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>Codes on a sphere: divergence and density, where draws lie, gradients of expectations, the prior.</summary>
public class VonMisesFisherTests
{
    private const int Draws = 100_000;

    // Bessel functions of half an odd order are elementary: A = coth κ − 1/κ, C = κ / (4π sinh κ).
    [Theory]
    [InlineData(1.0)]
    [InlineData(3.5)]
    [InlineData(40.0)]
    public void Divergence_InThreeDimensionsIsElementary(double kappa)
    {
        using SphereSpace model = Space([0.4, -0.7, 0.2], kappa);
        double ratio = (1 / Math.Tanh(kappa)) - (1 / kappa);
        double expected = (kappa * ratio) + Math.Log(kappa / Math.Sinh(kappa));
        double[] divergence = model.DivergencePerDimension([0.2, 0.3, 0.4]);

        Assert.Equal(1, model.Info.DivergenceSize);
        Assert.Equal(expected, Assert.Single(divergence), 1e-12);
        Assert.Equal(expected, model.Backward([0.2, 0.3, 0.4], default)["kl"], 1e-12);
    }

    [Fact]
    public void Codes_AreDirections()
    {
        using SphereSpace model = Space([0.4, -0.7, 0.2], 3);
        double length = Math.Sqrt(0.16 + 0.49 + 0.04);
        Assert.All(model.Encode([0.2, 0.3, 0.4]).Zip([0.4 / length, -0.7 / length, 0.2 / length]), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
        using SphereSpace zero = Space([0, 0, 0], 3);
        Losses losses = zero.Backward([0.2, 0.3, 0.4], default);
        Assert.All(zero.Gradients.ToArray(), gradient => Assert.True(double.IsFinite(gradient)));
        Assert.True(double.IsFinite(losses.Total));
    }

    // On both sides of where the reflection changes its sign: mean and covariance are A μ and V(t) along μ, (1 − E cos²) / (d − 1) across it.
    [Theory]
    [InlineData(0.4, -0.7, 0.2)]
    [InlineData(-0.4, -0.7, 0.2)]
    [InlineData(1.0, 0.0, 0.0)]
    [InlineData(-1.0, 0.0, 0.0)]
    public void Draws_HaveTheMoments(double first, double second, double third)
    {
        const double kappa = 2.5;
        double[] mean = [first, second, third];
        double length = Math.Sqrt(mean.Sum(value => value * value));
        double ratio = (1 / Math.Tanh(kappa)) - (1 / kappa);
        double along = 1 - (2 * ratio / kappa);
        using SphereSpace model = Space(mean, kappa);
        double[][] draws = DrawsOf(model);
        Assert.All(draws, draw => Assert.Equal(1, draw.Sum(value => value * value), 1e-12));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(ratio * mean[i] / length, draws.Average(draw => draw[i]), 5 / Math.Sqrt(Draws));
            for (int j = 0; j <= i; j++)
            {
                double direction = mean[i] * mean[j] / (length * length);
                double expected = (along * direction) + ((1 - along) / 2 * ((i == j ? 1 : 0) - direction));
                Assert.Equal(expected, draws.Average(draw => draw[i] * draw[j]), 5 / Math.Sqrt(Draws));
            }
        }
    }

    // E ‖x − W z‖² by the moments, differentiated by each bias of the mean and of κ, is what gradients of single draws have as their mean: nothing of a
    // correction is missing. Standard errors are the draws' own.
    [Fact]
    public void GradientsOfDraws_HaveTheGradientOfTheExpectationAsTheirMean()
    {
        double[] mean = [-0.3, 0.9, 0.5];
        using SphereSpace model = Space(mean, 2);
        double[] weights = [1.3, -0.4, 0.8];
        Weigh(model, weights);
        double[] x = [0.7, 0, 0];
        double[] numbers = new double[4];
        double[] squares = new double[4];
        for (int draw = 0; draw < 40_000; draw++)
        {
            model.Backward(x, new NoiseKey(2, (ulong)draw));
            double[] gradients = [.. At(model.Gradients, model, "directionBias"), .. At(model.Gradients, model, "concentrationBias")];
            for (int index = 0; index < 4; index++)
            {
                numbers[index] += gradients[index] / 40_000;
                squares[index] += gradients[index] * gradients[index] / 40_000;
            }
        }

        double[] parameters = [.. mean, Math.Log(Math.Exp(1) - 1)];
        for (int index = 0; index < 4; index++)
        {
            double[] up = [.. parameters];
            double[] down = [.. parameters];
            up[index] += 1e-5;
            down[index] -= 1e-5;
            double expected = (Expectation(up, weights, x[0]) - Expectation(down, weights, x[0])) / 2e-5;
            double error = Math.Sqrt((squares[index] - (numbers[index] * numbers[index])) / 40_000);
            Assert.Equal(expected, numbers[index], 4.5 * error);
            Assert.InRange(error, 1e-6, 0.05);
        }
    }

    // Of E ln q(z|x) − ln p(z) the divergence is the closed form.
    [Fact]
    public void TheDensityOfDraws_AgreesWithTheDivergence()
    {
        using var weighted = new SphereWeights(4);
        using var plain = new SpherePlain(4);
        weighted.Parameters.CopyTo(plain.Parameters);
        double[] batch = [.. Enumerable.Range(0, 9 * 3000).Select(index => Math.Sin(1.9 * (index % 9)))];
        double sampled = weighted.Backward(batch, new NoiseKey(1, 1)).Metrics["divergence"];
        double exact = plain.Backward(batch, new NoiseKey(1, 1))["kl"];
        Assert.Equal(exact, sampled, 0.02);
        Assert.InRange(exact, 0.1, 10);
    }

    [Fact]
    public void SamplesOfThePrior_AreUniform()
    {
        using SphereSpace model = Space([0.4, -0.7, 0.2], 3);
        Weigh(model, [1, 0, 0]);
        double[] first = [.. model.Sample(Draws, 5).Chunk(3).Select(row => row[0]).Order()];

        // Of three dimensions each coordinate is uniform on [−1, 1] (Archimedes): Kolmogorov's distance, at a level of 1e-6.
        double distance = first.Select((value, index) => Math.Abs(((value + 1) / 2) - ((index + 0.5) / Draws))).Max();
        Assert.InRange(distance, 0, 2.7 / Math.Sqrt(Draws));
    }

    [Fact]
    public void LargeConcentrations_AreFinite()
    {
        using var model = new SphereSingle(1);
        foreach (double scale in new[] { 1e2, 1e4, 1e6 })
        {
            model.Parameters.Clear();
            Fill(model, "directionBias", 0.3f, -0.2f);
            Fill(model, "concentrationBias", (float)scale);
            Losses losses = model.Backward([0.2f, 0.4f, 0.1f], new NoiseKey(1, 1));
            double expected = 3.5 * Math.Log(scale);
            Assert.InRange(losses["kl"], expected - 10, expected + 10);
            Assert.All(model.Gradients.ToArray(), gradient => Assert.True(float.IsFinite(gradient)));
        }
    }

    // Draws lie nearer and nearer to the mean direction, so that only the density's normaliser changes: by 2 ln κ of 5 dimensions.
    [Fact]
    public void HugeConcentrations_HaveALikelihood()
    {
        using var model = new SpherePlain(1);
        double[] batch = [.. Enumerable.Range(0, 18).Select(index => Math.Sin(1.9 * index))];
        double[] At(double kappa)
        {
            Fill(model, "concentrationBias", kappa);
            Losses losses = model.Backward(batch, new NoiseKey(1, 1));
            Assert.True(double.IsFinite(losses.Total));
            Assert.All(model.Gradients.ToArray(), gradient => Assert.True(double.IsFinite(gradient)));
            return model.LogLikelihood(batch, 50);
        }

        double[] large = At(1e60);
        foreach (double huge in new[] { 1e150, 1e200, 1e300 })
        {
            double drop = 2 * (Math.Log(huge) - Math.Log(1e60));
            Assert.All(At(huge).Zip(large), pair => Assert.Equal(pair.Second - drop, pair.First, 1e-6));
        }
    }

    // E (x − wᵀz)² + KL
    private static double Expectation(double[] parameters, double[] weights, double x)
    {
        double[] mean = parameters[..3];
        double length = Math.Sqrt(mean.Sum(value => value * value));
        double kappa = 1 + Math.Log(1 + Math.Exp(parameters[3]));
        double ratio = (1 / Math.Tanh(kappa)) - (1 / kappa);
        double along = 1 - (2 * ratio / kappa);
        double projection = weights.Zip(mean).Sum(pair => pair.First * pair.Second) / length;
        double square = weights.Sum(value => value * value);
        double second = (along * projection * projection) + ((1 - along) / 2 * (square - (projection * projection)));
        return (x * x) - (2 * x * ratio * projection) + second + (kappa * ratio) + Math.Log(kappa / Math.Sinh(kappa));
    }

    // A decoder of three outputs that are the code.
    private static double[][] DrawsOf(SphereSpace model)
    {
        var draws = Enumerable.Range(0, Draws).Select(_ => new double[3]).ToArray();
        for (int axis = 0; axis < 3; axis++)
        {
            // z from (c − z)², with c = 1 beyond its range.
            double[] unit = [axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0];
            Weigh(model, unit);
            for (int draw = 0; draw < Draws; draw++)
            {
                draws[draw][axis] = 2 - Math.Sqrt(model.Test([2, 0, 0], new NoiseKey(11, (ulong)draw))["reconstruction"]);
            }
        }

        return draws;
    }

    // A posterior that does not depend on the input.
    private static SphereSpace Space(double[] mean, double kappa)
    {
        var model = new SphereSpace(1);
        model.Parameters.Clear();
        Fill(model, "directionBias", mean);
        Fill(model, "concentrationBias", Math.Log(Math.Exp(kappa - 1) - 1 + 1e-300));
        return model;
    }

    // The first output is a weighted sum of the code, the others are 0.
    private static void Weigh(SphereSpace model, double[] weights)
    {
        Span<double> place = At(model.Parameters, model, "decoder1Weight");
        place.Clear();
        for (int row = 0; row < 3; row++)
        {
            place[row * 3] = weights[row];
        }
    }

    private static void Fill<T>(Autoencoder<T> model, string name, params T[] values)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => values.CopyTo(At(model.Parameters, model, name));

    private static Span<T> At<T>(Span<T> values, Autoencoder<T> model, string name)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        ParameterInfo place = model.Info.Layout.Single(parameter => parameter.Name == name);
        return values.Slice(place.Offset, place.Length);
    }
}

[Autoencoder(3, Precision = Precision.Double)]
[Latent.VonMisesFisher(3)]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
internal sealed partial class SphereSpace;

[Autoencoder(9, Precision = Precision.Double)]
[Encoder.Dense(6, Activation.Tanh)]
[Latent.VonMisesFisher(5)]
[Decoder.Dense(9)]
[Likelihood.Gaussian]
[Objective.Importance(2)]
internal sealed partial class SphereWeights;

[Autoencoder(9, Precision = Precision.Double)]
[Encoder.Dense(6, Activation.Tanh)]
[Latent.VonMisesFisher(5)]
[Decoder.Dense(9)]
[Likelihood.Gaussian]
internal sealed partial class SpherePlain;

[Autoencoder(3)]
[Latent.VonMisesFisher(8)]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
internal sealed partial class SphereSingle;
