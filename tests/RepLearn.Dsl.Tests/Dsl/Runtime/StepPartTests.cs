using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Runtime;

/// <summary>A step in parts: losses and gradients add up to those of the step, with the same noise.</summary>
public class StepPartTests
{
    private const int Rows = 24;
    private static readonly NoiseKey s_key = new(3, 7);

    public static TheoryData<int[]> Parts => [[12, 12], [1, 23], [5, 7, 4, 8], [24]];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Parts_AddUpToTheStep(int[] parts)
    {
        foreach (Autoencoder<double> model in new Autoencoder<double>[] { new PartedStep(1), new PartedNormal(1), new PartedLearnedNormal(1), new PartedWeights(1), new PartedPrior(1), new PartedCovariance(1), new PartedConditional(1), new PartedConcrete(1), new PartedSphere(1), new PartedLowRank(1), new PartedQuantized(1) })
        {
            using (model)
            {
                AddUp(model, parts);
            }
        }
    }

    private static void AddUp(Autoencoder<double> model, int[] parts)
    {
        model.Step = 3;
        double[] batch = RandomRows.Draw(model.Info, Rows, new Random(5));
        int width = model.Info.ExampleSize;
        Losses whole = model.Backward(batch, s_key);
        double[] gradients = model.Gradients.ToArray();

        var sum = new double[gradients.Length];
        var terms = new double[whole.Count];
        int first = 0;
        foreach (int rows in parts)
        {
            model.Threads = 1 + (first % 2);
            model.MultiplyAddsPerWorker = 1;
            Losses losses = model.Backward(batch.AsSpan(first * width, rows * width), s_key, first, Rows);
            for (int term = 0; term < terms.Length; term++)
            {
                terms[term] += losses[term];
            }

            for (int index = 0; index < sum.Length; index++)
            {
                sum[index] += model.Gradients[index];
            }

            first += rows;
        }

        for (int term = 0; term < terms.Length; term++)
        {
            Assert.Equal(whole[term], terms[term], 1e-12 * Math.Abs(whole[term]));
        }

        double scale = gradients.Max(Math.Abs);
        Assert.All(gradients.Zip(sum), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * scale));
    }

    [Fact]
    public void TheWholeStep_HasTheSameBits()
    {
        using var model = new PartedStep(1);
        double[] batch = Batch();
        model.Backward(batch, s_key);
        double[] gradients = model.Gradients.ToArray();
        model.Backward(batch, s_key, 0, Rows);
        Assert.Equal(gradients, model.Gradients.ToArray());
    }

    [Fact]
    public void PartsOutsideTheStep_AndModelsOfBatchStatistics_AreRefused()
    {
        using var model = new PartedStep(1);
        double[] batch = Batch();
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Backward(batch, s_key, 1, Rows));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Backward(batch, s_key, -1, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Backward(batch, s_key, 0, int.MaxValue));
        Assert.Throws<ArgumentException>(() => model.Backward(batch.AsSpan(1), s_key, 0, Rows));
        using var normalized = new PartedBatchNorm(1);
        Assert.Contains("batch's mean", Assert.Throws<InvalidOperationException>(() => normalized.Backward(new double[4], s_key, 0, 8)).Message, StringComparison.Ordinal);
    }

    private static double[] Batch() => [.. Enumerable.Range(0, Rows * PartedStep.InputSize).Select(index => 0.5 + (0.5 * Math.Sin(1.7 * index)))];
}

[Autoencoder(7, Precision = Precision.Double)]
[Corruption.Masking(0.3, Emphasis = 2)]
[Encoder.Dense(9, Activation.Tanh)]
[Encoder.Dropout(0.2)]
[Latent.Gaussian(3, WarmupSteps = 10)]
[Decoder.Dense(7)]
[Likelihood.Bernoulli]
[Regularizer.WeightDecay(0.01)]
[Regularizer.L1(0.1)]
[Regularizer.Contractive(0.1)]
internal sealed partial class PartedStep;

[Autoencoder(7, Precision = Precision.Double)]
[Latent.Gaussian(3)]
[Decoder.Dense(7)]
[Likelihood.Gaussian]
[Objective.Importance(3)]
internal sealed partial class PartedWeights;

[Autoencoder(7, Precision = Precision.Double)]
[Latent.Code(3)]
[Decoder.Dense(7)]
[Likelihood.Gaussian(Sigma = 0.3)]
internal sealed partial class PartedNormal;

[Autoencoder(7, Precision = Precision.Double)]
[Latent.Code(3)]
[Decoder.Dense(7)]
[Likelihood.GaussianLearned]
internal sealed partial class PartedLearnedNormal;

[Autoencoder(7, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.Tanh)]
[Latent.Gaussian(3)]
[Prior.Vamp(5, LearnedWeights = true)]
[Decoder.Dense(7)]
[Likelihood.Bernoulli]
internal sealed partial class PartedPrior;

[Autoencoder(7, Precision = Precision.Double)]
[Latent.Gaussian(3, Covariance = Covariance.Full)]
[Decoder.Dense(7)]
[Likelihood.Bernoulli]
internal sealed partial class PartedCovariance;

[Autoencoder(7, Precision = Precision.Double)]
[Condition(3)]
[Latent.Gaussian(3)]
[Decoder.Dense(7)]
[Likelihood.Bernoulli]
[Head.Softmax(4)]
internal sealed partial class PartedConditional;

[Autoencoder(4, Precision = Precision.Double)]
[Encoder.BatchNorm]
[Latent.Code(3)]
[Decoder.Dense(4)]
[Likelihood.SquaredError]
internal sealed partial class PartedBatchNorm;
