namespace RepLearn.Tests.Dsl.Gallery;

// MODELS.md shows each of these declarations as it stands here.

[Autoencoder(64)]
[Encoder.Dense(48, Activation.Tanh)]
[Latent.Code(8)]
[Decoder.Dense(48, Activation.Tanh)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
public sealed partial class Undercomplete;

[Autoencoder(64)]
[Latent.Code(100, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
[Regularizer.L1(0.01)]
public sealed partial class SparseL1;

[Autoencoder(64)]
[Latent.Code(100, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.Bernoulli]
[Regularizer.KlSparsity(0.05, 10)]
public sealed partial class SparseKl;

[Autoencoder(64)]
[Encoder.Dense(48, Activation.Sigmoid)]
[Latent.Code(24, Activation.Sigmoid)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
[Regularizer.Contractive(0.1)]
public sealed partial class Contractive;

[Autoencoder(64)]
[Corruption.SaltAndPepper(0.1, Emphasis = 2)]
[Encoder.Dense(100, Activation.Relu)]
[Latent.Code(32, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
public sealed partial class Denoising;

[Autoencoder(64)]
[Encoder.Dense(100, Activation.Relu)]
[Latent.Gaussian(8, Beta = 1, WarmupSteps = 50)]
[Decoder.Dense(100, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
public sealed partial class Vae;

[Autoencoder(64)]
[Encoder.Dense(100, Activation.Relu)]
[Latent.Gaussian(8, Covariance = Covariance.Full)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
public sealed partial class FullCovariance;

[Autoencoder(64)]
[Encoder.Dense(100, Activation.Relu)]
[Latent.Gaussian(8, Covariance = Covariance.LowRank, Rank = 2)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
public sealed partial class LowRankCovariance;

[Autoencoder(64)]
[Encoder.Dense(100, Activation.Relu)]
[Latent.VonMisesFisher(8)]
[Decoder.Dense(100, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
public sealed partial class Hyperspherical;

[Autoencoder(64)]
[Encoder.Dense(100, Activation.Relu)]
[Latent.Gaussian(8)]
[Decoder.Dense(100, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
[Objective.Importance(5)]
public sealed partial class ImportanceWeighted;

[Autoencoder(64)]
[Encoder.Dense(100, Activation.Relu)]
[Latent.Gaussian(8, Beta = 0.1)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
[Regularizer.Mmd(10)]
public sealed partial class Wasserstein;

[Autoencoder(64)]
[Encoder.Dense(100, Activation.Relu)]
[Latent.Gaussian(8)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
[Regularizer.TotalCorrelation(3)]
public sealed partial class TotalCorrelation;

[Autoencoder(64)]
[Encoder.Dense(100, Activation.Relu)]
[Latent.Gaussian(8)]
[Prior.Mixture(20)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
public sealed partial class MixturePrior;

[Autoencoder(64)]
[Encoder.Dense(100, Activation.Relu)]
[Latent.Gaussian(8)]
[Prior.Vamp(20)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
public sealed partial class VampPrior;

[Autoencoder(64)]
[Encoder.Dense(100, Activation.Relu)]
[Latent.Concrete(10, 8, Temperature = 1, FinalTemperature = 0.5, AnnealingSteps = 100)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
public sealed partial class Categorical;

[Autoencoder(64)]
[Encoder.Dense(100, Activation.Relu)]
[Encoder.Dense(32)]
[Latent.VectorQuantized(32, 8)]
[Decoder.Dense(100, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
public sealed partial class VectorQuantized;

[Autoencoder(64)]
[Latent.TopK(256, 8, DeadAfter = 2000, RevivedUnits = 16)]
[Decoder.Dense(64, UnitRows = true)]
[Likelihood.SquaredError]
public sealed partial class SparseDictionary;

[Autoencoder(64)]
[Latent.Gated(256, 0.02, DeadAfter = 2000, RevivedUnits = 16)]
[Decoder.Dense(64, UnitRows = true)]
[Likelihood.SquaredError]
public sealed partial class GatedDictionary;

[Autoencoder(64)]
[Latent.Matryoshka(256, 8, Prefixes = new[] { 32, 96 }, DeadAfter = 2000, RevivedUnits = 16)]
[Decoder.Dense(64, UnitRows = true)]
[Likelihood.SquaredError]
public sealed partial class NestedDictionary;

[Autoencoder(48)]
[Target(16)]
[Latent.TopK(256, 8)]
[Decoder.Dense(16)]
[Likelihood.SquaredError]
public sealed partial class Transcoder;

[Autoencoder(64)]
[Condition(10)]
[Encoder.Dense(100, Activation.Relu)]
[Latent.Gaussian(8)]
[Decoder.Dense(100, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
public sealed partial class Conditional;

[Autoencoder(64)]
[Encoder.Dense(100, Activation.Relu)]
[Latent.Code(16, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
[Head.Softmax(10)]
public sealed partial class SemiSupervised;

[Autoencoder(8, 8, 1)]
[Encoder.Conv(8, 3, Activation.Relu)]
[Encoder.MaxPool(2)]
[Encoder.Conv(16, 3, Activation.Relu, Stride = 2)]
[Latent.Gaussian(8)]
[Decoder.Dense(64, Activation.Relu)]
[Decoder.Reshape(2, 2, 16)]
[Decoder.ConvTranspose(8, 3, Activation.Relu, Stride = 2)]
[Decoder.ConvTranspose(1, 3, Stride = 2)]
[Likelihood.Bernoulli]
public sealed partial class Convolutional;

[Autoencoder(8, 8, 1)]
[Encoder.Conv(8, 3, Activation.Relu)]
[Encoder.Residual(typeof(Stage))]
[Latent.Gaussian(8)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
public sealed partial class Residual;

[Layer.Conv(8, 3, Activation.Relu)]
[Layer.GroupNorm(2)]
[Layer.Conv(8, 3)]
public sealed class Stage;
