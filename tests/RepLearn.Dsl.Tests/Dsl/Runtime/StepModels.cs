namespace RepLearn.Tests.Dsl.Runtime;

// Models large enough that two threads share a step, with every kind of work that is cut among them.
[Autoencoder(200)]
[Corruption.Masking(0.2, Emphasis = 2)]
[Encoder.Dense(150, Activation.Gelu)]
[Encoder.LayerNorm]
[Encoder.Dropout(0.2)]
[Latent.Gaussian(33, FreeBits = 0.05, Beta = 2)]
[Decoder.Dense(150, Activation.Relu)]
[Decoder.Dropout(0.1)]
[Decoder.Dense(200)]
[Likelihood.Bernoulli]
[Regularizer.L1(1e-3)]
[Regularizer.WeightDecay(1e-4)]
internal sealed partial class SampledStep;

[Autoencoder(200)]
[Corruption.SaltAndPepper(0.2)]
[Encoder.Dense(150, Activation.Tanh)]
[Latent.Code(65, Activation.Sigmoid)]
[Decoder.Tied(Activation.Tanh)]
[Decoder.Tied]
[Likelihood.GaussianLearned]
[Regularizer.KlSparsity(0.1, 0.5)]
[Regularizer.Contractive(0.1)]
internal sealed partial class ContractiveStep;

[Autoencoder(200, Precision = Precision.Double)]
[Corruption.Gaussian(0.2)]
[Encoder.Dense(150, Activation.Softplus)]
[Latent.Gaussian(33)]
[Decoder.LayerNorm]
[Decoder.Dense(150, Activation.Elu)]
[Decoder.Dense(200)]
[Likelihood.GaussianLearned]
[Regularizer.Contractive(0.01)]
internal sealed partial class DoubleStep;

[Autoencoder(100)]
[Latent.TopK(1100, 21, DeadAfter = 1, RevivedUnits = 17)]
[Decoder.Dense(100, UnitRows = true)]
[Likelihood.SquaredError]
internal sealed partial class SparseStep;

[Autoencoder(100)]
[Latent.Gated(1100, 0.1, MostActive = 30, DeadAfter = 1, RevivedUnits = 17)]
[Decoder.Dense(100, UnitRows = true)]
[Likelihood.GaussianLearned]
internal sealed partial class GatedStep;

[Autoencoder(100)]
[Target(70)]
[Latent.Matryoshka(1100, 21, Prefixes = new[] { 50, 500 }, DeadAfter = 1, RevivedUnits = 17)]
[Decoder.Dense(70, UnitRows = true)]
[Likelihood.SquaredError]
internal sealed partial class TranscoderStep;

[Autoencoder(13, 9, 3)]
[Corruption.Gaussian(0.1)]
[Encoder.Conv(17, 3, Activation.Relu, Stride = 2)]
[Encoder.BatchNorm]
[Encoder.Conv(32, 4, Activation.Gelu, Stride = 3)]
[Latent.Gaussian(9)]
[Decoder.Dense(7 * 5 * 6, Activation.Relu)]
[Decoder.Reshape(7, 5, 6)]
[Decoder.ConvTranspose(16, 3, Activation.Relu, Stride = 2, Padding = 1)]
[Decoder.Conv(3, 3)]
[Likelihood.Bernoulli]
internal sealed partial class ImageStep;

[Autoencoder(13, 9, 3)]
[Encoder.MaxPool(3, Stride = 2, Padding = 1)]
[Encoder.Conv(18, 3, Activation.Relu)]
[Encoder.Residual(typeof(PoolStage))]
[Encoder.GroupNorm(3)]
[Encoder.AveragePool(2)]
[Encoder.MaxPool(2, Stride = 1)]
[Latent.Gaussian(9)]
[Decoder.Dense(4 * 3 * 18, Activation.Relu)]
[Decoder.Reshape(4, 3, 18)]
[Decoder.Upsample(3)]
[Decoder.Conv(4, 3, Activation.Relu)]
[Decoder.AveragePool(3, Stride = 1)]
[Decoder.Dense(351)]
[Likelihood.Bernoulli]
[Regularizer.Contractive(1e-3)]
internal sealed partial class PoolStep;

[Layer.Conv(9, 1, Activation.Relu)]
[Layer.Dropout(0.1)]
[Layer.Conv(18, 3)]
internal sealed class PoolStage;

[Autoencoder(200)]
[Encoder.Dense(150, Activation.Gelu)]
[Encoder.LayerNorm]
[Latent.Gaussian(33)]
[Prior.Vamp(50, LearnedWeights = true)]
[Decoder.Dense(150, Activation.Relu)]
[Decoder.Dense(200)]
[Likelihood.Bernoulli]
[Regularizer.Mmd(0.5)]
internal sealed partial class VampStep;

[Autoencoder(200)]
[Encoder.Dense(150, Activation.Relu)]
[Latent.Gaussian(33, Covariance = Covariance.Full)]
[Prior.Mixture(37)]
[Decoder.Dense(200)]
[Likelihood.Bernoulli]
internal sealed partial class MixtureStep;

[Autoencoder(13, 9, 3)]
[Encoder.Conv(17, 3, Activation.Relu, Stride = 2)]
[Encoder.GroupNorm(17)]
[Encoder.MaxPool(2)]
[Encoder.Conv(32, 3, Activation.Gelu)]
[Latent.Gaussian(15)]
[Prior.Vamp(29)]
[Decoder.Dense(351)]
[Likelihood.Bernoulli]
internal sealed partial class VampImageStep;

[Autoencoder(200)]
[Encoder.Dense(150, Activation.Relu)]
[Latent.Gaussian(33)]
[Decoder.Dense(200)]
[Likelihood.Bernoulli]
[Regularizer.TotalCorrelation(5)]
internal sealed partial class CorrelationStep;

[Autoencoder(200)]
[Condition(10)]
[Encoder.Dense(150, Activation.Relu)]
[Latent.Gaussian(33)]
[Decoder.Dense(150, Activation.Tanh)]
[Decoder.Dense(200)]
[Likelihood.Bernoulli]
internal sealed partial class ConditionalStep;

[Autoencoder(13, 9, 3)]
[Condition(3)]
[Encoder.Conv(17, 3, Activation.Relu, Stride = 2)]
[Encoder.Conv(32, 4, Activation.Gelu, Stride = 3)]
[Latent.Code(15)]
[Decoder.Reshape(5, 3, 1)]
[Decoder.ConvTranspose(16, 3, Activation.Relu, Stride = 3, Padding = 1)]
[Decoder.Dense(351)]
[Likelihood.Bernoulli]
[Regularizer.Contractive(0.01)]
internal sealed partial class ConditionalImageStep;

[Autoencoder(200)]
[Encoder.Dense(150, Activation.Tanh)]
[Latent.Laplace(17)]
[Decoder.Dense(150, Activation.Relu)]
[Decoder.Dense(200)]
[Likelihood.Categorical(2)]
internal sealed partial class CategoricalStep;

[Autoencoder(200)]
[Encoder.Dense(150, Activation.Tanh)]
[Latent.Gaussian(17)]
[Decoder.Dense(150, Activation.Relu)]
[Decoder.Dense(200)]
[Likelihood.Bernoulli]
[Objective.Importance(5)]
internal sealed partial class ImportanceStep;
