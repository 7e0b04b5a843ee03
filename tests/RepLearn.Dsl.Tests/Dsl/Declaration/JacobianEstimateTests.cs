using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>The estimate of the Jacobian's norm by random directions: unbiased, and with the variance that random signs have.</summary>
public class JacobianEstimateTests
{
    // The exact one against differences of codes, through convolutions too.
    [Fact]
    public void TheExactNorm_IsThatOfDifferences()
    {
        using var model = new ExactImages(3);
        double[] batch = Batch(4, ExactImages.InputSize);
        Assert.Equal(NormOf(model, batch), model.Evaluate(batch, default).Metrics["squaredJacobian"], 1e-7);
    }

    // The mean over many steps, within four of its standard errors.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheEstimate_IsUnbiased(bool images)
    {
        using Autoencoder<double> exact = images ? new ExactImages(3) : new ExactDeep(3);
        using Autoencoder<double> estimated = images ? new EstimatedImages(3) : new EstimatedDeep(3);
        double[] batch = Batch(4, exact.Info.InputSize);
        double norm = exact.Evaluate(batch, default).Metrics["squaredJacobian"];
        double[] estimates = [.. Enumerable.Range(0, 4000).Select(step => estimated.Evaluate(batch, new NoiseKey(5, (ulong)step)).Metrics["squaredJacobian"])];
        double mean = estimates.Average();
        double error = Math.Sqrt(estimates.Average(value => Math.Pow(value - mean, 2)) / estimates.Length);

        Assert.InRange(error, 1e-6 * norm, 0.02 * norm);
        Assert.InRange(mean, norm - (4 * error), norm + (4 * error));
    }

    // Directions of random signs see each row of the Jacobian with the same weight: where rows are orthogonal, each estimate is exact.
    [Fact]
    public void WithOrthogonalRows_EachEstimateIsExact()
    {
        using var model = new EstimatedLine(1);
        model.Parameters.Clear();
        ParameterInfo weight = EstimatedLine.Layout.ToArray().Single(parameter => parameter.Name == "codeWeight");
        double[] columns = [1, 0, 1, 0, 2, 0, 1, 0, -1];
        columns.CopyTo(model.Parameters[weight.Offset..]);
        Losses losses = model.Evaluate(Batch(5, 3), new NoiseKey(1, 1));

        Assert.Equal(8, losses.Metrics["squaredJacobian"], 1e-12);
        Assert.Equal(0.5 * 8, losses["contractive"], 1e-12);
    }

    private static double NormOf(Autoencoder<double> model, double[] batch)
    {
        const double Step = 1e-5;
        int width = model.Info.InputSize;
        double sum = 0;
        for (int input = 0; input < width; input++)
        {
            double[] codes(double by) => model.Encode([.. batch.Select((value, index) => index % width == input ? value + by : value)]);
            sum += codes(Step).Zip(codes(-Step), (above, below) => Math.Pow((above - below) / (2 * Step), 2)).Sum();
        }

        return sum / (batch.Length / width);
    }

    private static double[] Batch(int rows, int width) => [.. Enumerable.Range(0, rows * width).Select(index => Math.Sin(1.9 * index))];
}

[Autoencoder(9, Precision = Precision.Double), Encoder.Dense(12, Activation.Tanh), Latent.Code(11, Activation.Sigmoid), Decoder.Dense(9), Likelihood.SquaredError]
[Regularizer.Contractive(1)]
internal sealed partial class ExactDeep;

[Autoencoder(9, Precision = Precision.Double), Encoder.Dense(12, Activation.Tanh), Latent.Code(11, Activation.Sigmoid), Decoder.Dense(9), Likelihood.SquaredError]
[Regularizer.Contractive(1, Samples = 2)]
internal sealed partial class EstimatedDeep;

[Autoencoder(5, 4, 2, Precision = Precision.Double), Encoder.Conv(3, 3, Activation.Tanh, Stride = 2), Encoder.Conv(4, 2, Activation.Gelu), Latent.Code(6)]
[Decoder.Dense(40), Likelihood.SquaredError, Regularizer.Contractive(1)]
internal sealed partial class ExactImages;

[Autoencoder(5, 4, 2, Precision = Precision.Double), Encoder.Conv(3, 3, Activation.Tanh, Stride = 2), Encoder.Conv(4, 2, Activation.Gelu), Latent.Code(6)]
[Decoder.Dense(40), Likelihood.SquaredError, Regularizer.Contractive(1, Samples = 1)]
internal sealed partial class EstimatedImages;

[Autoencoder(3, Precision = Precision.Double), Latent.Code(3), Decoder.Dense(3), Likelihood.SquaredError, Regularizer.Contractive(0.5, Samples = 1)]
internal sealed partial class EstimatedLine;
