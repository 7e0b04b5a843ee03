using RepLearn;

namespace ExplorerSample.Codes;

/// <summary>
/// Standard deviations of a posterior <c>N(μ, σ²)</c> with the prior <c>N(0, 1)</c>, from what a model tells of it: the mean and the divergence
/// <c>KL = ½ (μ² + σ² − 1 − ln σ²)</c>. Of its two solutions σ it is the one up to 1, because a posterior is narrower than its prior.
/// </summary>
internal static class PosteriorDeviations
{
    // Each step of Newton's method doubles the digits but near σ = 1, where it halves the distance.
    private const int Steps = 40;

    /// <summary>The deviations of examples' codes.</summary>
    /// <param name="model">A model with <c>[Latent.Gaussian]</c> whose values are independent.</param>
    /// <param name="pixels">Examples, one per row.</param>
    /// <param name="means">Their codes.</param>
    /// <returns>One deviation for each value of <paramref name="means"/>.</returns>
    public static float[] Of(Autoencoder<float> model, ReadOnlySpan<float> pixels, ReadOnlySpan<float> means)
    {
        var divergences = new float[means.Length];
        model.Divergence(pixels, divergences);
        for (int place = 0; place < divergences.Length; place++)
        {
            divergences[place] = (float)Of(means[place], divergences[place]);
        }

        return divergences;
    }

    /// <summary>The deviation of one value.</summary>
    /// <param name="mean">The posterior's mean.</param>
    /// <param name="divergence">Its divergence from the prior, in nats.</param>
    public static double Of(double mean, double divergence)
    {
        // f(u) = e^u − 1 − u − rest with u = ln σ² falls towards its root and is convex: from the left Newton's method never passes it.
        double rest = Math.Max(0, (2 * divergence) - (mean * mean));
        double logarithm = -rest - 1;
        for (int step = 0; step < Steps && logarithm < 0; step++)
        {
            double slope = Math.Exp(logarithm) - 1;
            double change = (Math.Exp(logarithm) - 1 - logarithm - rest) / slope;
            logarithm -= change;
        }

        return Math.Exp(Math.Min(logarithm, 0) / 2);
    }
}
