using RepLearn.Data;
using Xunit;
using Xunit.Abstractions;

namespace RepLearn.Tests.Dsl.Learning;

/// <summary>Posteriors on real digits beside the plain normal one: bounds and likelihoods of held-out digits, means of three seeds.</summary>
public sealed class PosteriorDigitsTests(ITestOutputHelper output)
{
    private const int Seeds = 3;
    private static readonly (ImageSet Train, ImageSet Test) s_images = Digits.Load().Split(0.25, seed: 1);

    // A covariance of low rank is no worse than its diagonal.
    [Fact]
    public void LowRank_ReachesTheBoundOfTheDiagonal()
    {
        Score diagonal = Mean("diagonal", seed => new DiagonalDigits(seed));
        Score lowRank = Mean("low rank", seed => new LowRankDigits(seed));
        Assert.InRange(lowRank.Bound, diagonal.Bound - 3, diagonal.Bound + 0.3);
    }

    // A sphere of as many dimensions of its own as the plane.
    [Fact]
    public void Directions_ExplainDigitsAsWellAsTheNormalCode()
    {
        Score plane = Mean("two values", seed => new PlaneDigits(seed));
        Score sphere = Mean("sphere in three dimensions", seed => new SphereDigits(seed));
        Assert.InRange(sphere.Likelihood, plane.Likelihood - 0.5, plane.Likelihood + 3);
        Assert.InRange(sphere.Divergence, 2, 10);
    }

    // Several straight-through draws give the discrete model a better likelihood than one. Relaxed ones do not here: their divergence, which grows without
    // bound as classes become sure, leaves codes nearly empty.
    [Fact]
    public void WeighedClasses_ExplainDigitsBetter()
    {
        Score one = Mean("classes", seed => new ClassDigits(seed));
        Score several = Mean("classes, five draws", seed => new WeighedClassDigits(seed));
        Assert.InRange(several.Likelihood, one.Likelihood + 0.1, one.Likelihood + 3);
    }

    private Score Mean(string name, Func<ulong, Autoencoder<float>> make)
    {
        Score[] scores = [.. Enumerable.Range(1, Seeds).Select(seed => Train(make((ulong)seed), (ulong)seed))];
        var mean = new Score(scores.Average(score => score.Bound), scores.Average(score => score.Divergence), scores.Average(score => score.Likelihood));
        output.WriteLine($"{name}: negative bound {mean.Bound:F2}, divergence {mean.Divergence:F2}, ln p {mean.Likelihood:F2} ({string.Join(", ", scores.Select(score => $"{score.Likelihood:F2}"))})");
        return mean;
    }

    private static Score Train(Autoencoder<float> model, ulong seed)
    {
        using (model)
        {
            model.Fit(s_images.Train, new FitOptions { Epochs = 40, BatchSize = 64, Optimizer = new Adam(2e-3), Seed = seed });
            Losses losses = model.Test(s_images.Test, new NoiseKey(1, 0));
            double divergence = losses.Metrics.Names.Contains("effectiveSamples") ? losses.Metrics["divergence"] : losses["kl"];
            return new Score(losses.Total, divergence, model.LogLikelihood(s_images.Test.Pixels.Span, 64).Average());
        }
    }

    /// <param name="Bound">Nats that the tested loss has.</param>
    /// <param name="Likelihood">The estimate of ln p(x) by 64 draws.</param>
    private sealed record Score(double Bound, double Divergence, double Likelihood);
}

[Autoencoder(64), Encoder.Dense(64, Activation.Relu), Latent.Gaussian(8), Decoder.Dense(64, Activation.Relu), Decoder.Dense(64), Likelihood.Bernoulli]
internal sealed partial class DiagonalDigits;

[Autoencoder(64), Encoder.Dense(64, Activation.Relu), Latent.Gaussian(8, Covariance = Covariance.LowRank, Rank = 2)]
[Decoder.Dense(64, Activation.Relu), Decoder.Dense(64), Likelihood.Bernoulli]
internal sealed partial class LowRankDigits;

[Autoencoder(64), Encoder.Dense(64, Activation.Relu), Latent.Gaussian(2), Decoder.Dense(64, Activation.Relu), Decoder.Dense(64), Likelihood.Bernoulli]
internal sealed partial class PlaneDigits;

[Autoencoder(64), Encoder.Dense(64, Activation.Relu), Latent.VonMisesFisher(3), Decoder.Dense(64, Activation.Relu), Decoder.Dense(64), Likelihood.Bernoulli]
internal sealed partial class SphereDigits;

[Autoencoder(64), Encoder.Dense(64, Activation.Relu), Latent.Concrete(8, 6, Temperature = 0.7, Hard = true)]
[Decoder.Dense(64, Activation.Relu), Decoder.Dense(64), Likelihood.Bernoulli]
internal sealed partial class ClassDigits;

[Autoencoder(64), Encoder.Dense(64, Activation.Relu), Latent.Concrete(8, 6, Temperature = 0.7, Hard = true)]
[Decoder.Dense(64, Activation.Relu), Decoder.Dense(64), Likelihood.Bernoulli, Objective.Importance(5)]
internal sealed partial class WeighedClassDigits;
