using RepLearn.Data;
using RepLearn.Numerics.Random;
using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>The total correlation and the parts beside it: their formulas by plain loops, their size for normal codes, what it does to codes.</summary>
public class TotalCorrelationTests
{
    private const int Size = 3;
    private static readonly NoiseKey s_key = new(5, 2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(37)]
    public void TheTerms_AreThoseOfTheBatchsMixture(int rows)
    {
        using var model = new CorrelatedLine(1);
        double[] batch = [.. Enumerable.Range(0, rows * Size).Select(index => Math.Sin(1.9 * index))];
        double[] means = Affine(model, "mean", batch);
        double[] logVariances = Affine(model, "logVariance", batch);
        var draws = new double[rows * Size];
        for (int row = 0; row < rows; row++)
        {
            Noise.Normal<double>(s_key, 0, row, draws.AsSpan(row * Size, Size));
        }

        for (int index = 0; index < draws.Length; index++)
        {
            draws[index] = means[index] + (Math.Exp(0.5 * logVariances[index]) * draws[index]);
        }

        (double information, double correlation, double divergence, double all) = (0, 0, 0, 0);
        for (int row = 0; row < rows; row++)
        {
            double own = Enumerable.Range(0, Size).Sum(column => Log(row, row, column));
            double joint = Mean(rows, other => Enumerable.Range(0, Size).Sum(column => Log(row, other, column)));
            double product = Enumerable.Range(0, Size).Sum(column => Mean(rows, other => Log(row, other, column)));
            double prior = Enumerable.Range(0, Size).Sum(column => -0.5 * ((draws[(row * Size) + column] * draws[(row * Size) + column]) + Math.Log(2 * Math.PI)));
            information += (own - joint) / rows;
            correlation += (joint - product) / rows;
            divergence += (product - prior) / rows;
            all += (own - prior) / rows;
        }

        Losses losses = model.Backward(batch, s_key);
        Assert.Equal(information, losses.Metrics["mutualInformation"], 1e-12);
        Assert.Equal(correlation, losses.Metrics["correlation"], 1e-12);
        Assert.Equal(divergence, losses.Metrics["dimensionDivergence"], 1e-12);
        Assert.Equal(4 * correlation, losses["totalCorrelation"], 1e-12);
        Assert.Equal(all, losses.Metrics["mutualInformation"] + losses.Metrics["correlation"] + losses.Metrics["dimensionDivergence"], 1e-12);
        Assert.True(losses.Metrics["mutualInformation"] <= Math.Log(rows) + 1e-12);
        if (rows == 1)
        {
            Assert.Equal(0, losses.Metrics["correlation"], 1e-12);
            Assert.Equal(0, losses.Metrics["mutualInformation"], 1e-12);
        }

        double Log(int row, int other, int column)
        {
            int place = (other * Size) + column;
            return -0.5 * ((Math.Pow(draws[(row * Size) + column] - means[place], 2) / Math.Exp(logVariances[place])) + logVariances[place] + Math.Log(2 * Math.PI));
        }
    }

    // Codes are normal with a known covariance: the parts have closed forms. A batch's mixture of 1024 is near the distribution that it is drawn from.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.8, 1)]
    [InlineData(0.8, 2)]
    public void OfNormalCodes_ThePartsAreTheKnownOnes(double dependence, double scale)
    {
        const double deviation = 0.5;
        using var model = new CorrelatedLine(1);
        Identity(model, 2 * Math.Log(deviation));
        var batch = new double[1024 * Size];
        Noise.Normal<double>(new NoiseKey(9, 9), 4, 0, batch);
        for (int row = 0; row < 1024; row++)
        {
            Span<double> code = batch.AsSpan(row * Size, Size);
            code[1] = (dependence * code[0]) + (Math.Sqrt(1 - (dependence * dependence)) * code[1]);
            for (int column = 0; column < Size; column++)
            {
                code[column] *= scale;
            }
        }

        double variance = (scale * scale) + (deviation * deviation);
        double correlation = dependence * scale * scale / variance;
        double volume = 1 - (correlation * correlation);
        double total = -0.5 * Math.Log(volume);
        double information = 0.5 * ((Size * Math.Log(variance / (deviation * deviation))) + Math.Log(volume));

        // Of squares the batch has its own mean, which varies more than all else.
        double squares = batch.Sum(value => value * value) / 1024;
        double divergence = 0.5 * (squares + (Size * ((deviation * deviation) - 1 - Math.Log(variance))));

        LossMetrics metrics = model.Evaluate(batch, s_key).Metrics;
        Assert.Equal(total, metrics["correlation"], 0.1);
        Assert.Equal(information, metrics["mutualInformation"], 0.1);
        Assert.Equal(divergence, metrics["dimensionDivergence"], 0.2);
    }

    // The same network and divergence, with and without the penalty; both are judged by the model with it.
    [Fact]
    public void CodesOfDigits_BecomeLessDependent()
    {
        (ImageSet train, ImageSet test) = Digits.Load().Split(0.25, seed: 1);
        using var plain = new EntangledDigits(1);
        using var independent = new IndependentDigits(1);
        using var judge = new IndependentDigits(1);
        var options = new FitOptions { Epochs = 30, BatchSize = 128, Optimizer = new Adam(3e-3), Seed = 5 };
        plain.Fit(train, options);
        independent.Fit(train, options);
        plain.Parameters.CopyTo(judge.Parameters);
        Losses before = judge.Test(test, new NoiseKey(1, 0));
        Losses after = independent.Test(test, new NoiseKey(1, 0));

        Assert.True(after.Metrics["correlation"] < 0.75 * before.Metrics["correlation"], $"{before.Metrics} to {after.Metrics}");
        Assert.True(after["reconstruction"] < before["reconstruction"] + 1, $"{before} to {after}");
    }

    private static double Mean(int count, Func<int, double> logarithm)
    {
        double[] logarithms = [.. Enumerable.Range(0, count).Select(logarithm)];
        double largest = logarithms.Max();
        return largest + Math.Log(logarithms.Average(each => Math.Exp(each - largest)));
    }

    private static double[] Affine(CorrelatedLine model, string head, double[] batch)
    {
        ReadOnlySpan<double> weight = Parameter(model, $"{head}Weight");
        ReadOnlySpan<double> bias = Parameter(model, $"{head}Bias");
        var result = new double[batch.Length];
        for (int index = 0; index < batch.Length; index++)
        {
            (int row, int column) = (index / Size, index % Size);
            result[index] = bias[column];
            for (int input = 0; input < Size; input++)
            {
                result[index] += batch[(row * Size) + input] * weight[(input * Size) + column];
            }
        }

        return result;
    }

    private static void Identity(CorrelatedLine model, double logVariance)
    {
        model.Parameters.Clear();
        Parameter(model, "logVarianceBias").Fill(logVariance);
        for (int index = 0; index < Size; index++)
        {
            Parameter(model, "meanWeight")[index * (Size + 1)] = 1;
        }
    }

    private static Span<double> Parameter(CorrelatedLine model, string name)
    {
        ParameterInfo info = CorrelatedLine.Layout.ToArray().Single(parameter => parameter.Name == name);
        return model.Parameters.Slice(info.Offset, info.Rows * info.Columns);
    }
}

[Autoencoder(3, Precision = Precision.Double)]
[Latent.Gaussian(3)]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
[Regularizer.TotalCorrelation(4)]
internal sealed partial class CorrelatedLine;

[Autoencoder(64)]
[Encoder.Dense(64, Activation.Relu)]
[Latent.Gaussian(6)]
[Decoder.Dense(64, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class EntangledDigits;

[Autoencoder(64)]
[Encoder.Dense(64, Activation.Relu)]
[Latent.Gaussian(6)]
[Decoder.Dense(64, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
[Regularizer.TotalCorrelation(2)]
internal sealed partial class IndependentDigits;
