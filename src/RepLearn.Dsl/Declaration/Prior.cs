namespace RepLearn;

/// <summary>
/// A prior of the codes that is learned with the model, beside <see cref="Latent.GaussianAttribute"/>: a mixture of normal distributions with diagonal
/// covariances. Its divergence from the posterior has no closed form; the term <c>kl</c> takes an estimate with the draw that is decoded,
/// <c>ln q(z|x) − ln p(z)</c>, in nats per example, whose mean is the divergence. It may be negative for one batch. There is none per dimension, so that
/// <c>Divergence</c>, free bits and a capacity do not exist. <c>Sample</c> and <see cref="Regularizer.MmdAttribute"/> draw from the learned prior.
/// </summary>
public static class Prior
{
    /// <summary>
    /// <c>p(z) = Σₖ wₖ N(z; μₖ, diag σₖ²)</c> with learned weights, means and variances, in the parameters <c>priorLogit</c> (of which the weights are the
    /// softmax), <c>priorMean</c> and <c>priorLogVariance</c>. Means begin as normal draws of deviation 0.3, variances at 1, and weights equal. A variance below
    /// <c>exp(−60)</c> counts as that.
    /// </summary>
    /// <param name="components">Components; from 2 to 16,777,216.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class MixtureAttribute(int components) : Attribute
    {
        /// <summary>Components of the mixture.</summary>
        public int Components { get; } = components;
    }

    /// <summary>
    /// The VampPrior (Tomczak and Welling 2018, "VAE with a VampPrior"): <c>p(z) = Σₖ wₖ q(z|uₖ)</c>, a mixture of the encoder's posteriors of pseudo-inputs
    /// u that are learned, in the parameter <c>priorPseudoInput</c>. Beside <see cref="Likelihood.BernoulliAttribute"/> the parameter holds logits, so that
    /// pseudo-inputs stay between 0 and 1 as examples do. They begin as standard normal draws; <see cref="Autoencoder{T}.SetPseudoInputs"/> takes
    /// examples instead. With a <see cref="TargetAttribute"/> they are inputs, of the input's width, and the parameter holds their values, whatever the
    /// likelihood, which is the target's. Pseudo-inputs are encoded without corruption and dropout, once per step.
    /// </summary>
    /// <remarks>
    /// The encoder may have any layer that takes each example on its own: dense, convolutional, pooling, layer and group norms, and blocks of these. It may
    /// not have a batch norm, for pseudo-inputs are no batch, and the model no <see cref="ConditionAttribute"/>, for they have no condition (RL2025).
    /// </remarks>
    /// <param name="pseudoInputs">Pseudo-inputs; from 2 to 16,777,216.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class VampAttribute(int pseudoInputs) : Attribute
    {
        /// <summary>Pseudo-inputs.</summary>
        public int PseudoInputs { get; } = pseudoInputs;

        /// <summary>
        /// Whether weights are learned too, as the softmax of the parameter <c>priorLogit</c>; they begin equal. False if not given: all are equal, as in the
        /// paper.
        /// </summary>
        public bool LearnedWeights { get; set; }
    }
}
