namespace RepLearn.Tests.Dsl.Gradients.Models;

// Every corruption, with emphasis and without, and dropout on both sides.
[Autoencoder(17, Precision = Precision.Double), Corruption.Masking(0.3), Encoder.Dense(16, Activation.Tanh), Latent.Code(15), Decoder.Dense(17), Likelihood.SquaredError]
internal sealed partial class Masked;

[Autoencoder(33, Precision = Precision.Double), Corruption.Masking(0.3, Emphasis = 3), Encoder.Dense(16, Activation.Tanh), Latent.Gaussian(15), Decoder.Dense(33), Likelihood.Bernoulli]
internal sealed partial class MaskedEmphasised;

[Autoencoder(15, Precision = Precision.Double), Corruption.SaltAndPepper(0.4, Emphasis = 2), Encoder.Dense(33, Activation.Tanh), Latent.Code(17), Decoder.Dense(15), Likelihood.Bernoulli]
internal sealed partial class SaltAndPepper;

[Autoencoder(16, Precision = Precision.Double), Corruption.Gaussian(0.5), Encoder.Dense(15, Activation.Tanh), Latent.Code(17), Decoder.Dense(16), Likelihood.GaussianLearned]
internal sealed partial class GaussianCorrupted;

[Autoencoder(16, Precision = Precision.Double), Corruption.Gaussian(0.5, Emphasis = 4), Latent.Code(17, Activation.Sigmoid), Decoder.Dense(16), Likelihood.Gaussian(Sigma = 2)]
internal sealed partial class GaussianCorruptedEmphasised;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dropout(0.2), Encoder.Dense(33, Activation.Tanh), Encoder.Dropout(0.5), Latent.Code(15, Activation.Tanh), Decoder.Dropout(0.3), Decoder.Dense(16, Activation.Tanh), Decoder.Dropout(0.1), Decoder.Dense(17), Likelihood.SquaredError]
internal sealed partial class Dropouts;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Softplus), Encoder.Dropout(0.25), Latent.Gaussian(16), Decoder.Dense(15, Activation.Softplus), Decoder.Dropout(0.25), Decoder.Dense(33), Likelihood.Bernoulli]
internal sealed partial class DropoutsSampled;
