using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>Vector quantisation: the nearest codes, their numbers, the codebook's moving averages and its dead codes, and what holds its state.</summary>
public sealed class QuantizedTests : IDisposable
{
    private const int Rows = 30;
    private const int Codes = 6;
    private const int Dimension = 2;
    private const int Vectors = 2;
    private const double Smoothing = 1e-5;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Codes_AreTheNearest()
    {
        using QuantizedLine model = Trained();
        double[] batch = Batch();
        int[] indices = model.EncodeIndices(batch);
        double[] codes = model.Encode(batch);
        double[] codebook = Value(model, "latentCodebook");
        double[] vectors = VectorsOf(model, batch);
        Assert.Equal(Rows * Vectors, indices.Length);
        for (int place = 0; place < indices.Length; place++)
        {
            Assert.Equal(Nearest(vectors, place, codebook), indices[place]);
            for (int column = 0; column < Dimension; column++)
            {
                Assert.Equal(codebook[(indices[place] * Dimension) + column], codes[(place * Dimension) + column]);
            }
        }
    }

    [Fact]
    public void Numbers_DecodeToTheReconstruction()
    {
        using QuantizedLine model = Trained();
        double[] batch = Batch();
        int[] indices = model.EncodeIndices(batch);
        Assert.Equal(model.Reconstruct(batch), model.DecodeIndices(indices));

        // One row at a time, and more rows than a block has.
        Assert.Equal(indices.Take(Vectors), model.EncodeIndices(batch.AsSpan(0, 3)));
        double[] many = [.. Enumerable.Repeat(batch, 100).SelectMany(rows => rows)];
        int[] numbers = model.EncodeIndices(many);
        Assert.Equal(indices, numbers[^indices.Length..]);
        Assert.Equal(model.Reconstruct(many), model.DecodeIndices(numbers));
    }

    [Fact]
    public void AStep_MovesTheCodebookByItsAverages_WhateverTheOptimiser()
    {
        using QuantizedLine model = Trained();
        double[] batch = Batch();
        double[] vectors = VectorsOf(model, batch);
        double[] codebook = Value(model, "latentCodebook");
        double[] counts = Value(model, "latentCodeCount");
        double[] sums = Value(model, "latentCodeSum");
        for (int code = 0; code < Codes; code++)
        {
            int[] own = [.. Enumerable.Range(0, Rows * Vectors).Where(place => Nearest(vectors, place, codebook) == code)];
            counts[code] = (0.75 * counts[code]) + (0.25 * own.Length);
            for (int column = 0; column < Dimension; column++)
            {
                int at = (code * Dimension) + column;
                sums[at] = (0.75 * sums[at]) + (0.25 * own.Sum(place => vectors[(place * Dimension) + column]));
            }
        }

        model.Fit(batch, new FitOptions { Epochs = 1, BatchSize = Rows, Optimizer = new AdamW(1e-2, weightDecay: 0.5), ClipNorm = 1e-9 });

        Near(counts, Value(model, "latentCodeCount"));
        Near(sums, Value(model, "latentCodeSum"));
        double total = counts.Sum();
        double[] codes = [.. sums.Select((sum, at) => counts[at / Dimension] > 0
            ? sum / ((counts[at / Dimension] + Smoothing) * total / (total + (Codes * Smoothing)))
            : codebook[at])];
        Near(codes, Value(model, "latentCodebook"));
    }

    // Without revival a code that nothing was ever nearest to stays where it was.
    [Fact]
    public void ACodeWithoutHistory_StaysUnlessItIsRevived()
    {
        using var model = new QuantizedLine(1);
        double[] first = Value(model, "latentCodebook");
        first[0] = first[1] = 1000;
        first.CopyTo(Parameter(model, "latentCodebook"));
        model.Fit(Batch(), new FitOptions { Epochs = 3, BatchSize = Rows });
        Assert.Equal([1000, 1000], Value(model, "latentCodebook")[..2]);
        Assert.Equal(0, Value(model, "latentCodeCount")[0]);
    }

    [Fact]
    public void DeadCodes_TakeThePlacesOfDifferentVectorsOfTheBatch()
    {
        using var model = new RevivedLine(1);
        Parameter(model, "latentCodebook").Clear();
        double[] batch = Batch();
        double[] vectors = VectorsOf(model, batch);
        double[] before = model.Parameters.ToArray();
        model.Backward(batch, new NoiseKey(7, 8));
        double[] codebook = Gradient(model, "latentCodebook");
        double[] counts = Gradient(model, "latentCodeCount");
        double[] sums = Gradient(model, "latentCodeSum");

        // Of equal codes the first is nearest to all; the other five are dead.
        const double total = 0.25 * Rows * Vectors;
        Assert.Equal(total, counts[0], 1e-12);
        var places = new HashSet<int>();
        for (int code = 1; code < Codes; code++)
        {
            double[] revived = codebook[(code * Dimension)..((code + 1) * Dimension)];
            int place = Enumerable.Range(0, Rows * Vectors).Single(place => IsNear(vectors.AsSpan(place * Dimension, Dimension), revived));
            Assert.True(places.Add(place), $"Codes {code} and another are both vector {place}.");
            Assert.Equal(total / Codes, counts[code], 1e-12);
            Near([.. revived.Select(value => value * total / Codes)], sums[(code * Dimension)..((code + 1) * Dimension)]);
        }

        Near([Mean(vectors, 0), Mean(vectors, 1)], codebook[..Dimension], 1e-5);
        Assert.Equal(before, model.Parameters.ToArray());

        // Other draws for another key, the same for the same one.
        model.Backward(batch, new NoiseKey(7, 9));
        Assert.NotEqual(codebook, Gradient(model, "latentCodebook"));
        model.Backward(batch, new NoiseKey(7, 8));
        Assert.Equal(codebook, Gradient(model, "latentCodebook"));
    }

    [Fact]
    public void PerplexityAndUse_AreThoseOfTheShares()
    {
        using QuantizedLine model = Trained();
        double[] batch = Batch();
        double[] shares = [.. model.EncodeIndices(batch).GroupBy(index => index).Select(group => group.Count() / (double)(Rows * Vectors))];
        LossMetrics metrics = model.Test(batch, default).Metrics;
        Assert.Equal(Math.Exp(-shares.Sum(share => share * Math.Log(share))), metrics["perplexity"], 1e-9);
        Assert.Equal(shares.Length / (double)Codes, metrics["usedCodes"], 1e-12);
        Assert.InRange(shares.Length, 2, Codes);

        double[] vectors = VectorsOf(model, batch);
        double error = vectors.Zip(model.Encode(batch)).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / Rows;
        Assert.Equal(error, metrics["quantizationError"], 1e-9);
        Assert.Equal(0.5 * error, model.Test(batch, default)["commitment"], 1e-9);
    }

    // ∂L/∂z = ∂L/∂e + 2 β (z − e) / rows, e what the decoder gets.
    [Fact]
    public void TheGradientOfACode_IsThatOfItsVector()
    {
        using QuantizedLine model = Trained();
        double[] batch = Batch();
        model.Backward(batch, default);
        double[] weight = Value(model, "decoder1Weight");
        double[] outputs = model.Reconstruct(batch);
        double[] codes = model.Encode(batch);
        double[] vectors = VectorsOf(model, batch);
        var expected = new double[Vectors * Dimension];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < expected.Length; column++)
            {
                double slope = Enumerable.Range(0, 3).Sum(output => 2 * (outputs[(row * 3) + output] - batch[(row * 3) + output]) * weight[(column * 3) + output]);
                int at = (row * expected.Length) + column;
                expected[column] += (slope + (2 * 0.5 * (vectors[at] - codes[at]))) / Rows;
            }
        }

        Near(expected, Gradient(model, "encoder1Bias"), 1e-9);
    }

    [Fact]
    public void State_IsSavedAndCloned()
    {
        using QuantizedLine model = Trained();
        model.Save(_folder["model.safetensors"]);
        using QuantizedLine loaded = QuantizedLine.Load(_folder["model.safetensors"]);
        using QuantizedLine clone = model.Clone();
        Assert.Equal(model.Parameters.ToArray(), loaded.Parameters.ToArray());
        Assert.Equal(model.Parameters.ToArray(), clone.Parameters.ToArray());
        Assert.Throws<ModelFileException>(() => WiderQuantizedLine.Load(_folder["model.safetensors"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AResumedFit_HasTheSameCodebook(int threads)
    {
        using var whole = new RevivedLine(1) { Threads = threads };
        using var first = new RevivedLine(1);
        using var second = new RevivedLine(1);
        double[] data = Batch();
        FitOptions options = new() { Epochs = 6, BatchSize = 7, Checkpoint = _folder["fit.safetensors"] };
        whole.Fit(data, options with { Checkpoint = null });
        first.Fit(data, options with { Epochs = 3 });
        second.Fit(data, options with { Resume = true });
        Assert.Equal(whole.Parameters.ToArray(), second.Parameters.ToArray());
    }

    [Fact]
    public void TheBestEpoch_HasItsCodebook()
    {
        using var model = new RevivedLine(1);
        double[] data = Batch();
        FitReport report = model.Fit(data, data, new FitOptions { Epochs = 8, BatchSize = 8, Optimizer = new Sgd(0.05) });
        Assert.Equal(report.Epochs[report.KeptEpoch!.Value - 1].Validation!.Value.Total, model.Test(data, new NoiseKey(0, 0)).Total, 1e-9);
    }

    [Fact]
    public void WhatIsNoCode_IsRefused()
    {
        using QuantizedLine model = Trained();
        double[] batch = Batch();
        Assert.Contains("from 0 to 5", Assert.Throws<ArgumentOutOfRangeException>(() => model.DecodeIndices([0, 1, 2, 6])).Message, StringComparison.Ordinal);
        Assert.Contains("number 2 of row 2", Assert.Throws<ArgumentOutOfRangeException>(() => model.DecodeIndices([0, 1, 2, -1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.DecodeIndices([0, 1, 2]));
        Assert.Throws<ArgumentException>(() => model.EncodeIndices(batch, new int[3]));
        Assert.Contains("ByGradient", Assert.Throws<InvalidOperationException>(() => model.Backward(batch, default, 0, 2 * Rows)).Message, StringComparison.Ordinal);
        using var plain = new ConcreteLine(1);
        Assert.Contains("Latent.VectorQuantized", Assert.Throws<InvalidOperationException>(() => plain.EncodeIndices([1.0])).Message, StringComparison.Ordinal);
        Assert.Equal((Vectors, Codes, 0, 0), (model.Info.IndexCount, model.Info.CodebookSize, plain.Info.IndexCount, plain.Info.CodebookSize));
    }

    private static QuantizedLine Trained()
    {
        var model = new QuantizedLine(3);
        model.Fit(Batch(), new FitOptions { Epochs = 5, BatchSize = 10 });
        return model;
    }

    // What the encoder gives: x W + b.
    private static double[] VectorsOf(Autoencoder<double> model, double[] batch)
    {
        double[] weight = Value(model, "encoder1Weight");
        double[] bias = Value(model, "encoder1Bias");
        return [.. Enumerable.Range(0, Rows * 4).Select(at => bias[at % 4] + Enumerable.Range(0, 3).Sum(input => batch[(at / 4 * 3) + input] * weight[(input * 4) + (at % 4)]))];
    }

    private static int Nearest(double[] vectors, int place, double[] codebook) =>
        Enumerable.Range(0, Codes).MinBy(code => Enumerable.Range(0, Dimension).Sum(column => Math.Pow(vectors[(place * Dimension) + column] - codebook[(code * Dimension) + column], 2)));

    private static bool IsNear(ReadOnlySpan<double> left, ReadOnlySpan<double> right) => Math.Abs(left[0] - right[0]) + Math.Abs(left[1] - right[1]) < 1e-12;

    private static double Mean(double[] vectors, int column) => vectors.Where((_, at) => at % Dimension == column).Average();

    private static double[] Batch()
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, Rows * 3).Select(_ => random.NextDouble())];
    }

    private static void Near(double[] expected, double[] actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * Math.Max(1, Math.Abs(pair.First))));
    }

    private static Span<double> Parameter(Autoencoder<double> model, string name)
    {
        ParameterInfo found = Array.Find(model.Info.Layout, parameter => parameter.Name == name)!;
        return model.Parameters.Slice(found.Offset, found.Length);
    }

    private static double[] Value(Autoencoder<double> model, string name) => Parameter(model, name).ToArray();

    private static double[] Gradient(Autoencoder<double> model, string name)
    {
        ParameterInfo found = Array.Find(model.Info.Layout, parameter => parameter.Name == name)!;
        return model.Gradients.Slice(found.Offset, found.Length).ToArray();
    }
}

[Autoencoder(3, Precision = Precision.Double)]
[Encoder.Dense(4)]
[Latent.VectorQuantized(6, 2, Commitment = 0.5, Decay = 0.75, Revival = 0)]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
internal sealed partial class QuantizedLine;

[Autoencoder(3, Precision = Precision.Double)]
[Encoder.Dense(4)]
[Latent.VectorQuantized(6, 2, Decay = 0.75)]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
internal sealed partial class RevivedLine;

[Autoencoder(3, Precision = Precision.Double)]
[Encoder.Dense(4)]
[Latent.VectorQuantized(6, 4)]
[Decoder.Dense(3)]
[Likelihood.SquaredError]
internal sealed partial class WiderQuantizedLine;
