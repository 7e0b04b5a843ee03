using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>Categorical variables: their divergence, their draws in training and in tests, their temperature, samples of their prior.</summary>
public class ConcreteTests
{
    private const int Draws = 60_000;

    // Logits of two variables of four classes each.
    private static readonly double[] s_logits = [0, 1, -1, 0.5, 3, 0, 0, -2];

    [Fact]
    public void Divergence_IsThatOfEachVariable()
    {
        using ConcreteLine model = Line(s_logits);
        double[] expected = [.. Probabilities().Chunk(4).Select(variable => variable.Sum(p => p * Math.Log(4 * p)))];
        double[] actual = model.DivergencePerDimension([0.7]);

        Assert.Equal(2, model.Info.DivergenceSize);
        Assert.Equal(2, actual.Length);
        Assert.Equal(expected[0], actual[0], 1e-12);
        Assert.Equal(expected[1], actual[1], 1e-12);
        Assert.Equal(expected.Sum(), model.Backward([0.7], default)["kl"], 1e-12);
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(500.0, 1.3862943611198906)]
    public void Divergence_IsBetweenThoseOfUniformAndSureVariables(double logit, double expected)
    {
        using ConcreteLine model = Line([logit, 0, 0, 0, logit, 0, 0, 0]);
        Assert.All(model.DivergencePerDimension([0.7]), divergence => Assert.Equal(expected, divergence, 1e-12));
        Losses losses = model.Backward([0.7], default);
        Assert.True(double.IsFinite(losses.Total));
        Assert.DoesNotContain(model.Gradients.ToArray(), gradient => !double.IsFinite(gradient));
    }

    [Fact]
    public void Codes_AreTheProbabilities()
    {
        using ConcreteLine model = Line(s_logits);
        Assert.All(model.Encode([0.7]).Zip(Probabilities()), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    // The decoder weighs class c of variable v by 2^(4 v + c), so that its output names the classes; two of them exclude each other.
    [Fact]
    public void DrawsInTests_AreOneHot_WithTheProbabilities()
    {
        using ConcreteLine model = Line(s_logits);
        var counts = new double[8];
        for (int draw = 0; draw < Draws / 1000; draw++)
        {
            double[] errors = Errors(model, new NoiseKey(3, (ulong)draw), 1000);
            foreach (double error in errors)
            {
                int bits = (int)Math.Round(error);
                Assert.Equal(bits, error, 1e-9);
                int first = System.Numerics.BitOperations.TrailingZeroCount(bits & 15);
                int second = System.Numerics.BitOperations.TrailingZeroCount(bits >> 4);
                Assert.Equal((1 << first) + (16 << second), bits);
                counts[first]++;
                counts[4 + second]++;
            }
        }

        double[] probabilities = Probabilities();
        for (int place = 0; place < 8; place++)
        {
            double deviation = Math.Sqrt(probabilities[place] * (1 - probabilities[place]) / Draws);
            Assert.Equal(probabilities[place], counts[place] / Draws, 5 * deviation);
        }
    }

    [Fact]
    public void HardDraws_AreOneHotInTrainingToo()
    {
        using var model = new HardConcreteLine(1);
        Fill(HardConcreteLine.Layout, model.Parameters, s_logits);
        double output = Math.Sqrt(model.Evaluate([0.0], new NoiseKey(8, 1))["reconstruction"]);
        int bits = (int)Math.Round(output);
        Assert.Equal(bits, output, 1e-9);
        Assert.Equal(1, System.Numerics.BitOperations.PopCount((uint)bits & 15));
        Assert.Equal(1, System.Numerics.BitOperations.PopCount((uint)bits >> 4));

        model.Backward([0.0], new NoiseKey(8, 1));
        ParameterInfo bias = Array.Find(model.Info.Layout, parameter => parameter.Name == "logitsBias")!;
        Assert.DoesNotContain(0.0, model.Gradients.Slice(bias.Offset, bias.Length).ToArray());
    }

    // τ = 2 (0.5 / 2)^(step / 100): 2 at the start, 1 half-way, 0.5 from the end on.
    [Theory]
    [InlineData(0, 2.0)]
    [InlineData(50, 1.0)]
    [InlineData(100, 0.5)]
    [InlineData(1000, 0.5)]
    public void TheTemperature_FallsExponentially(long step, double temperature)
    {
        using var falling = new AnnealedLine(1);
        Fill(AnnealedLine.Layout, falling.Parameters, s_logits);
        falling.Step = step;
        double relaxed = falling.Evaluate([0.0], new NoiseKey(4, 2))["reconstruction"];
        Assert.Equal(Relaxed(temperature), Math.Sqrt(relaxed), 1e-9);
    }

    [Fact]
    public void SamplesOfThePrior_AreUniform()
    {
        using ConcreteLine model = Line(s_logits);
        var counts = new int[16];
        foreach (double sample in model.Sample(Draws, 5))
        {
            int bits = (int)Math.Round(sample);
            int first = System.Numerics.BitOperations.TrailingZeroCount(bits & 15);
            int second = System.Numerics.BitOperations.TrailingZeroCount(bits >> 4);
            Assert.Equal((1 << first) + (16 << second), bits);
            counts[(4 * first) + second]++;
        }

        // Each pair of classes is as likely as the others: 5 standard deviations.
        Assert.All(counts, count => Assert.Equal(1.0 / 16, count / (double)Draws, 5 * Math.Sqrt(1.0 / 16 * (15.0 / 16) / Draws)));
    }

    // What the decoder gives of the relaxed draw of the key (4, 2), computed here from the same uniform variables.
    private static double Relaxed(double temperature)
    {
        var uniform = new double[8];
        RepLearn.Numerics.Random.Noise.Uniform<double>(new NoiseKey(4, 2), 0, 0, uniform);
        double output = 0;
        for (int variable = 0; variable < 2; variable++)
        {
            double[] exponentials = [.. Enumerable.Range(4 * variable, 4).Select(place => Math.Exp((s_logits[place] - Math.Log(-Math.Log(uniform[place]))) / temperature))];
            output += exponentials.Select((value, place) => value / exponentials.Sum() * (1 << ((4 * variable) + place))).Sum();
        }

        return output;
    }

    private static double[] Probabilities() =>
        [.. s_logits.Chunk(4).SelectMany(variable => variable.Select(logit => Math.Exp(logit) / variable.Sum(Math.Exp)))];

    // The test's loss of one example is the square of what the decoder gives.
    private static double[] Errors(ConcreteLine model, NoiseKey key, int count)
    {
        var errors = new double[count];
        for (int index = 0; index < count; index++)
        {
            errors[index] = Math.Sqrt(model.Test([0.0], key with { Seed = key.Seed + ((ulong)index << 8) })["reconstruction"]);
        }

        return errors;
    }

    private static ConcreteLine Line(double[] logits)
    {
        var model = new ConcreteLine(1);
        Fill(ConcreteLine.Layout, model.Parameters, logits);
        return model;
    }

    // Logits that do not depend on the input, and a decoder that gives Σ 2^place of the places that are 1.
    private static void Fill(ReadOnlySpan<ParameterInfo> layout, Span<double> parameters, double[] logits)
    {
        parameters.Clear();
        foreach (ParameterInfo parameter in layout)
        {
            if (parameter.Name == "logitsBias")
            {
                logits.CopyTo(parameters[parameter.Offset..]);
            }
            else if (parameter.Name == "decoder1Weight")
            {
                for (int place = 0; place < 8; place++)
                {
                    parameters[parameter.Offset + place] = 1 << place;
                }
            }
        }
    }
}

[Autoencoder(1, Precision = Precision.Double)]
[Latent.Concrete(2, 4)]
[Decoder.Dense(1)]
[Likelihood.SquaredError]
internal sealed partial class ConcreteLine;

[Autoencoder(1, Precision = Precision.Double)]
[Latent.Concrete(2, 4, Hard = true)]
[Decoder.Dense(1)]
[Likelihood.SquaredError]
internal sealed partial class HardConcreteLine;

[Autoencoder(1, Precision = Precision.Double)]
[Latent.Concrete(2, 4, Temperature = 2, FinalTemperature = 0.5, AnnealingSteps = 100)]
[Decoder.Dense(1)]
[Likelihood.SquaredError]
internal sealed partial class AnnealedLine;
