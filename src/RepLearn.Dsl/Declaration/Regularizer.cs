namespace RepLearn;

/// <summary>
/// Penalties added to the loss. Each is reported with its weight as a term of its own, and without the weight as a metric: see
/// <see cref="LossMetrics"/>. Penalties on the code use the mean μ of a Gaussian latent, never the drawn sample, and the code of the
/// corrupted input, with the dropout of the step.
/// </summary>
public static class Regularizer
{
    /// <summary><c>weight · Σᵢ |hᵢ|</c> on the code h (the mean μ of a Gaussian latent), averaged over the batch.</summary>
    /// <param name="weight">Factor of the penalty; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class L1Attribute(double weight) : Attribute
    {
        /// <summary>Factor of the penalty.</summary>
        public double Weight { get; } = weight;
    }

    /// <summary><c>weight · Σᵢ hᵢ²</c> on the code h (the mean μ of a Gaussian latent), averaged over the batch.</summary>
    /// <param name="weight">Factor of the penalty; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class L2Attribute(double weight) : Attribute
    {
        /// <summary>Factor of the penalty.</summary>
        public double Weight { get; } = weight;
    }

    /// <summary>
    /// <c>weight · Σᵢ KL(ρ ‖ ρ̂ᵢ)</c> with the batch's mean activation <c>ρ̂ᵢ</c> of each unit of a sigmoid code
    /// (Ng 2011), computed from the logits: a unit that is dead or saturated in the whole batch keeps its gradient.
    /// </summary>
    /// <param name="target">The wanted mean activation ρ, above 0 and below 1, in float after rounding, too.</param>
    /// <param name="weight">Factor of the penalty; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class KlSparsityAttribute(double target, double weight) : Attribute
    {
        /// <summary>The wanted mean activation.</summary>
        public double Target { get; } = target;

        /// <summary>Factor of the penalty.</summary>
        public double Weight { get; } = weight;
    }

    /// <summary>
    /// <c>weight · MMD²</c>: the maximum mean discrepancy between the batch's codes and the same number of draws from the prior. It makes
    /// the codes as a whole follow the prior, and leaves each single code free (Wasserstein autoencoders, Tolstikhin et al. 2018; InfoVAE,
    /// Zhao et
    /// al. 2019). It is the unbiased estimate of Gretton et al. 2012,
    /// <c>Σᵢ≠ⱼ (k(zᵢ, zⱼ) + k(pᵢ, pⱼ)) / (n (n − 1)) − 2 Σᵢⱼ k(zᵢ, pⱼ) / n²</c>, which may be a little below 0, with the inverse multiquadric
    /// kernel <c>Σₛ s C / (s C + ‖z − p‖²)</c> of the scales s = 0.1, 0.2, 0.5, 1, 2, 5 and 10, where C is twice the code's size.
    /// The prior is that of the latent, standard normal for a deterministic code; of a distribution, the drawn samples are compared. Time grows
    /// with the square of the batch, memory does not. It needs batches of many examples: of one there is no pair, only the last sum is left, and codes
    /// are drawn together.
    /// </summary>
    /// <param name="weight">Factor of the penalty; above 0, in float from 1e-30 to 1e30.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class MmdAttribute(double weight) : Attribute
    {
        /// <summary>Factor of the penalty.</summary>
        public double Weight { get; } = weight;
    }

    /// <summary>
    /// <c>weight · KL(q(z) ‖ Πd q(z[d]))</c>, the total correlation of the codes of a Gaussian latent with a diagonal covariance: how far a code's values are
    /// from independent ones over the data. Beside the divergence from the prior it makes β-TCVAE (Chen et al. 2018, "Isolating Sources of
    /// Disentanglement in VAEs") with <c>β = 1 + weight</c>. Codes are drawn samples, and q(z) is the mixture of the posteriors of the batch.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The metrics beside the term are the parts of the divergence from the prior, in nats per example: <c>mutualInformation</c> of example and code,
    /// <c>correlation</c>, the total correlation, and <c>dimensionDivergence</c>, <c>Σd KL(q(z[d]) ‖ p(z[d]))</c> (with a learned prior,
    /// <c>KL(Πd q(z[d]) ‖ p(z))</c>). Their sum is the divergence, estimated with one draw for each example.
    /// </para>
    /// <para>
    /// The paper's estimate for n training examples and batches of m, minibatch weighted sampling, divides each density by n m where this divides by
    /// m. Gradients are the same, and the figures here those of the batch as if it were all data: the paper's is larger by ln n for the mutual information and by (d − 1) ln n for the
    /// total correlation, and smaller by d ln n for the third, d the code's size. They depend on the batch: mutual information is at most ln m,
    /// and a total correlation falls towards that of all data as m rises. <c>Test</c> takes blocks of 1024 examples; compare models by these.
    /// </para>
    /// <para>
    /// Time grows with the square of the batch, memory does not. Of a batch of one example the total correlation is 0.
    /// </para>
    /// </remarks>
    /// <param name="weight">Factor of the penalty; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class TotalCorrelationAttribute(double weight) : Attribute
    {
        /// <summary>Factor of the penalty.</summary>
        public double Weight { get; } = weight;
    }

    /// <summary><c>weight · Σ W²</c> over all weights, not biases or gains.</summary>
    /// <param name="weight">Factor of the penalty; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class WeightDecayAttribute(double weight) : Attribute
    {
        /// <summary>Factor of the penalty.</summary>
        public double Weight { get; } = weight;
    }

    /// <summary>
    /// <c>weight · ‖WᵀW − I‖²</c>, a sum of squares, with the weights W from the encoder's last values to the code (to the mean μ of a Gaussian latent), a
    /// column for each of the code's values (soft orthogonality, Bansal et al. 2018). The code's values are then projections on directions that are
    /// orthogonal and of length 1. Where a code has more values than it is made of, which no columns can be, it is <c>‖W Wᵀ − I‖²</c>.
    /// </summary>
    /// <param name="weight">Factor of the penalty; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class OrthogonalAttribute(double weight) : Attribute
    {
        /// <summary>Factor of the penalty.</summary>
        public double Weight { get; } = weight;
    }

    /// <summary>
    /// <c>weight · ‖∂f(x)/∂x‖²</c>, the squared Frobenius norm of the encoder's Jacobian, averaged over the batch
    /// (Rifai et al. 2011). Exact for encoders of any depth. f is the code (the mean μ of a Gaussian latent). With a corruption x is
    /// the corrupted input: the derivative is taken with respect to it, and at it, not at the clean input. With dropout, f is the encoder
    /// with the dropout of the step.
    /// </summary>
    /// <param name="weight">Factor of the penalty; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class ContractiveAttribute(double weight) : Attribute
    {
        /// <summary>Factor of the penalty.</summary>
        public double Weight { get; } = weight;

        /// <summary>
        /// Random directions for each example and step, by which the norm is estimated without bias: the mean of <c>‖vᵀ J‖²</c> for v of random signs
        /// (Hutchinson 1990). One is often enough for a wide code, of which the exact norm takes a pass through the encoder per value, or per input.
        /// From 0, which is the exact norm and the default, to 1024.
        /// </summary>
        public int Samples { get; set; }
    }

    /// <summary>
    /// <c>weight · Σᵢ penalty(hᵢ)</c> on the code h (the mean μ of a Gaussian latent), averaged over the batch, with the user's own
    /// scalar function.
    /// </summary>
    /// <remarks>
    /// Values and slopes are the mathematical ones, even where an intermediate result overflows. Where the function has a value but no
    /// finite slope, such as <c>√|h|</c> at 0, the slope is 0. Rounding and kinks are those of <see cref="Encoder.DenseAttribute.Custom"/>.
    /// </remarks>
    /// <param name="penalty">The name of a static method of the model, from one number to one number.</param>
    /// <param name="weight">Factor of the penalty; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class CustomAttribute(string penalty, double weight) : Attribute
    {
        /// <summary>The name of the penalty's method.</summary>
        public string Penalty { get; } = penalty;

        /// <summary>Factor of the penalty.</summary>
        public double Weight { get; } = weight;
    }
}
