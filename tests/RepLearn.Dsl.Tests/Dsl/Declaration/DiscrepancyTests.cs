using RepLearn.Data;
using RepLearn.Numerics.Random;
using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>The maximum mean discrepancy: its formula by plain loops, its size for codes of the prior and others, what it does to codes.</summary>
public class DiscrepancyTests
{
    private const int Rows = 37;
    private static readonly NoiseKey s_key = new(5, 2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(37)]
    public void TheTerm_IsTheUnbiasedEstimate(int rows)
    {
        using var model = new DiscrepancyLine(1);
        double[] batch = Batch()[..(rows * 3)];
        double[] codes = model.Encode(batch);
        var prior = new double[rows * 3];
        for (int row = 0; row < rows; row++)
        {
            Noise.Normal<double>(s_key, 0, row, prior.AsSpan(row * 3, 3));
        }

        double expected = 0;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < rows; j++)
            {
                expected += i == j ? 0 : (Kernel(codes, i, codes, j) + Kernel(prior, i, prior, j)) / (rows * (rows - 1.0));
                expected -= 2 * Kernel(codes, i, prior, j) / (rows * rows);
            }
        }

        Losses losses = model.Backward(batch, s_key);
        Assert.Equal(expected, losses.Metrics["discrepancy"], 1e-12);
        Assert.Equal(0.4 * expected, losses["mmd"], 1e-12);
    }

    [Fact]
    public void CodesOfThePrior_HaveNone_AndOthersHaveSome()
    {
        using var model = new DiscrepancyLine(1);
        Identity(model);
        var codes = new double[1024 * 3];
        Noise.Normal<double>(new NoiseKey(9, 9), 4, 0, codes);
        double same = model.Test(codes, s_key).Metrics["discrepancy"];
        double wide = model.Test([.. codes.Select(value => 3 * value)], s_key).Metrics["discrepancy"];
        double apart = model.Test([.. codes.Select(value => value + 1)], s_key).Metrics["discrepancy"];
        Assert.Equal(0, same, 0.01);
        Assert.InRange(wide, 0.3, 10);
        Assert.InRange(apart, 0.3, 10);
    }

    [Fact]
    public void ThreadsLeaveNoTrace()
    {
        float[] batch = [.. Batch().Select(value => (float)value)];
        float[][] gradients = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            using var model = new DiscrepancySampled(3) { Threads = threads, MultiplyAddsPerWorker = 1 };
            model.Backward(batch, s_key);
            return model.Gradients.ToArray();
        })];
        Assert.Equal(gradients[0], gradients[1]);
        Assert.Equal(gradients[0], gradients[2]);
    }

    // Codes of the digits, one dimension after another: mean 0 and variance 1 as the prior's, which nothing else asks for.
    [Fact]
    public void CodesComeToBeDistributedAsThePrior()
    {
        (ImageSet train, ImageSet test) = Digits.Load().Split(0.25, seed: 1);
        using var model = new DiscrepancyDigits(1);
        (double before, _, _) = Judge(model, test);
        model.Fit(train, new FitOptions { Epochs = 25, BatchSize = 128, Optimizer = new Adam(3e-3), Seed = 5 });
        (double after, double[] means, double[] variances) = Judge(model, test);

        Assert.True(after < before / 10, $"{before} to {after}");
        Assert.All(means, mean => Assert.InRange(mean, -0.35, 0.35));
        Assert.All(variances, variance => Assert.InRange(variance, 0.6, 1.5));
    }

    private static (double Discrepancy, double[] Means, double[] Variances) Judge(DiscrepancyDigits model, ImageSet images)
    {
        float[] codes = model.Encode(images);
        double[] means = [.. Enumerable.Range(0, 4).Select(column => codes.Where((_, index) => index % 4 == column).Average(value => (double)value))];
        return (model.Test(images, default).Metrics["discrepancy"], means, model.CodeVariances(images));
    }

    private static void Identity(DiscrepancyLine model)
    {
        ParameterInfo weight = DiscrepancyLine.Layout.ToArray().Single(parameter => parameter.Name == "codeWeight");
        model.Parameters.Clear();
        for (int index = 0; index < 3; index++)
        {
            model.Parameters[weight.Offset + (index * 4)] = 1;
        }
    }

    private static double Kernel(double[] x, int i, double[] y, int j)
    {
        double square = Enumerable.Range(0, 3).Sum(column => Math.Pow(x[(i * 3) + column] - y[(j * 3) + column], 2));
        return new[] { 0.1, 0.2, 0.5, 1, 2, 5, 10 }.Sum(scale => scale * 6 / ((scale * 6) + square));
    }

    private static double[] Batch() => [.. Enumerable.Range(0, Rows * 3).Select(index => Math.Sin(1.9 * index))];
}

[Autoencoder(3, Precision = Precision.Double)]
[Latent.Code(3)]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
[Regularizer.Mmd(0.4)]
internal sealed partial class DiscrepancyLine;

[Autoencoder(3)]
[Encoder.Dense(20, Activation.Relu)]
[Latent.Gaussian(18, Beta = 0.1)]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
[Regularizer.Mmd(10)]
internal sealed partial class DiscrepancySampled;

[Autoencoder(64)]
[Encoder.Dense(64, Activation.Relu)]
[Latent.Code(4)]
[Decoder.Dense(64, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
[Regularizer.Mmd(10)]
internal sealed partial class DiscrepancyDigits;
