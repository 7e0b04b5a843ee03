namespace RepLearn;

public static partial class Latent
{
    /// <summary>
    /// A von Mises–Fisher posterior on the unit sphere and a uniform prior (Davidson et al. 2018, "Hyperspherical Variational Auto-Encoders"): codes are unit
    /// vectors, with the density <c>q(z|x) ∝ exp(κ μᵀz)</c>. The encoder gives the mean direction μ, as a vector that is divided by its length, and the
    /// concentration <c>κ = 1 + softplus(c)</c>. <c>Encode</c> gives μ, and μ is what penalties on the code and heads see. For data that has
    /// directions or cycles, and for codes that are compared by their cosines: the uniform prior draws no code to a centre.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The decoder gets <c>z = μ cos θ + v sin θ</c>, with v a uniform direction across μ, by a Householder reflection of a draw about the first axis. The
    /// angle θ, of density <c>∝ exp(κ cos θ) sin^(d−2) θ</c>, is the quantile of a uniform variable, integrated numerically, with relative errors of about 1e-8
    /// in float and 1e-10 in double. Davidson et al. draw it by rejection, whose gradient by κ is only exact with a correction that multiplies the loss by a
    /// score; a quantile has none: its slope is <c>−∂F/∂κ / f</c> (Figurnov et al. 2018, "Implicit Reparameterization Gradients"), and an example
    /// takes the same random numbers whatever its κ. A draw and its slope cost about as much as some thousand multiply-adds each.
    /// </para>
    /// <para>
    /// The divergence is one number for the whole code, <c>κ A(κ) + ln C(κ) + ln area</c>, where <c>A = I_{d/2}(κ) / I_{d/2−1}(κ)</c> and C is the density's constant, by
    /// Bessel functions in double precision. It rises without bound as <c>(d − 1)/2 ln κ</c>; that of κ = 1, the least, is about <c>1 / 2d</c>. In many
    /// dimensions it is small up to κ of about d: dimensions beyond some tens bring little.
    /// </para>
    /// <para>
    /// Values that are all 0, as rectified layers with biases of 0 can give, have no direction: μ is then 0, and codes are shorter than 1. So it is where they are
    /// shorter than 1e-12, or so long that their squares overflow.
    /// </para>
    /// </remarks>
    /// <param name="size">Values d in a code, from 2, which is a circle, up to 16,777,216 and to where the model has 1,073,741,823 parameters.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class VonMisesFisherAttribute(int size) : Attribute
    {
        /// <summary>Values in a code.</summary>
        public int Size { get; } = size;

        /// <inheritdoc cref="GaussianAttribute.Beta"/>
        public double Beta { get; set; } = 1;

        /// <inheritdoc cref="GaussianAttribute.WarmupSteps"/>
        public int WarmupSteps { get; set; }

        /// <summary>
        /// Nats of divergence that the code has free: the term is <c>max(λ, mean over the batch of KL)</c> (Kingma et al. 2016). 0, which is none and the
        /// default, or in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250, and so its product with <see cref="Beta"/>. Not beside
        /// <see cref="Capacity"/>.
        /// </summary>
        public double FreeBits { get; set; }

        /// <inheritdoc cref="GaussianAttribute.Capacity"/>
        public double Capacity { get; set; }

        /// <summary>
        /// How the weights and biases of μ and κ are drawn; as <see cref="AutoencoderAttribute.Initializer"/> says if not given.
        /// </summary>
        public Initializer Initializer { get; set; }
    }
}
