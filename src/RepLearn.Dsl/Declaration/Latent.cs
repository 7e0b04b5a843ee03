namespace RepLearn;

/// <summary>What the code is: a vector, or a distribution over vectors.</summary>
public static partial class Latent
{
    /// <summary>A deterministic code: <c>activation(h W + b)</c> of the encoder's last values.</summary>
    /// <param name="size">Values in a code, from 1 up to where the model has 1,073,741,823 parameters.</param>
    /// <param name="activation">The function applied to each value.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class CodeAttribute(int size, Activation activation = Activation.Identity) : Attribute
    {
        /// <summary>Values in a code.</summary>
        public int Size { get; } = size;

        /// <summary>The function applied to each value.</summary>
        public Activation Activation { get; } = activation;

        /// <summary>The name of a static method of the model used instead of <see cref="Activation"/>.</summary>
        public string? Custom { get; set; }

        /// <summary>How weights and biases are drawn; as <see cref="AutoencoderAttribute.Initializer"/> says if not given.</summary>
        public Initializer Initializer { get; set; }
    }

    /// <summary>
    /// A normal posterior with a diagonal covariance, <c>q(z|x) = N(μ(x), diag σ²(x))</c>, and a standard normal prior
    /// (Kingma and Welling 2014). The encoder gives μ and ln σ²; in training the decoder gets <c>μ + σ ε</c> with <c>ε ~ N(0, I)</c>.
    /// <c>Encode</c> gives μ, and μ is what penalties on the code see. <see cref="Covariance"/> makes the covariance a full one, or one of low rank, and
    /// <see cref="Prior"/> learns another prior.
    /// </summary>
    /// <param name="size">Values in a code, from 1 up to 16,777,216 and to where the model has 1,073,741,823 parameters.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class GaussianAttribute(int size) : Attribute
    {
        /// <summary>Values in a code.</summary>
        public int Size { get; } = size;

        /// <summary>
        /// Weight of the Kullback–Leibler divergence in the term <c>kl</c> (Higgins et al. 2017); 1 is the evidence lower bound. The metric
        /// <c>divergence</c> is the divergence itself, whatever <c>kl</c> is: see <see cref="Losses.Metrics"/>. Above 0, in float from 1e-30 to
        /// 1e30 and in double from 1e-250 to 1e250; 1 if not given.
        /// </summary>
        public double Beta { get; set; } = 1;

        /// <summary>
        /// Optimisation steps over which <see cref="Beta"/>, or <see cref="Capacity"/> where given, rises linearly from 0. Validation judges
        /// the declared objective all along; a best epoch is looked for, and <see cref="FitOptions.Patience"/> counts, from the warm-up's end
        /// on. From 0, which is none and the default, to 2,147,483,647.
        /// </summary>
        public int WarmupSteps { get; set; }

        /// <summary>
        /// Nats of divergence that each dimension has free: the term is <c>Σⱼ max(λ, mean over the batch of KLⱼ)</c>
        /// (Kingma et al. 2016). 0, which is none and the default, or in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250, and
        /// so its product with <see cref="Beta"/>. Not beside <see cref="Capacity"/>.
        /// </summary>
        public double FreeBits { get; set; }

        /// <summary>
        /// Nats that the divergence is drawn to: the term is <c>β |mean KL − C|</c> (Burgess et al. 2018). 0, which is none and the default, or
        /// in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250, and so its product with <see cref="Beta"/>. Not beside
        /// <see cref="FreeBits"/>.
        /// </summary>
        public double Capacity { get; set; }

        /// <summary>Whether the values of a code depend on each other, given the example; not if not given.</summary>
        public Covariance Covariance { get; set; }

        /// <summary>
        /// Columns of the factor of a covariance of low rank. From 1, which is the default, to 8 and below <see cref="Size"/>. Only with
        /// <see cref="Covariance.LowRank"/>.
        /// </summary>
        public int Rank { get; set; } = 1;

        /// <summary>
        /// How the weights and biases of μ and ln σ² are drawn; as <see cref="AutoencoderAttribute.Initializer"/> says if not given.
        /// </summary>
        public Initializer Initializer { get; set; }
    }

    /// <summary>
    /// A Laplace posterior with independent dimensions, of location μ and scale b, and a prior of location 0 and scale 1, whose heavier tails
    /// and sharper peak suit sparse codes. The encoder gives μ and ln b; in training the decoder gets <c>μ − b sign(v) ln(1 − 2|v|)</c> with v
    /// uniform on [−½, ½). <c>Encode</c> gives μ, and μ is what penalties on the code see. The divergence of a dimension is
    /// <c>|μ| + b exp(−|μ| / b) − ln b − 1</c> (Meyer 2021, "An alternative probabilistic interpretation of the Huber loss").
    /// </summary>
    /// <param name="size">Values in a code, from 1 up to 16,777,216 and to where the model has 1,073,741,823 parameters.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class LaplaceAttribute(int size) : Attribute
    {
        /// <summary>Values in a code.</summary>
        public int Size { get; } = size;

        /// <inheritdoc cref="GaussianAttribute.Beta"/>
        public double Beta { get; set; } = 1;

        /// <inheritdoc cref="GaussianAttribute.WarmupSteps"/>
        public int WarmupSteps { get; set; }

        /// <inheritdoc cref="GaussianAttribute.FreeBits"/>
        public double FreeBits { get; set; }

        /// <inheritdoc cref="GaussianAttribute.Capacity"/>
        public double Capacity { get; set; }

        /// <summary>
        /// How the weights and biases of μ and ln b are drawn; as <see cref="AutoencoderAttribute.Initializer"/> says if not given.
        /// </summary>
        public Initializer Initializer { get; set; }
    }

    /// <summary>
    /// A sparse dictionary: of <c>a = (x − c) Wᵀ + b</c> the k largest values are kept where they are above 0, and all other values of the code
    /// are 0 (Makhzani and Frey 2014, "k-Sparse Autoencoders"; Gao et al. 2024, "Scaling and evaluating sparse autoencoders"). Of equal values those
    /// further left are kept. Decoder, penalties and gradients work on the k active units alone: a step costs one dense product, that of the
    /// encoder.
    /// </summary>
    /// <remarks>
    /// W has a row for each unit. c is the decoder's bias where the latent encodes the input itself, without layers before it, the decoder is one
    /// layer without an activation, the likelihood is Gaussian or the squared error, and there is no <c>[Target]</c>; otherwise nothing is subtracted. A dictionary's directions
    /// are the rows of the decoder's weight, which <c>[Decoder.Dense(inputs, UnitRows = true)]</c> keeps at the length 1. They begin as those of W,
    /// where the decoder's first layer is as wide as what is encoded, has no initializer of its own, and there is no <c>[Target]</c>.
    /// <c>EncodeSparse</c> gives the active units of an example by number. The metrics <c>activeUnits</c> (L0), <c>deadUnits</c> and <c>explainedVariance</c>,
    /// 1 − Σ ‖y − ŷ‖² / Σ ‖y − ȳ‖² over a batch, are reported beside the reconstruction.
    /// Optimisers update all rows in each step, also those that no example used: Adam's moments decay as in dense training, and nothing is put off. That is 14 of 236 ms
    /// of a step of 768 values, 24,576 units and 1024 examples on one core.
    /// </remarks>
    /// <param name="size">Units in the dictionary, which are the values in a code, from 2 up to 16,777,216 and to where the model has 1,073,741,823 parameters.</param>
    /// <param name="k">Units that are active in an example, from 1 to below <paramref name="size"/>.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class TopKAttribute(int size, int k) : Attribute
    {
        /// <summary>Units in the dictionary.</summary>
        public int Size { get; } = size;

        /// <summary>Units that are active in an example.</summary>
        public int K { get; } = k;

        /// <summary>
        /// Examples of training in a row without a unit after which it counts as dead: see the metric <c>deadUnits</c>. From 1 to 16,777,216;
        /// 1,000,000 if not given.
        /// </summary>
        public int DeadAfter { get; set; } = 1_000_000;

        /// <summary>
        /// Dead units that learn from an example, so that they come back: those with the largest values reconstruct what the decoder leaves of the
        /// example, in the term <c>revival</c> (the auxiliary loss AuxK of Gao et al. 2024, who take about half the number of inputs). It costs
        /// next to nothing while no unit is dead. It needs a decoder of one layer without an activation, an input that the latent encodes itself,
        /// without layers before it, and <c>[Likelihood.SquaredError]</c>, <c>[Likelihood.Gaussian]</c> or <c>[Likelihood.GaussianLearned]</c>: what is left is
        /// compared by the squared distance. From 0, which is none and the default, to 2,147,483,647.
        /// </summary>
        public int RevivedUnits { get; set; }

        /// <summary>
        /// Weight of the term <c>revival</c>; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250; 1/32 if not given.
        /// </summary>
        public double RevivalWeight { get; set; } = 1.0 / 32;

        /// <summary>How weights and biases are drawn; as <see cref="AutoencoderAttribute.Initializer"/> says if not given.</summary>
        public Initializer Initializer { get; set; }
    }

    /// <summary>
    /// A sparse dictionary as <see cref="TopKAttribute"/>, but with k active units on average: in training the <c>k · batch</c> largest values of the
    /// whole batch are kept where they are above 0 (Bussmann et al. 2024, "BatchTopK Sparse Autoencoders"). When testing and encoding a unit is
    /// active where its value is above a running mean of what those of the batches were above, which takes 1 % of each batch's and is saved
    /// with the model.
    /// </summary>
    /// <inheritdoc cref="TopKAttribute" path="/remarks"/>
    /// <param name="size">Units in the dictionary, from 2 up to 16,777,216 and to where the model has 1,073,741,823 parameters.</param>
    /// <param name="k">Units that are active in an example on average, from 1 to below <paramref name="size"/>.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class BatchTopKAttribute(int size, int k) : Attribute
    {
        /// <summary>Units in the dictionary.</summary>
        public int Size { get; } = size;

        /// <summary>Units that are active in an example on average.</summary>
        public int K { get; } = k;

        /// <summary>
        /// Units that are active in one example at most: those with the largest values are looked at, and their sums computed. Above k, up to
        /// the number of units; 4 k if not given.
        /// </summary>
        public int MostActive { get; set; }

        /// <inheritdoc cref="TopKAttribute.DeadAfter"/>
        public int DeadAfter { get; set; } = 1_000_000;

        /// <inheritdoc cref="TopKAttribute.RevivedUnits"/>
        public int RevivedUnits { get; set; }

        /// <inheritdoc cref="TopKAttribute.RevivalWeight"/>
        public double RevivalWeight { get; set; } = 1.0 / 32;

        /// <inheritdoc cref="TopKAttribute.Initializer"/>
        public Initializer Initializer { get; set; }
    }

    /// <summary>
    /// A sparse dictionary as <see cref="TopKAttribute"/>, but with the values that are above a threshold of their unit, which is learned: the term
    /// <c>sparsity</c> is a factor times the mean number of active units, and thresholds learn from values within a bandwidth around them
    /// (Rajamanoharan et al. 2024, "Jumping Ahead: Improving Reconstruction Fidelity with JumpReLU Sparse Autoencoders").
    /// </summary>
    /// <inheritdoc cref="TopKAttribute" path="/remarks"/>
    /// <param name="size">Units in the dictionary, from 1 up to 16,777,216 and to where the model has 1,073,741,823 parameters.</param>
    /// <param name="sparsity">
    /// The factor of the mean number of active units in the loss; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250.
    /// </param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class JumpReluAttribute(int size, double sparsity) : Attribute
    {
        /// <summary>Units in the dictionary.</summary>
        public int Size { get; } = size;

        /// <summary>The factor of the mean number of active units in the loss.</summary>
        public double Sparsity { get; } = sparsity;

        /// <summary>
        /// Units that are looked at in an example, active or so near their threshold that it learns: those furthest above, or least below. Early in
        /// training more may be above. From 1 to the number of units; 512, or all if these are fewer, if not given.
        /// </summary>
        public int MostActive { get; set; }

        /// <summary>The thresholds before training; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250; 0.001 if not given.</summary>
        public double Threshold { get; set; } = 0.001;

        /// <summary>
        /// The width around a threshold within which it learns, in the units of the code; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to
        /// 1e250; 0.001 if not given.
        /// </summary>
        public double Bandwidth { get; set; } = 0.001;

        /// <inheritdoc cref="TopKAttribute.DeadAfter"/>
        public int DeadAfter { get; set; } = 1_000_000;

        /// <inheritdoc cref="TopKAttribute.RevivedUnits"/>
        public int RevivedUnits { get; set; }

        /// <inheritdoc cref="TopKAttribute.RevivalWeight"/>
        public double RevivalWeight { get; set; } = 1.0 / 32;

        /// <inheritdoc cref="TopKAttribute.Initializer"/>
        public Initializer Initializer { get; set; }
    }
}
