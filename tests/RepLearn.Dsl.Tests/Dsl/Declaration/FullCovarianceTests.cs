using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>A posterior with a full covariance: its divergence by whole matrices, its draws by their covariance, a bound that a diagonal one cannot reach.</summary>
public class FullCovarianceTests
{
    private const int Draws = 200_000;
    private static readonly double[] s_mean = [0.4, -0.7, 1.1];
    private static readonly double[] s_logVariance = [-0.5, 0.3, -1.2];

    // L[1, 0], L[2, 0], L[2, 1].
    private static readonly double[] s_lower = [0.6, -0.4, 0.9];

    [Fact]
    public void Divergence_IsThatOfTheMatrices()
    {
        using CovarianceSpace model = Space();
        double[,] covariance = Covariance();
        double trace = covariance[0, 0] + covariance[1, 1] + covariance[2, 2];
        double expected = 0.5 * (trace + s_mean.Sum(value => value * value) - 3 - Math.Log(Determinant(covariance)));

        Assert.Equal(expected, model.DivergencePerDimension([0.2, 0.3, 0.4]).Sum(), 1e-12);
        Assert.Equal(expected, model.Backward([0.2, 0.3, 0.4], default)["kl"], 1e-12);
    }

    // A dimension's part is its divergence given those before it, so that the first ones are those of a smaller code.
    [Fact]
    public void TheFirstParts_AreThoseOfTheFirstDimensions()
    {
        using CovarianceSpace model = Space();
        double[] parts = model.DivergencePerDimension([0.2, 0.3, 0.4]);
        double[,] covariance = Covariance();
        double two = 0.5 * (covariance[0, 0] + covariance[1, 1] + (s_mean[0] * s_mean[0]) + (s_mean[1] * s_mean[1]) - 2
            - Math.Log((covariance[0, 0] * covariance[1, 1]) - (covariance[0, 1] * covariance[0, 1])));

        Assert.Equal(two, parts[0] + parts[1], 1e-12);
    }

    [Fact]
    public void Draws_HaveTheCovariance()
    {
        using CovarianceSpace model = Space();
        double[,] covariance = Covariance();

        // The decoder's only output that is not 0 is a sum of two values of the code, whose mean square the reconstruction of 0 is.
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Set(model, "decoder1Weight", 0);
                ParameterInfo decoder = CovarianceSpace.Layout.ToArray().Single(parameter => parameter.Name == "decoder1Weight");
                model.Parameters[decoder.Offset + (i * 3)] = 1;
                model.Parameters[decoder.Offset + (j * 3)] = 1;
                double mean = i == j ? s_mean[i] : s_mean[i] + s_mean[j];
                double variance = i == j ? covariance[i, i] : covariance[i, i] + covariance[j, j] + (2 * covariance[i, j]);
                double square = model.Test(new double[Draws * 3], new NoiseKey(3, 1))["reconstruction"];

                // The variance of a squared normal variable is 2 v² + 4 v m².
                double error = Math.Sqrt(((2 * variance * variance) + (4 * variance * mean * mean)) / Draws);
                Assert.Equal((mean * mean) + variance, square, 4 * error);
            }
        }
    }

    // The divergence from a mixture of two standard normals is estimated, and has the exact one as its mean.
    [Fact]
    public void TheDensityOfDraws_AgreesWithTheDivergence()
    {
        using var model = new CovarianceMixture(1);
        model.Parameters.Clear();
        SetPosterior(model);
        double exact;
        using (CovarianceSpace other = Space())
        {
            exact = other.DivergencePerDimension([0.2, 0.3, 0.4]).Sum();
        }

        double[] estimates = [.. Enumerable.Range(0, 4000).Select(draw => model.Backward([0.2, 0.3, 0.4], new NoiseKey(1, (ulong)draw))["kl"])];
        double error = Math.Sqrt(estimates.Select(value => Math.Pow(value - estimates.Average(), 2)).Average() / estimates.Length);
        Assert.InRange(estimates.Average(), exact - (4 * error), exact + (4 * error));
        Assert.InRange(error, 1e-4, 0.05);
    }

    // Of a linear model with x = (1, 1) z + noise, the posterior of two values that explain the same is narrow along their sum alone. The full one
    // reaches the evidence; the best diagonal one, whose precisions are the exact one's, loses ½ ln of their product over the determinant.
    [Fact]
    public void AFullCovariance_ReachesABoundThatADiagonalOneCannot()
    {
        var random = new Random(3);
        double normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] data = [.. Enumerable.Range(0, 2000).Select(_ => normal() + normal() + (0.5 * normal()))];
        double evidence = data.Average(x => (0.5 * x * x / 2.25) + (0.5 * Math.Log(2 * Math.PI * 2.25)));
        double loss = 0.5 * Math.Log(25.0 / 9);
        using var full = new FullSum(1);
        using var diagonal = new DiagonalSum(1);

        Assert.InRange(Bound(full, data) - evidence, -0.02, 0.05);
        Assert.InRange(Bound(diagonal, data) - evidence, loss - 0.05, loss + 0.1);
    }

    // The decoder is the data's own; the posterior is learned.
    private static double Bound(Autoencoder<double> model, double[] data)
    {
        var optimizer = new RepLearn.Optimization.OptimizerState<double>(model, new Adam(1e-2));
        for (int step = 0; step < 600; step++)
        {
            Set(model, "decoder1Weight", 1);
            Set(model, "decoder1Bias", 0);
            model.Backward(data, new NoiseKey(5, (ulong)step));
            optimizer.Update(new RepLearn.Optimization.UpdateStep(step + 1, 1e-2, 1));
        }

        Set(model, "decoder1Weight", 1);
        Set(model, "decoder1Bias", 0);
        return Enumerable.Range(0, 20).Average(draw => model.Test(data, new NoiseKey(9, (ulong)draw)).Total);
    }

    private static double[,] Covariance()
    {
        double[,] factor =
        {
            { Math.Exp(s_logVariance[0] / 2), 0, 0 },
            { s_lower[0], Math.Exp(s_logVariance[1] / 2), 0 },
            { s_lower[1], s_lower[2], Math.Exp(s_logVariance[2] / 2) },
        };
        var covariance = new double[3, 3];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                covariance[i, j] = Enumerable.Range(0, 3).Sum(k => factor[i, k] * factor[j, k]);
            }
        }

        return covariance;
    }

    private static double Determinant(double[,] m) =>
        (m[0, 0] * ((m[1, 1] * m[2, 2]) - (m[1, 2] * m[2, 1]))) - (m[0, 1] * ((m[1, 0] * m[2, 2]) - (m[1, 2] * m[2, 0])))
        + (m[0, 2] * ((m[1, 0] * m[2, 1]) - (m[1, 1] * m[2, 0])));

    // A posterior that does not depend on the input.
    private static CovarianceSpace Space()
    {
        var model = new CovarianceSpace(1);
        model.Parameters.Clear();
        SetPosterior(model);
        return model;
    }

    private static void SetPosterior(Autoencoder<double> model)
    {
        Set(model, "meanBias", s_mean);
        Set(model, "logVarianceBias", s_logVariance);
        Set(model, "lowerBias", s_lower);
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
}

[Autoencoder(3, Precision = Precision.Double)]
[Latent.Gaussian(3, Covariance = Covariance.Full)]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
internal sealed partial class CovarianceSpace;

[Autoencoder(3, Precision = Precision.Double)]
[Latent.Gaussian(3, Covariance = Covariance.Full)]
[Prior.Mixture(2)]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
internal sealed partial class CovarianceMixture;

[Autoencoder(1, Precision = Precision.Double)]
[Latent.Gaussian(2, Covariance = Covariance.Full)]
[Decoder.Dense(1)]
[Likelihood.Gaussian(Sigma = 0.5)]
internal sealed partial class FullSum;

[Autoencoder(1, Precision = Precision.Double)]
[Latent.Gaussian(2)]
[Decoder.Dense(1)]
[Likelihood.Gaussian(Sigma = 0.5)]
internal sealed partial class DiagonalSum;
