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

    /// <summary>
    /// Independent Laplace variables with the decoder's locations and one fixed scale: <c>Σᵢ |xᵢ − μᵢ| / b + ln 2b</c>. Outliers pull less than
    /// with <see cref="GaussianAttribute"/>, and outputs are medians.
    /// </summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class LaplaceAttribute : Attribute
    {
        /// <summary>The scale b, in the units of the input; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250; 1 if not given.</summary>
        public double Scale { get; set; } = 1;
    }

    /// <summary>
    /// Counts: independent Poisson variables of whose rates the decoder gives the logarithms, <c>Σᵢ exp(lᵢ) − xᵢ lᵢ + ln Γ(xᵢ + 1)</c>. Inputs are at
    /// least 0; of whole numbers it is the negative log-likelihood with all constants, of others, such as weighted counts, the same formula with the
    /// same best rates. The last layer starts near rates of 1: scale the data, or expect a long way to counts of thousands. Decoding gives rates.
    /// </summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class PoissonAttribute : Attribute;

    /// <summary>
    /// Categorical variables, each a group of as many neighbouring values as it has classes: <c>−Σᵢ xᵢ ln pᵢ</c> with p the softmax of the group's
    /// outputs. Inputs are one-hot, a 1 at the class and zeros beside it, or any probabilities that add up to 1. Decoding gives probabilities.
    /// </summary>
    /// <param name="classes">Values in a group, from 2 to 1,000,000. An example has a whole number of groups.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class CategoricalAttribute(int classes) : Attribute
    {
        /// <summary>Values in a group.</summary>
        public int Classes { get; } = classes;
    }

    /// <summary>
    /// Independent variables that are normal near the decoder's locations and Laplace beyond (Huber 1964):
    /// <c>Σᵢ ρ(xᵢ − μᵢ) + ln Z</c> with <c>ρ(r) = ½ r²</c> up to <c>|r| = δ</c>, else <c>δ |r| − ½ δ²</c>, and
    /// <c>Z = √2π erf(δ / √2) + 2 / δ exp(−½ δ²)</c>. Without <c>ln Z</c>, which is the same for all outputs, it is the Huber loss.
    /// </summary>
    /// <param name="delta">The distance δ at which squares become absolute values, in the units of the input; above 0, in float from 1e-15 to 1e15 and in double from 1e-125 to 1e125.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class HuberAttribute(double delta) : Attribute
    {
        /// <summary>The distance at which squares become absolute values.</summary>
        public double Delta { get; } = delta;
    }

    /// <summary><c>Σᵢ (xᵢ − x̂ᵢ)²</c>, which is not a log-likelihood: no constants, no factor ½.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class SquaredErrorAttribute : Attribute;
}
