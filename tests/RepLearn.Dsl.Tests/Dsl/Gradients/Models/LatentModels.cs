namespace RepLearn.Tests.Dsl.Gradients.Models;

// Every option of the Gaussian latent. Free bits and capacities are such that both sides of their kink occur.
[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(16, Activation.Tanh), Latent.Gaussian(15, Beta = 2.5), Decoder.Dense(33, Activation.Tanh), Decoder.Dense(17), Likelihood.Bernoulli]
internal sealed partial class BetaLatent;

[Autoencoder(16, Precision = Precision.Double), Latent.Gaussian(1, Beta = 3, WarmupSteps = 10), Decoder.Dense(16), Likelihood.Gaussian]
internal sealed partial class WarmUpLatent;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Silu), Latent.Gaussian(16, FreeBits = 0.2, Beta = 1.5), Decoder.Dense(33), Likelihood.Bernoulli]
internal sealed partial class FreeBitsLatent;

[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(33, Activation.Gelu), Latent.Gaussian(17, Capacity = 0.5, Beta = 2), Decoder.Dense(15), Likelihood.Gaussian(Sigma = 0.7)]
internal sealed partial class CapacityExceededLatent;

[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(16, Activation.Tanh), Latent.Gaussian(17, Capacity = 500, Beta = 2, WarmupSteps = 10), Decoder.Dense(15), Likelihood.Bernoulli]
internal sealed partial class CapacityUnreachedLatent;

[Autoencoder(7, Precision = Precision.Double)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Laplace(3)]
[Decoder.Dense(7)]
[Likelihood.Bernoulli]
public sealed partial class LaplaceLatent;

[Autoencoder(7, Precision = Precision.Double)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Laplace(17, Beta = 2, FreeBits = 0.1)]
[Decoder.Dense(7)]
[Likelihood.SquaredError]
[Regularizer.Contractive(0.1)]
public sealed partial class LaplaceFreeBits;

[Autoencoder(7, Precision = Precision.Double)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Gaussian(3, Beta = 2, WarmupSteps = 10)]
[Prior.Mixture(4)]
[Decoder.Dense(7)]
[Likelihood.Bernoulli]
internal sealed partial class MixturePrior;

[Autoencoder(7, Precision = Precision.Double)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Gaussian(33)]
[Prior.Mixture(2)]
[Decoder.Dense(7)]
[Likelihood.GaussianLearned]
[Regularizer.Mmd(0.5)]
internal sealed partial class WideMixturePrior;

[Autoencoder(7, Precision = Precision.Double)]
[Encoder.Dense(18, Activation.Gelu)]
[Encoder.LayerNorm]
[Encoder.Dropout(0.2)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Gaussian(17)]
[Prior.Vamp(19)]
[Decoder.Dense(7)]
[Likelihood.Bernoulli]
[Regularizer.Mmd(0.5)]
internal sealed partial class VampPrior;

[Autoencoder(7, Precision = Precision.Double)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Gaussian(3)]
[Prior.Vamp(4, LearnedWeights = true)]
[Decoder.Tied(Activation.Tanh)]
[Decoder.Tied]
[Likelihood.Gaussian]
[Regularizer.Mmd(0.5)]
[Regularizer.Contractive(0.1)]
internal sealed partial class WeightedVampPrior;

[Autoencoder(5, 4, 2, Precision = Precision.Double), Encoder.Conv(5, 3, Activation.Tanh, Stride = 2), Encoder.Conv(17, 2, Activation.Silu), Latent.Gaussian(3)]
[Prior.Vamp(4), Decoder.Dense(40), Likelihood.Gaussian]
internal sealed partial class VampConvolutions;

[Autoencoder(5, 4, 2, Precision = Precision.Double), Encoder.Conv(6, 3, Activation.Tanh), Encoder.GroupNorm(3), Encoder.Residual(typeof(VampBlock)), Encoder.AveragePool(2)]
[Encoder.LayerNorm, Encoder.MaxPool(2, Padding = 1), Encoder.Dropout(0.2), Encoder.Upsample(2), Encoder.GroupNorm(1), Latent.Gaussian(2)]
[Prior.Vamp(17, LearnedWeights = true), Decoder.Dense(40), Likelihood.Bernoulli]
internal sealed partial class VampPools;

[Layer.Conv(16, 1, Activation.Tanh), Layer.GroupNorm(4), Layer.Conv(6, 3)]
internal sealed class VampBlock;

[Autoencoder(7, Precision = Precision.Double)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Gaussian(4, Beta = 2, Covariance = Covariance.Full)]
[Decoder.Dense(7)]
[Likelihood.Bernoulli]
[Regularizer.Contractive(0.1)]
internal sealed partial class FullCovariance;

[Autoencoder(7, Precision = Precision.Double)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Gaussian(33, Covariance = Covariance.Full)]
[Prior.Mixture(3)]
[Decoder.Dense(7)]
[Likelihood.Bernoulli]
internal sealed partial class FullCovarianceMixture;

// Several draws for each example, through every kind of layer.
[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(9, Activation.Tanh), Latent.Gaussian(3)]
[Decoder.Dense(17, Activation.Elu), Decoder.BatchNorm, Decoder.Dropout(0.3), Decoder.LayerNorm, Decoder.Dense(15), Likelihood.Bernoulli]
[Regularizer.L2(0.1), Objective.Importance(4)]
internal sealed partial class ImportanceNormal;

[Autoencoder(12, Precision = Precision.Double), Corruption.Masking(0.2), Latent.Laplace(5), Decoder.Tied, Likelihood.Categorical(4), Head.Softmax(3)]
[Objective.Importance(3)]
internal sealed partial class ImportanceLaplace;

[Autoencoder(6, 4, 2, Precision = Precision.Double), Encoder.Conv(3, 3, Activation.Tanh, Stride = 2), Latent.Gaussian(2)]
[Decoder.Dense(3 * 2 * 3, Activation.Tanh), Decoder.Reshape(3, 2, 3), Decoder.BatchNorm, Decoder.ConvTranspose(2, 3, Stride = 2)]
[Likelihood.GaussianLearned, Objective.Importance(3)]
internal sealed partial class ImportanceImages;

[Autoencoder(7, Precision = Precision.Double), Condition(3), Encoder.Dense(5, Activation.Tanh), Latent.Gaussian(4, Covariance = Covariance.Full), Prior.Mixture(3)]
[Decoder.Dense(6, Activation.Tanh), Decoder.Dense(7), Likelihood.Bernoulli, Objective.Importance(3)]
internal sealed partial class ImportanceConditional;

[Autoencoder(12, Precision = Precision.Double)]
[Latent.Concrete(2, 3)]
[Decoder.Dense(12)]
[Likelihood.SquaredError]
[Regularizer.Mmd(2)]
internal sealed partial class ConcreteDiscrepancy;

[Autoencoder(12, Precision = Precision.Double)]
[Latent.Gaussian(3, Covariance = Covariance.Full)]
[Decoder.Dense(12)]
[Likelihood.SquaredError]
[Regularizer.Mmd(2)]
internal sealed partial class FullDiscrepancy;
