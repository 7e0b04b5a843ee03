using Xunit;

namespace RepLearn.Tests.Dsl.Models;

// Posteriors as means and deviations.
public sealed class PosteriorTests
{
    private const int Width = 19;

    // More rows than are encoded at a time, so that each row has to come from its own block.
    private const int Count = 1500;

    private static readonly float[] s_rows = Draw();

    [Fact]
    public void MeansAreTheCodes_AndTheDivergenceIsThatOfMeansAndDeviations()
    {
        using var model = new Penalties(3);
        (float[] means, float[] deviations) = model.EncodePosterior(s_rows);
        var divergences = new float[means.Length];
        model.Divergence(s_rows, divergences);

        Assert.Equal(model.Encode(s_rows), means);
        for (int index = 0; index < means.Length; index++)
        {
            // KL(N(μ, σ²) ‖ N(0, 1)), Kingma and Welling 2014, appendix B
            double variance = (double)deviations[index] * deviations[index];
            double expected = 0.5 * (((double)means[index] * means[index]) + variance - Math.Log(variance) - 1);
            Assert.Equal(expected, divergences[index], 2e-6 * Math.Max(1, expected));
        }
    }

    // A draw of a step is μ + σ ε with the same σ: the score of draws has the same divergence as the posterior in closed form.
    [Fact]
    public void TheScoreOfAnExample_IsTheSumOverItsDimensions()
    {
        using var model = new Posterior(3);
        var divergences = new float[Count * 4];
        model.Divergence(s_rows, divergences);
        ReadOnlySpan<double> scores = model.Score(s_rows)["divergence"];
        for (int row = 0; row < Count; row++)
        {
            Assert.Equal(divergences.AsSpan(row * 4, 4).ToArray().Sum(value => (double)value), scores[row], 1e-5);
        }
    }

    [Fact]
    public void BadRooms_AndOtherCodes_AreRefused()
    {
        using var model = new Posterior(3);
        float[] rows = s_rows[..(2 * Width)];
        var room = new float[16];
        Assert.Throws<ArgumentException>("means", () => model.EncodePosterior(rows, room.AsSpan(0, 7), room.AsSpan(8, 8)));
        Assert.Throws<ArgumentException>("deviations", () => model.EncodePosterior(rows, room.AsSpan(0, 8), room.AsSpan(8, 7)));
        Assert.Throws<ArgumentException>("deviations", () => model.EncodePosterior(rows, room.AsSpan(0, 8), room.AsSpan(7, 8)));
        Assert.Throws<ArgumentException>("batch", () => model.EncodePosterior(rows.AsSpan(1)));
        using var plain = new Plain(1);
        Assert.Contains("Plain has no posterior of independent normal variables", Assert.Throws<InvalidOperationException>(() => plain.EncodePosterior(rows)).Message, StringComparison.Ordinal);
    }

    private static float[] Draw()
    {
        var random = new Random(8);
        return [.. Enumerable.Range(0, Count * Width).Select(_ => random.NextSingle())];
    }
}

[Autoencoder(19)]
[Encoder.Dense(11, Activation.Tanh)]
[Latent.Gaussian(4)]
[Decoder.Dense(19)]
[Likelihood.Bernoulli]
internal sealed partial class Posterior;
