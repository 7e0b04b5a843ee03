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
