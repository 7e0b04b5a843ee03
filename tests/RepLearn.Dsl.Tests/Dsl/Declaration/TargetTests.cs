using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>Targets: what is compared with them, which rows take them, what is refused.</summary>
public sealed class TargetTests : IDisposable
{
    private const int Rows = 7;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheTarget_IsWhatTheOutputIsComparedWith()
    {
        using var model = new PairModel(1);
        (double[] inputs, double[] targets) = (Values(Rows * 5, 0.7), Values(Rows * 3, 1.9));
        double[] outputs = model.Reconstruct(inputs);
        Assert.Equal((5, 3, 3, 8), (model.Info.InputSize, model.Info.OutputSize, model.Info.TargetSize, model.Info.ExampleSize));
        Assert.Equal(Rows * 3, outputs.Length);
        Assert.Equal(outputs, model.Decode(model.Encode(inputs)));
        Assert.Equal(outputs.Zip(targets, (output, target) => Math.Pow(output - target, 2)).Sum() / Rows, model.Test(Joined(inputs, 5, targets, 3), default)["reconstruction"], 1e-12);
    }

    [Fact]
    public void OnlyTheInput_IsCorrupted()
    {
        using var model = new CorruptedPairs(1);
        double[] examples = Joined(Values(Rows * 5, 0.7), 5, Values(Rows * 3, 1.9), 3);
        model.Parameters.Clear();

        // Outputs are 0 whatever the noise.
        Assert.Equal(Values(Rows * 3, 1.9).Sum(value => value * value) / Rows, model.Backward(examples, new NoiseKey(3, 4))["reconstruction"], 1e-12);
    }

    // A linear map is learned from pairs; columns make their rows.
    [Fact]
    public void AMapFromPairs_IsLearned()
    {
        var random = new Random(5);
        float[] inputs = [.. Enumerable.Range(0, 400 * 5).Select(_ => (float)random.NextDouble() - 0.5f)];
        float[] targets = [.. inputs.Chunk(5).SelectMany(row => (float[])[row[0] - row[3], (2 * row[1]) + row[4]])];
        using var model = new LinearPairs(1);
        model.Fit(Examples.InMemory(inputs, 5, targets), new FitOptions { Epochs = 100, BatchSize = 20, Optimizer = new Adam(1e-2) });
        Assert.All(model.Reconstruct(inputs).Zip(targets), pair => Assert.Equal(pair.Second, pair.First, 1e-2f));
    }

    [Fact]
    public void RowsOfOtherWidths_AreRefused_InWordsThatTellTheParts()
    {
        using var model = new ConditionalPairs(1);
        Assert.Equal("ConditionalPairs expects rows of 10 values (5 of the input, then 1 of the condition, then 3 of the target, then 1 of the label), but the source has rows of 5. Examples.InMemory takes conditions, targets and labels beside values. (Parameter 'data')",
            Assert.Throws<ArgumentException>(() => model.Fit(Examples.InMemory(new double[20], 5))).Message);
        using var plain = new PairModel(1);
        Assert.Contains("PairModel expects rows of 5 values (without the target, for training and testing only), at least one row, but got 8 values.", Assert.Throws<ArgumentException>(() => plain.Encode(new double[8])).Message, StringComparison.Ordinal);
        const string Both = "PairModel expects rows of 8 values (5 of the input, then 3 of the target), at least one row, but got 42 values. Examples.InMemory takes conditions, targets and labels beside values.";
        Assert.All(
            (Action[])[() => plain.Fit(new double[42]), () => plain.Test(new double[42], default), () => plain.Evaluate(new double[42], default), () => plain.Backward(new double[42], default), () => plain.Backward(new double[42], default, 0, 9)],
            call => Assert.StartsWith(Both, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal));
        Assert.Contains("rows of 6 values (5 of the input, then 1 of the condition; without the target and the label, for training and testing only)", Assert.Throws<ArgumentException>(() => model.Encode(new double[10])).Message, StringComparison.Ordinal);
        Assert.Contains("room for 2 rows of 3 values, 6 in all, but got 10", Assert.Throws<ArgumentException>(() => plain.Reconstruct(new double[10], new double[10])).Message, StringComparison.Ordinal);
    }

    // Of the likelihood's domain are the targets, not the inputs.
    [Fact]
    public void ADomain_IsTheTargets()
    {
        using var model = new ConditionalPairs(1);
        double[] example = [-3, 4, 0, 0, 2, 1, 0.5, 1, 0, 2];
        Assert.True(double.IsFinite(model.Test(example, default).Total));
        example[6] = 1.5;
        Assert.Contains("column 7", Assert.Throws<ArgumentException>(() => model.Test(example, default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AModelOfPairs_IsSavedAndLoaded_AndNoOtherReadsItsFile()
    {
        using var model = new EqualPairs(1);
        model.Save(_folder["pairs.safetensors"]);
        using EqualPairs loaded = EqualPairs.Load(_folder["pairs.safetensors"]);
        Assert.Equal(model.Parameters.ToArray(), loaded.Parameters.ToArray());

        // It has the same parameters.
        Assert.Equal(model.Info.Layout, new Unpaired(1).Info.Layout);
        Assert.Contains("target 5", Assert.Throws<ModelFileException>(() => Unpaired.Load(_folder["pairs.safetensors"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_AndLikelihoods_AreOfTargets()
    {
        using var model = new ConditionalPairs(1);
        Assert.Equal(4 * 3, model.Sample(4, 1, seed: 2).Length);
        double[] example = [-3, 4, 0, 0, 2, 1, 0.5, 1, 0];
        Assert.True(double.IsFinite(Assert.Single(model.LogLikelihood(example, 10))));
    }

    internal static double[] Joined(double[] left, int leftWidth, double[] right, int rightWidth) =>
        [.. left.Chunk(leftWidth).Zip(right.Chunk(rightWidth)).SelectMany(pair => (double[])[.. pair.First, .. pair.Second])];

    private static double[] Values(int count, double step) => [.. Enumerable.Range(0, count).Select(index => Math.Sin(step * index))];
}

[Autoencoder(5, Precision = Precision.Double)]
[Target(3)]
[Latent.Code(4, Activation.Tanh)]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
internal sealed partial class PairModel;

[Autoencoder(5, Precision = Precision.Double)]
[Target(5)]
[Latent.Code(4, Activation.Tanh)]
[Decoder.Dense(5)]
[Likelihood.SquaredError]
internal sealed partial class EqualPairs;

[Autoencoder(5, Precision = Precision.Double)]
[Latent.Code(4, Activation.Tanh)]
[Decoder.Dense(5)]
[Likelihood.SquaredError]
internal sealed partial class Unpaired;

[Autoencoder(5, Precision = Precision.Double)]
[Target(3)]
[Corruption.Gaussian(0.5)]
[Latent.Code(4, Activation.Tanh)]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
internal sealed partial class CorruptedPairs;

[Autoencoder(5)]
[Target(2)]
[Latent.Code(2)]
[Decoder.Dense(2)]
[Likelihood.SquaredError]
internal sealed partial class LinearPairs;

[Autoencoder(5, Precision = Precision.Double)]
[Target(3)]
[Condition(2)]
[Latent.Gaussian(2)]
[Decoder.Dense(3)]
[Likelihood.Bernoulli]
[Head.Softmax(3)]
internal sealed partial class ConditionalPairs;
