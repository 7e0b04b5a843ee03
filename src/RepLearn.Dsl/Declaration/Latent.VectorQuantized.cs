namespace RepLearn;

public static partial class Latent
{
    /// <summary>
    /// The encoder's last values as vectors, each replaced by the nearest vector of a codebook (van den Oord et al. 2017): the channels of each
    /// pixel where the encoder ends with an image, else neighbouring values of the row. Their number of values must be a multiple of
    /// <c>dimension</c>; the latent has no weights of its own. The decoder gets values of the same shape: an image where the encoder ends with one.
    /// In training the gradient by a code is taken for that by the encoder's vector.
    /// </summary>
    /// <remarks>
    /// The term <c>commitment</c> is <c>β Σ ‖z − e‖²</c> over an example's vectors z and their codes e, by the gradient of z alone; beside it are
    /// the metrics <c>quantizationError</c>, which is the term without β, <c>perplexity</c>, <c>exp(−Σ p ln p)</c> of the shares p of the codes in
    /// a batch, and <c>usedCodes</c>, the share of the codebook that a batch uses. Tests take batches of 1024 rows. <c>Encode</c> gives the codes'
    /// vectors, <c>EncodeIndices</c> their numbers. There is no prior over codes, and so no <c>Sample</c>: learn one over the numbers.
    /// The encoder decides the model's <c>LatentSize</c>, which other declarations therefore cannot use: write the number there.
    /// <para>
    /// By default a code is the moving average of the vectors that it is nearest to, the codebook is state like running means, and the optimiser does
    /// not touch it: <c>N ← γ N + (1 − γ) n</c>, <c>m ← γ m + (1 − γ) Σ z</c>, <c>e ← m / N̂</c>, where
    /// <c>N̂ = (N + ε) ΣN / (ΣN + K ε)</c> and ε = 1e-5 smooth the counts (van den Oord et al. 2017, appendix A.1; Razavi et al. 2019).
    /// A codebook begins with uniform values of variance 1 / dimension. In the first step no code has a history, so that those that are nearest to
    /// no vector are dead and begin anew as vectors of that step's batch, and the others become means of such vectors: with
    /// <see cref="VectorQuantizedAttribute.Revival"/> the codebook starts from data.
    /// </para>
    /// </remarks>
    /// <param name="codes">Vectors in the codebook, from 2 to 16,777,216 and up to where the model has 1,073,741,823 parameters.</param>
    /// <param name="dimension">Values in a vector, from 1 up to where the model has 1,073,741,823 parameters.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class VectorQuantizedAttribute(int codes, int dimension) : Attribute
    {
        /// <summary>Vectors in the codebook.</summary>
        public int Codes { get; } = codes;

        /// <summary>Values in a vector.</summary>
        public int Dimension { get; } = dimension;

        /// <summary>
        /// The weight β of the encoder's commitment to its codes. Above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250; 0.25 if not
        /// given (van den Oord et al. 2017).
        /// </summary>
        public double Commitment { get; set; } = 0.25;

        /// <summary>The share γ of the past in the codebook's moving averages. Above 0 and below 1; 0.99 if not given. Not beside <see cref="ByGradient"/>.</summary>
        public double Decay { get; set; } = 0.99;

        /// <summary>
        /// The share of its fair share of vectors below which a code is dead: one of K codes whose average count is below
        /// <c>Revival · ΣN / K</c> takes the place of a vector of the batch, drawn at random, and the fair share as its count (after Dhariwal et al.
        /// 2020). 0, which is never, or up to below 1; 0.1 if not given. Not beside <see cref="ByGradient"/>.
        /// </summary>
        public double Revival { get; set; } = 0.1;

        /// <summary>
        /// Whether the codebook is a parameter that the optimiser learns, by the term <c>codebook</c>, <c>Σ ‖z − e‖²</c> with the gradient of e alone,
        /// instead of by moving averages.
        /// </summary>
        public bool ByGradient { get; set; }
    }
}
