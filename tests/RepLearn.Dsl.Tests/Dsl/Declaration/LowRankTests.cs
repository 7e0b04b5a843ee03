using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>A posterior with a covariance of low rank: its divergence and density by whole matrices, its draws by their covariance, a bound that a diagonal one cannot reach.</summary>
public class LowRankTests
{
    private const int Size = 4;
    private const int Draws = 200_000;
    private static readonly double[] s_mean = [0.4, -0.7, 1.1, 0.2];
    private static readonly double[] s_logVariance = [-0.5, 0.3, -1.2, 0.1];
    private static readonly double[][] s_factors = [[0.6, -0.4, 0.9, 0.3], [-0.2, 1.1, 0.5, 0.7]];

    [Theory]
    [InlineData(1.0)]
    [InlineData(1e4)]
    public void Divergence_IsThatOfTheMatrices(double stretch)
    {
        using LowRankSpace model = Space(stretch);
        decimal[,] covariance = Covariance(stretch);
        double trace = (double)Enumerable.Range(0, Size).Sum(index => covariance[index, index]);
        (_, double logDeterminant) = Solve(covariance, s_mean);
        double expected = 0.5 * (trace + s_mean.Sum(value => value * value) - Size - logDeterminant);
        double[] parts = model.DivergencePerDimension([0.2, 0.3, 0.4, 0.1]);

        Assert.Equal(Size, parts.Length);
        Assert.Equal(expected, parts.Sum(), 1e-12 * expected);
        Assert.Equal(expected, model.Backward([0.2, 0.3, 0.4, 0.1], default)["kl"], 1e-12 * expected);
    }

    // Each dimension's own divergence, and for each the same part of what its correlations add.
    [Fact]
    public void Parts_AreThoseOfTheDimensions()
    {
        using LowRankSpace model = Space(1);
        decimal[,] covariance = Covariance(1);
        double[] parts = model.DivergencePerDimension([0.2, 0.3, 0.4, 0.1]);
        double[] shares = [.. parts.Select((part, index) =>
            part - (0.5 * ((double)covariance[index, index] + (s_mean[index] * s_mean[index]) - 1 - Math.Log((double)covariance[index, index]))))];
        Assert.All(shares, share => Assert.Equal(shares[0], share, 1e-12));
        Assert.InRange(shares[0], 0.01, 1);
    }

    [Fact]
    public void Draws_HaveTheCovariance()
    {
        using LowRankSpace model = Space(1);
        decimal[,] covariance = Covariance(1);
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                // The decoder's only output that is not 0 is a sum of two values of the code, whose mean square the reconstruction of 0 is.
                Set(model, "decoder1Weight", 0);
                ParameterInfo decoder = LowRankSpace.Layout.ToArray().Single(parameter => parameter.Name == "decoder1Weight");
                model.Parameters[decoder.Offset + (i * Size)] = 1;
                model.Parameters[decoder.Offset + (j * Size)] = 1;
                double mean = i == j ? s_mean[i] : s_mean[i] + s_mean[j];
                var variance = (double)(i == j ? covariance[i, i] : covariance[i, i] + covariance[j, j] + (2 * covariance[i, j]));
                double square = model.Test(new double[Draws * Size], new NoiseKey(3, 1))["reconstruction"];

                // The variance of a squared normal variable is 2 v² + 4 v m².
                double error = Math.Sqrt(((2 * variance * variance) + (4 * variance * mean * mean)) / Draws);
                Assert.Equal((mean * mean) + variance, square, 4.5 * error);
            }
        }
    }

    // The decoder gives the code itself, and the likelihood's density is known: what is left of a weight is the posterior's density.
    [Theory]
    [InlineData(1.0)]
    [InlineData(1e4)]
    public void TheDensityOfDraws_IsThatOfTheMatrices(double stretch)
    {
        using var model = new LowRankWeights(1);
        model.Parameters.Clear();
        SetPosterior(model, stretch);
        decimal[,] covariance = Covariance(stretch);
        var key = new NoiseKey(8, 2);
        var (epsilon, eta) = (new double[Size], new double[2]);
        double ratio = 0;
        for (int draw = 0; draw < 2; draw++)
        {
            RepLearn.Numerics.Random.Noise.Normal<double>(key, 0, draw, epsilon);
            RepLearn.Numerics.Random.Noise.Normal<double>(key, 1, draw, eta);
            double[] fromMean = [.. Enumerable.Range(0, Size).Select(index => Math.Exp(s_logVariance[index] / 2)
                * (epsilon[index] + (stretch * ((s_factors[0][index] * eta[0]) + (s_factors[1][index] * eta[1])))))];
            (double square, double logDeterminant) = Solve(covariance, fromMean);
            double prior = -0.5 * fromMean.Select((value, index) => Math.Pow(value + s_mean[index], 2)).Sum();
            ratio += ((-0.5 * (square + logDeterminant)) - prior) / 2;
        }

        double divergence = model.Backward([0.2, 0.3, 0.4, 0.1], key).Metrics["divergence"];
        Assert.Equal(ratio, divergence, 1e-10 * Math.Abs(ratio));
    }

    // Every covariance of two dimensions is the sum of a diagonal one and one of rank 1; see the test of full covariances.
    [Fact]
    public void InTwoDimensions_ItReachesTheEvidence()
    {
        var random = new Random(3);
        double normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] data = [.. Enumerable.Range(0, 800).Select(_ => normal() + normal() + (0.5 * normal()))];
        double evidence = data.Average(x => (0.5 * x * x / 2.25) + (0.5 * Math.Log(2 * Math.PI * 2.25)));
        using var model = new LowRankSum(1);
        var optimizer = new RepLearn.Optimization.OptimizerState<double>(model, new Adam(1e-2));
        for (int step = 0; step < 2500; step++)
        {
            Fix();
            model.Backward(data, new NoiseKey(5, (ulong)step));
            optimizer.Update(new RepLearn.Optimization.UpdateStep(step + 1, 1e-2, 1));
        }

        Fix();
        double bound = Enumerable.Range(0, 20).Average(draw => model.Test(data, new NoiseKey(9, (ulong)draw)).Total);
        Assert.InRange(bound - evidence, -0.02, 0.05);

        // The decoder is the data's own; the posterior is learned.
        void Fix()
        {
            Set(model, "decoder1Weight", 1);
            Set(model, "decoder1Bias", 0);
        }
    }

    // With as many digits as a matrix needs whose eigenvalues are far apart.
    private static decimal[,] Covariance(double stretch)
    {
        decimal[] sigmas = [.. s_logVariance.Select(value => (decimal)Math.Exp(value / 2))];
        var covariance = new decimal[Size, Size];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
            {
                decimal factor = s_factors.Sum(column => (decimal)(stretch * column[i]) * (decimal)(stretch * column[j]));
                covariance[i, j] = sigmas[i] * sigmas[j] * ((i == j ? 1 : 0) + factor);
            }
        }

        return covariance;
    }

    /// <summary><c>xᵀ Σ⁻¹ x</c> and <c>ln det Σ</c>, by Cholesky's decomposition.</summary>
    private static (double Square, double LogDeterminant) Solve(decimal[,] covariance, double[] x)
    {
        var lower = new decimal[Size, Size];
        var solved = new decimal[Size];
        double logDeterminant = 0;
        decimal square = 0;
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                decimal sum = covariance[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= lower[i, k] * lower[j, k];
                }

                lower[i, j] = i == j ? Root(sum) : sum / lower[j, j];
            }

            decimal rest = (decimal)x[i];
            for (int k = 0; k < i; k++)
            {
                rest -= lower[i, k] * solved[k];
            }

            solved[i] = rest / lower[i, i];
            square += solved[i] * solved[i];
            logDeterminant += 2 * Math.Log((double)lower[i, i]);
        }

        return ((double)square, logDeterminant);
    }

    private static decimal Root(decimal square)
    {
        var root = (decimal)Math.Sqrt((double)square);
        return (root + (square / root)) / 2;
    }

    // A posterior that does not depend on the input.
    private static LowRankSpace Space(double stretch)
    {
        var model = new LowRankSpace(1);
        model.Parameters.Clear();
        SetPosterior(model, stretch);
        return model;
    }

    private static void SetPosterior(Autoencoder<double> model, double stretch)
    {
        Set(model, "meanBias", s_mean);
        Set(model, "logVarianceBias", s_logVariance);
        Set(model, "factor1Bias", [.. s_factors[0].Select(value => stretch * value)]);
        Set(model, "factor2Bias", [.. s_factors[1].Select(value => stretch * value)]);
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

[Autoencoder(4, Precision = Precision.Double)]
[Latent.Gaussian(4, Covariance = Covariance.LowRank, Rank = 2)]
[Decoder.Dense(4)]
[Likelihood.SquaredError]
internal sealed partial class LowRankSpace;

[Autoencoder(4, Precision = Precision.Double)]
[Latent.Gaussian(4, Covariance = Covariance.LowRank, Rank = 2)]
[Decoder.Dense(4)]
[Likelihood.Gaussian]
[Objective.Importance(2)]
internal sealed partial class LowRankWeights;

[Autoencoder(1, Precision = Precision.Double)]
[Latent.Gaussian(2, Covariance = Covariance.LowRank)]
[Decoder.Dense(1)]
[Likelihood.Gaussian(Sigma = 0.5)]
internal sealed partial class LowRankSum;
