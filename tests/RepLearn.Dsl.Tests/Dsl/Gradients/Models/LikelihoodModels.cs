namespace RepLearn.Tests.Dsl.Gradients.Models;

// Every likelihood after a deterministic code and after a sampled one.
[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(16, Activation.Tanh), Latent.Code(15), Decoder.Dense(33), Likelihood.Bernoulli]
internal sealed partial class BernoulliCode;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(16, Activation.Tanh), Latent.Code(15), Decoder.Dense(17), Likelihood.Gaussian(Sigma = 0.3)]
internal sealed partial class GaussianCode;

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(17, Activation.Tanh), Latent.Code(33), Decoder.Dense(16), Likelihood.GaussianLearned]
internal sealed partial class GaussianLearnedCode;

[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(17, Activation.Tanh), Latent.Code(16), Decoder.Dense(15, Activation.Sigmoid), Likelihood.SquaredError]
internal sealed partial class SquaredErrorCode;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(15, Activation.Tanh), Latent.Gaussian(16), Decoder.Dense(17), Likelihood.GaussianLearned]
internal sealed partial class GaussianLearnedSampled;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(15, Activation.Tanh), Latent.Gaussian(1), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class SquaredErrorSampled;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(16, Activation.Tanh), Latent.Code(15), Decoder.Dense(17), Likelihood.Laplace(Scale = 0.3)]
internal sealed partial class LaplaceErrorCode;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(15, Activation.Tanh), Latent.Gaussian(3), Decoder.Dense(33), Likelihood.Poisson]
internal sealed partial class PoissonSampled;

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(15, Activation.Tanh), Latent.Gaussian(3), Decoder.Dense(16), Likelihood.Huber(0.4)]
internal sealed partial class HuberSampled;

[Autoencoder(20, Precision = Precision.Double), Encoder.Dense(15, Activation.Tanh), Latent.Gaussian(3), Decoder.Dense(20), Likelihood.Categorical(5)]
internal sealed partial class CategoricalSampled;

[Autoencoder(32, Precision = Precision.Double), Corruption.Masking(0.3, Emphasis = 2), Latent.Code(3), Decoder.Dense(32), Likelihood.Categorical(16)]
internal sealed partial class CategoricalWhole;
