using RepLearn.Runtime;
using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>Sparse dictionaries by hand: their codes as active units alone, the variance they explain, prefixes, and what is refused.</summary>
public sealed class DictionaryCodeTests
{
    // Blocks of calls have 1024 rows.
    private const int Rows = 1300;
    private const int Inputs = 6;

    public static TheoryData<string> Kinds => [.. s_kinds.Keys];

    private static readonly Dictionary<string, Func<Autoencoder<double>>> s_kinds = new(StringComparer.Ordinal)
    {
        [nameof(ListedTopK)] = () => new ListedTopK(1),
        [nameof(ListedBatchTopK)] = () => new ListedBatchTopK(1),
        [nameof(ListedJumpRelu)] = () => new ListedJumpRelu(1),
        [nameof(ListedGated)] = () => new ListedGated(1),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TheActiveUnits_AreTheCodeWithoutItsZeros(string kind)
    {
        using Autoencoder<double> model = s_kinds[kind]();
        double[] data = Data();
        model.Fit(data, new FitOptions { Epochs = 1, BatchSize = 100, Optimizer = new Adam(1e-2) });
        double[] codes = model.Encode(data);
        (int[] units, double[] values) = model.EncodeSparse(data);
        int places = model.Info.MostActive;
        Assert.Equal(Rows * places, units.Length);
        int active = 0;
        for (int row = 0; row < Rows; row++)
        {
            int[] expected = [.. Enumerable.Range(0, model.Info.LatentSize).Where(unit => codes[(row * model.Info.LatentSize) + unit] != 0)];
            Assert.Equal([.. expected, .. Enumerable.Repeat(-1, places - expected.Length)], units[(row * places)..((row + 1) * places)]);
            Assert.Equal(
                [.. expected.Select(unit => codes[(row * model.Info.LatentSize) + unit]), .. new double[places - expected.Length]], values[(row * places)..((row + 1) * places)]);
            active += expected.Length;
        }

        Assert.Equal((double)active / Rows, model.Test(data, default).Metrics["activeUnits"], 1e-12);
        Assert.InRange(active, 1, (Rows * model.Info.LatentSize) - 1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TheExplainedVariance_IsThatOfTheOutputs(string kind)
    {
        using Autoencoder<double> model = s_kinds[kind]();
        double[] data = Data()[..(900 * Inputs)];
        double explained = Explained(data, model.Reconstruct(data));
        Assert.Equal(explained, model.Test(data, default).Metrics["explainedVariance"], 1e-12 * Math.Max(1, Math.Abs(explained)));

        // All the same, of which a mean explains everything, whatever its rounding.
        foreach (int rows in (int[])[1, 3, 7, 10, 1000])
        {
            Assert.All([0.5, 0.1, 1.0 / 3, 123.456], value => Assert.Equal(0, model.Evaluate([.. Enumerable.Repeat(value, rows * Inputs)], default).Metrics["explainedVariance"]));
        }
    }

    // Where the squares of targets are infinite in single precision it cannot be told; Test says that the reconstruction is infinite.
    [Fact]
    public void TheExplainedVariance_IsZero_WhereSquaresOverflow()
    {
        using var model = new ListedSingle(1);
        float[] data = [.. Data().Select(value => 1e20f * (float)value)];
        Losses losses = model.Evaluate(data, default);
        Assert.Equal((double.PositiveInfinity, 0.0), (losses["reconstruction"], losses.Metrics["explainedVariance"]));
        Assert.Throws<NotFiniteNumberException>(() => model.Test(data, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Prefixes_AreReconstructionsByTheFirstUnits(bool perExample)
    {
        using Autoencoder<double> model = perExample ? new NestedTopK(1) : new NestedBatchTopK(1);
        double[] data = Data();
        model.Fit(data, new FitOptions { Epochs = 1, BatchSize = 100, Optimizer = new Adam(1e-2) });
        double[] codes = model.Encode(data);
        Losses losses = model.Test(data, default);
        Assert.Equal(Error(int.MaxValue), losses["reconstruction"], 1e-10);
        Assert.Equal(Error(2) + Error(9), losses["prefixes"], 1e-10);
        Assert.True(Error(2) > Error(9) && Error(9) > Error(int.MaxValue));

        double Error(int count)
        {
            int size = model.Info.LatentSize;
            double[] outputs = model.Decode([.. codes.Select((value, index) => index % size < count ? value : 0)]);
            return outputs.Zip(data, (output, value) => (output - value) * (output - value)).Sum() / Rows;
        }
    }

    // Gate and values are two maps with the same directions, and the gate's own reconstruction is by the same decoder.
    [Fact]
    public void AGatedCode_IsTheFormulas()
    {
        using var model = new ListedGated(3);
        var random = new Random(2);
        foreach (ref double parameter in model.Parameters)
        {
            parameter += random.NextDouble() - 0.5;
        }

        double[] data = Data();
        double[] weight = Of(model, "codeWeight"), bias = Of(model, "codeBias"), factor = Of(model, "codeLogMagnitude"), shift = Of(model, "codeMagnitudeBias"), centre = Of(model, "decoder1Bias");
        int size = model.Info.LatentSize;
        var codes = new double[Rows * size];
        var gates = new double[Rows * size];
        for (int index = 0; index < codes.Length; index++)
        {
            (int row, int unit) = Math.DivRem(index, size);
            double product = Enumerable.Range(0, Inputs).Sum(input => (data[(row * Inputs) + input] - centre[input]) * weight[(unit * Inputs) + input]);
            gates[index] = Math.Max(product + bias[unit], 0);
            codes[index] = gates[index] > 0 ? Math.Max((Math.Exp(factor[unit]) * product) + shift[unit], 0) : 0;
        }

        Assert.All(codes.Zip(model.Encode(data)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Losses losses = model.Test(data, default);
        Assert.Equal(gates.Sum() / Rows, losses.Metrics["gateSum"], 1e-10);
        Assert.Equal(0.3 * gates.Sum() / Rows, losses["sparsity"], 1e-10);
        Assert.Equal(model.Decode(gates).Zip(data, (output, value) => (output - value) * (output - value)).Sum() / Rows, losses["gate"], 1e-9);
    }

    [Fact]
    public void WhatHasNoSparseCode_OrOtherRoom_IsRefused()
    {
        using var plain = new UnitRowsSmall(1);
        Assert.Equal(0, plain.Info.MostActive);
        Assert.Contains("has no sparse code", Assert.Throws<InvalidOperationException>(() => plain.EncodeSparse(new double[3])).Message, StringComparison.Ordinal);
        using var model = new ListedTopK(1);
        Assert.Contains("room for 2 rows of 3 values", Assert.Throws<ArgumentException>("units", () => model.EncodeSparse(new double[12], new int[5], new double[6])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("values", () => model.EncodeSparse(new double[12], new int[6], new double[7]));
        Assert.Throws<ArgumentException>("batch", () => model.EncodeSparse(new double[7]));
        Assert.Throws<ArgumentException>(() => model.EncodeSparse([1, 2, 3, double.NaN, 5, 6]));
        ParameterInfo weight = model.Info.Layout.Single(parameter => parameter.Name == "codeWeight");
        model.Parameters.Slice(weight.Offset, weight.Length).Fill(1e200);

        // Unit 7 alone, in the second row.
        model.Parameters.Slice(weight.Offset, weight.Length).Fill(1);
        model.Parameters.Slice(weight.Offset + (7 * Inputs), Inputs).Fill(1e200);
        Assert.StartsWith(
            "Expected a finite code, but that of row 2 has ∞ at unit 7, counted from 0:",
            Assert.Throws<NotFiniteNumberException>(() => model.EncodeSparse([1, 2, 3, 4, 5, 6, 1e200, 2, 3, 4, 5, 6])).Message.Replace("Infinity", "∞", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Contains("how long each unit was not active", Assert.Throws<InvalidOperationException>(() => model.Backward(new double[6], default, 0, 2)).Message, StringComparison.Ordinal);
    }

    private static double Explained(double[] data, double[] outputs)
    {
        double[] means = [.. Enumerable.Range(0, Inputs).Select(column => data.Where((_, index) => index % Inputs == column).Average())];
        double variance = data.Select((value, index) => Math.Pow(value - means[index % Inputs], 2)).Sum();
        return 1 - (data.Zip(outputs, (value, output) => Math.Pow(value - output, 2)).Sum() / variance);
    }

    private static double[] Of(Autoencoder<double> model, string name)
    {
        ParameterInfo place = model.Info.Layout.Single(parameter => parameter.Name == name);
        return model.Parameters.Slice(place.Offset, place.Length).ToArray();
    }

    private static double[] Data() => [.. Enumerable.Range(0, Rows * Inputs).Select(index => Math.Sin(1.7 * index) + (0.3 * Math.Cos(0.31 * index)))];
}

[Autoencoder(6), Latent.TopK(20, 3), Decoder.Dense(6), Likelihood.SquaredError]
internal sealed partial class ListedSingle;

[Autoencoder(6, Precision = Precision.Double), Latent.TopK(20, 3), Decoder.Dense(6), Likelihood.SquaredError]
internal sealed partial class ListedTopK;

[Autoencoder(6, Precision = Precision.Double), Latent.BatchTopK(20, 3), Decoder.Dense(6), Likelihood.Gaussian]
internal sealed partial class ListedBatchTopK;

[Autoencoder(6, Precision = Precision.Double), Latent.JumpRelu(20, 0.1, Threshold = 0.2, Bandwidth = 0.2), Decoder.Dense(6), Likelihood.SquaredError]
internal sealed partial class ListedJumpRelu;

[Autoencoder(6, Precision = Precision.Double), Latent.Gated(20, 0.3), Decoder.Dense(6), Likelihood.SquaredError]
internal sealed partial class ListedGated;

[Autoencoder(6, Precision = Precision.Double), Latent.Matryoshka(20, 3, Prefixes = new[] { 2, 9 }), Decoder.Dense(6), Likelihood.SquaredError]
internal sealed partial class NestedBatchTopK;

[Autoencoder(6, Precision = Precision.Double), Latent.Matryoshka(20, 3, Prefixes = new[] { 2, 9 }, PerExample = true), Decoder.Dense(6), Likelihood.SquaredError]
internal sealed partial class NestedTopK;
