using Xunit;

namespace RepLearn.Tests.Dsl.Learning;

/// <summary>
/// Sparse dictionaries find the directions that data were made of: 64 of them in 24 dimensions, each example a sum of three with factors from 0.5
/// to 1.5.
/// </summary>
public sealed class DictionaryTests
{
    private const int Inputs = 24;
    private const int Directions = 64;
    private const int Active = 3;
    private const int Rows = 20_000;

    private static readonly Dictionary<string, Func<ulong, Autoencoder<float>>> s_kinds = new(StringComparer.Ordinal)
    {
        [nameof(TopKDictionary)] = seed => new TopKDictionary(seed),
        [nameof(BatchTopKDictionary)] = seed => new BatchTopKDictionary(seed),
        [nameof(JumpReluDictionary)] = seed => new JumpReluDictionary(seed),
        [nameof(GatedDictionary)] = seed => new GatedDictionary(seed),
        [nameof(MatryoshkaDictionary)] = seed => new MatryoshkaDictionary(seed),
    };

    public static TheoryData<string> Kinds => [.. s_kinds.Keys];

    // Means of three seeds, and nearly as many active units as were added up.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void ADictionary_FindsTheDirections(string kind)
    {
        var found = new List<(double Cosine, double Dead, double Active)>();
        for (int seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            double[][] directions = [.. Enumerable.Range(0, Directions).Select(_ => Direction(random))];
            float[] data = Examples(directions, random);
            using Autoencoder<float> model = s_kinds[kind]((ulong)seed);
            model.Fit(data, new FitOptions { Epochs = 40, BatchSize = 256, Optimizer = new Adam(3e-3), Seed = (ulong)seed });
            found.Add((MeanMaxCosine(model, directions), DeadUnits(model.Encode(data), model.Info.LatentSize), model.Test(data, default).Metrics["activeUnits"]));
        }

        string text = string.Join("; ", found);
        Assert.True(found.Average(run => run.Cosine) >= (kind == nameof(TopKDictionary) ? 0.95 : 0.9), text);
        Assert.True(found.Average(run => run.Dead) < 0.05, text);
        Assert.InRange(found.Average(run => run.Active), Active - 1, Active + 2);
    }

    private static double[] Direction(Random random)
    {
        double[] values = [.. Enumerable.Range(0, Inputs).Select(_ => Normal(random))];
        double length = Math.Sqrt(values.Sum(value => value * value));
        return [.. values.Select(value => value / length)];
    }

    private static float[] Examples(double[][] directions, Random random)
    {
        var data = new float[Rows * Inputs];
        int[] order = [.. Enumerable.Range(0, Directions)];
        for (int row = 0; row < Rows; row++)
        {
            random.Shuffle(order);
            foreach (int direction in order.AsSpan(0, Active))
            {
                double factor = 0.5 + random.NextDouble();
                for (int column = 0; column < Inputs; column++)
                {
                    data[(row * Inputs) + column] += (float)(factor * directions[direction][column]);
                }
            }
        }

        return data;
    }

    // The mean over directions of the largest cosine with a row of the decoder, which has the length 1.
    private static double MeanMaxCosine(Autoencoder<float> model, double[][] directions)
    {
        ParameterInfo weight = model.Info.Layout.Single(parameter => parameter.Name == "decoder1Weight");
        float[] rows = model.Parameters.Slice(weight.Offset, weight.Length).ToArray();
        return directions.Average(direction => Enumerable.Range(0, weight.Rows).Max(
            unit => Enumerable.Range(0, Inputs).Sum(column => direction[column] * rows[(unit * Inputs) + column])));
    }

    // The share of units that are active in no example.
    private static double DeadUnits(float[] codes, int units) =>
        Enumerable.Range(0, units).Count(unit => Enumerable.Range(0, codes.Length / units).All(row => codes[(row * units) + unit] == 0)) / (double)units;

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

[Autoencoder(24)]
[Latent.TopK(64, 3, DeadAfter = 5000, RevivedUnits = 12)]
[Decoder.Dense(24, UnitRows = true)]
[Likelihood.SquaredError]
internal sealed partial class TopKDictionary;

[Autoencoder(24)]
[Latent.BatchTopK(64, 3, DeadAfter = 5000, RevivedUnits = 12)]
[Decoder.Dense(24, UnitRows = true)]
[Likelihood.SquaredError]
internal sealed partial class BatchTopKDictionary;

[Autoencoder(24)]
[Latent.JumpRelu(64, 0.2, Threshold = 0.3, Bandwidth = 0.3, DeadAfter = 5000, RevivedUnits = 12)]
[Decoder.Dense(24, UnitRows = true)]
[Likelihood.SquaredError]
internal sealed partial class JumpReluDictionary;

[Autoencoder(24)]
[Latent.Gated(64, 0.6, DeadAfter = 5000, RevivedUnits = 12)]
[Decoder.Dense(24, UnitRows = true)]
[Likelihood.SquaredError]
internal sealed partial class GatedDictionary;

[Autoencoder(24)]
[Latent.Matryoshka(64, 3, Prefixes = new[] { 32 }, DeadAfter = 5000, RevivedUnits = 12)]
[Decoder.Dense(24, UnitRows = true)]
[Likelihood.SquaredError]
internal sealed partial class MatryoshkaDictionary;
