namespace RepLearn;

/// <summary>How an output is compared with the input: a negative log-likelihood in nats, or a squared error.</summary>
public static class Likelihood
{
    /// <summary>
    /// Independent Bernoulli variables whose logits the decoder gives: <c>Σᵢ softplus(lᵢ) − xᵢ lᵢ</c>. Inputs lie in 0..1.
    /// </summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class BernoulliAttribute : Attribute;

    /// <summary>
    /// Independent normal variables with the decoder's means and one fixed standard deviation:
    /// <c>Σᵢ (xᵢ − μᵢ)² / 2σ² + ln σ + ½ ln 2π</c>.
    /// </summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class GaussianAttribute : Attribute
    {
        /// <summary>The standard deviation; above 0, in float from 1e-15 to 1e15 and in double from 1e-125 to 1e125, since the loss divides by its square; 1 if not given.</summary>
        public double Sigma { get; set; } = 1;
    }

    /// <summary>
    /// As <see cref="GaussianAttribute"/>, with one learned standard deviation shared by all outputs (the σ-VAE of
    /// Rybkin et al. 2021).
    /// </summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class GaussianLearnedAttribute : Attribute;

    /// <summary><c>Σᵢ (xᵢ − x̂ᵢ)²</c>, which is not a log-likelihood: no constants, no factor ½.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class SquaredErrorAttribute : Attribute;
}
