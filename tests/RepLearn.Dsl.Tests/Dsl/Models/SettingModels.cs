namespace RepLearn.Tests.Dsl.Models;

// Each model twice, with different numbers of everything that can be set: one that is set to the other's numbers has to be the other.

[Autoencoder(19)]
[Corruption.Masking(0.2, Emphasis = 2)]
[Encoder.Dense(11, Activation.Tanh)]
[Latent.Gaussian(4, Beta = 1, WarmupSteps = 30)]
[Decoder.Dense(19)]
[Likelihood.Bernoulli]
[Head.Softmax(3, Weight = 1)]
[Regularizer.L1(0.1)]
[Regularizer.L2(0.2)]
[Regularizer.WeightDecay(0.01)]
[Regularizer.Orthogonal(0.3)]
[Regularizer.Mmd(10)]
[Regularizer.TotalCorrelation(3)]
[Regularizer.Custom(nameof(Bump), 0.4)]
internal sealed partial class Penalties
{
    private static float Bump(float h) => 1 - MathF.Exp(-h * h);
}

[Autoencoder(19)]
[Corruption.Masking(0.37, Emphasis = 2)]
[Encoder.Dense(11, Activation.Tanh)]
[Latent.Gaussian(4, Beta = 3.7, WarmupSteps = 30)]
[Decoder.Dense(19)]
[Likelihood.Bernoulli]
[Head.Softmax(3, Weight = 0.31)]
[Regularizer.L1(0.013)]
[Regularizer.L2(0.47)]
[Regularizer.WeightDecay(0.0037)]
[Regularizer.Orthogonal(0.071)]
[Regularizer.Mmd(1.9)]
[Regularizer.TotalCorrelation(5.3)]
[Regularizer.Custom(nameof(Bump), 1.7)]
internal sealed partial class PenaltiesOtherwise
{
    private static float Bump(float h) => 1 - MathF.Exp(-h * h);
}

[Autoencoder(19, Precision = Precision.Double)]
[Corruption.Masking(0.2, Emphasis = 2)]
[Encoder.Dense(11, Activation.Tanh)]
[Latent.Gaussian(4, Beta = 1, WarmupSteps = 30)]
[Decoder.Dense(19)]
[Likelihood.Bernoulli]
[Head.Softmax(3, Weight = 1)]
[Regularizer.L1(0.1)]
[Regularizer.L2(0.2)]
[Regularizer.WeightDecay(0.01)]
[Regularizer.Orthogonal(0.3)]
[Regularizer.Mmd(10)]
[Regularizer.TotalCorrelation(3)]
[Regularizer.Custom(nameof(Bump), 0.4)]
internal sealed partial class PenaltiesDouble
{
    private static double Bump(double h) => 1 - Math.Exp(-h * h);
}

[Autoencoder(19)]
[Corruption.Gaussian(0.1)]
[Encoder.Dense(11, Activation.Tanh)]
[Latent.Code(7, Activation.Sigmoid)]
[Decoder.Dense(19)]
[Likelihood.SquaredError]
[Head.Linear(2, Weight = 1)]
[Regularizer.KlSparsity(0.05, 3)]
[Regularizer.Contractive(0.1)]
internal sealed partial class Sigmoids;

[Autoencoder(19)]
[Corruption.Gaussian(0.33)]
[Encoder.Dense(11, Activation.Tanh)]
[Latent.Code(7, Activation.Sigmoid)]
[Decoder.Dense(19)]
[Likelihood.SquaredError]
[Head.Linear(2, Weight = 2.3)]
[Regularizer.KlSparsity(0.13, 0.71)]
[Regularizer.Contractive(0.37)]
internal sealed partial class SigmoidsOtherwise;

[Autoencoder(19, Precision = Precision.Double)]
[Corruption.Gaussian(0.1)]
[Encoder.Dense(11, Activation.Tanh)]
[Latent.Code(7, Activation.Sigmoid)]
[Decoder.Dense(19)]
[Likelihood.SquaredError]
[Head.Linear(2, Weight = 1)]
[Regularizer.KlSparsity(0.05, 3)]
[Regularizer.Contractive(0.1)]
internal sealed partial class SigmoidsDouble;

[Autoencoder(19)]
[Corruption.SaltAndPepper(0.25)]
[Latent.Laplace(4, Beta = 0.5, FreeBits = 0.1)]
[Decoder.Dense(19)]
[Likelihood.Gaussian]
internal sealed partial class FreeBits;

[Autoencoder(19)]
[Corruption.SaltAndPepper(0.61)]
[Latent.Laplace(4, Beta = 1.9, FreeBits = 0.37)]
[Decoder.Dense(19)]
[Likelihood.Gaussian]
internal sealed partial class FreeBitsOtherwise;

[Autoencoder(19)]
[Encoder.Dense(11, Activation.Relu)]
[Latent.Concrete(3, 4, Beta = 4, Capacity = 2.5, WarmupSteps = 7)]
[Decoder.Dense(19)]
[Likelihood.Bernoulli]
[Regularizer.Contractive(0.1, Samples = 2)]
internal sealed partial class Capacity;

[Autoencoder(19)]
[Encoder.Dense(11, Activation.Relu)]
[Latent.Concrete(3, 4, Beta = 1.3, Capacity = 0.71, WarmupSteps = 7)]
[Decoder.Dense(19)]
[Likelihood.Bernoulli]
[Regularizer.Contractive(0.91, Samples = 2)]
internal sealed partial class CapacityOtherwise;

[Autoencoder(19, Precision = Precision.Double)]
[Encoder.Dense(11, Activation.Relu)]
[Latent.Concrete(3, 4, Beta = 4, Capacity = 2.5, WarmupSteps = 7)]
[Decoder.Dense(19)]
[Likelihood.Bernoulli]
[Regularizer.Contractive(0.1, Samples = 2)]
internal sealed partial class CapacityDouble;

[Autoencoder(19)]
[Latent.JumpRelu(40, 0.7, Threshold = 0.2, Bandwidth = 0.3, DeadAfter = 2, RevivedUnits = 7, RevivalWeight = 0.25)]
[Decoder.Dense(19)]
[Likelihood.SquaredError]
internal sealed partial class Jumps;

[Autoencoder(19)]
[Latent.JumpRelu(40, 0.37, Threshold = 0.2, Bandwidth = 0.3, DeadAfter = 2, RevivedUnits = 7, RevivalWeight = 0.83)]
[Decoder.Dense(19)]
[Likelihood.SquaredError]
internal sealed partial class JumpsOtherwise;

[Autoencoder(19)]
[Latent.Gated(40, 0.02)]
[Decoder.Dense(19)]
[Likelihood.SquaredError]
internal sealed partial class Gates;

[Autoencoder(19)]
[Latent.Gated(40, 0.31)]
[Decoder.Dense(19)]
[Likelihood.SquaredError]
internal sealed partial class GatesOtherwise;

[Autoencoder(19)]
[Encoder.Dense(12)]
[Latent.VectorQuantized(5, 4, Commitment = 0.25)]
[Decoder.Dense(19)]
[Likelihood.SquaredError]
internal sealed partial class Codebook;

[Autoencoder(19)]
[Encoder.Dense(12)]
[Latent.VectorQuantized(5, 4, Commitment = 1.7)]
[Decoder.Dense(19)]
[Likelihood.SquaredError]
internal sealed partial class CodebookOtherwise;

[Autoencoder(19)]
[Latent.Code(3)]
[Decoder.Dense(19)]
[Likelihood.SquaredError]
internal sealed partial class Plain;

[Autoencoder(19)]
[Latent.Code(3)]
[Decoder.Dense(19)]
[Likelihood.SquaredError]
[Regularizer.L1(0.1)]
[Regularizer.L2(0.2)]
internal sealed partial class Weighed;

[Autoencoder(19)]
[Latent.Code(3)]
[Decoder.Dense(19)]
[Likelihood.SquaredError]
[Regularizer.L2(0.2)]
internal sealed partial class WeighedOnce;
