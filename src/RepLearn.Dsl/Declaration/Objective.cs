namespace RepLearn;

/// <summary>
/// What a variational autoencoder maximises in place of the evidence lower bound, which is the objective without any of these.
/// </summary>
public static class Objective
{
    /// <summary>
    /// The importance-weighted bound (Burda et al. 2016): <c>E ln 1/k Σᵢ p(x|zᵢ) p(zᵢ) / q(zᵢ|x)</c> over k draws <c>zᵢ ~ q(z|x)</c> for each
    /// example, which lies between the evidence lower bound and <c>ln p(x)</c> and rises with k.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The loss has the term <c>bound</c>, minus the bound in nats, instead of <c>reconstruction</c> and <c>kl</c>. Beside it are the metrics
    /// <c>reconstruction</c>, the mean of <c>−ln p(x|zᵢ)</c>, <c>divergence</c>, the mean of <c>ln q(zᵢ|x) − ln p(zᵢ)</c>, whose sum is at least the term, and
    /// <c>effectiveSamples</c>, <c>(Σ w)² / Σ w²</c>: how many of the k draws share the weight.
    /// </para>
    /// <para>
    /// With k = 1 the two bounds are one: the model is the one without this attribute, with the terms <c>reconstruction</c> and <c>kl</c> and the
    /// divergence in closed form where there is one.
    /// </para>
    /// <para>
    /// The decoder runs k times for each example, in time and in memory. Draws of <see cref="Latent.ConcreteAttribute"/> are relaxed in training and one-hot
    /// in tests, so that the tested bound is that of the discrete model. The latent must be a distribution and the likelihood a density; the
    /// latent's <c>Beta</c>, <c>WarmupSteps</c>, <c>FreeBits</c> and <c>Capacity</c>, a corruption's <c>Emphasis</c>, <see cref="Regularizer.MmdAttribute"/> and
    /// <see cref="Regularizer.TotalCorrelationAttribute"/> have no place in the bound. Any model with densities can be judged by the bound of any k: see <see cref="Autoencoder{T}.LogLikelihood"/>.
    /// </para>
    /// </remarks>
    /// <param name="samples">Draws k for each example, from 1 to 1024.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class ImportanceAttribute(int samples) : Attribute
    {
        /// <summary>Draws for each example.</summary>
        public int Samples { get; } = samples;
    }
}
