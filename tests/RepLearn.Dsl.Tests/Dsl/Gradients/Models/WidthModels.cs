namespace RepLearn.Tests.Dsl.Gradients.Models;

// Every width at every place of a network, around the lengths of vectors.
[Autoencoder(1, Precision = Precision.Double), Encoder.Dense(15, Activation.Tanh), Latent.Code(16, Activation.Sigmoid), Decoder.Dense(17, Activation.Softplus), Decoder.Dense(33, Activation.Tanh), Decoder.Dense(1), Likelihood.SquaredError]
internal sealed partial class Widths1;

[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(33, Activation.Tanh), Latent.Code(1, Activation.Sigmoid), Decoder.Dense(16, Activation.Softplus), Decoder.Dense(17, Activation.Tanh), Decoder.Dense(15), Likelihood.SquaredError]
internal sealed partial class Widths15;

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(1, Activation.Tanh), Latent.Code(17, Activation.Sigmoid), Decoder.Dense(33, Activation.Softplus), Decoder.Dense(15, Activation.Tanh), Decoder.Dense(16), Likelihood.SquaredError]
internal sealed partial class Widths16;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(16, Activation.Tanh), Latent.Code(33, Activation.Sigmoid), Decoder.Dense(15, Activation.Softplus), Decoder.Dense(1, Activation.Tanh), Decoder.Dense(17), Likelihood.SquaredError]
internal sealed partial class Widths17;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Tanh), Latent.Code(15, Activation.Sigmoid), Decoder.Dense(1, Activation.Softplus), Decoder.Dense(16, Activation.Tanh), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class Widths33;

[Autoencoder(1, Precision = Precision.Double), Encoder.Dense(15, Activation.Tanh), Encoder.Dense(33, Activation.Silu), Latent.Gaussian(16), Decoder.Dense(17, Activation.Gelu), Decoder.Dense(1), Likelihood.Bernoulli]
internal sealed partial class GaussianWidths1;

[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(33, Activation.Tanh), Encoder.Dense(17, Activation.Silu), Latent.Gaussian(1), Decoder.Dense(16, Activation.Gelu), Decoder.Dense(15), Likelihood.Bernoulli]
internal sealed partial class GaussianWidths15;

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(1, Activation.Tanh), Encoder.Dense(15, Activation.Silu), Latent.Gaussian(17), Decoder.Dense(33, Activation.Gelu), Decoder.Dense(16), Likelihood.Bernoulli]
internal sealed partial class GaussianWidths16;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(16, Activation.Tanh), Encoder.Dense(1, Activation.Silu), Latent.Gaussian(33), Decoder.Dense(15, Activation.Gelu), Decoder.Dense(17), Likelihood.Bernoulli]
internal sealed partial class GaussianWidths17;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Tanh), Encoder.Dense(16, Activation.Silu), Latent.Gaussian(15), Decoder.Dense(1, Activation.Gelu), Decoder.Dense(33), Likelihood.Bernoulli]
internal sealed partial class GaussianWidths33;

[Autoencoder(1, Precision = Precision.Double), Encoder.Dense(15, Activation.Sigmoid), Encoder.LayerNorm, Latent.Code(16, Activation.Tanh), Decoder.Dense(1), Likelihood.SquaredError, Regularizer.Contractive(0.3)]
internal sealed partial class ContractiveWidths1;

[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(33, Activation.Sigmoid), Encoder.LayerNorm, Latent.Code(1, Activation.Tanh), Decoder.Dense(15), Likelihood.SquaredError, Regularizer.Contractive(0.3)]
internal sealed partial class ContractiveWidths15;

[Autoencoder(16, Precision = Precision.Double), Encoder.LayerNorm, Encoder.Dense(1, Activation.Sigmoid), Latent.Code(17, Activation.Tanh), Decoder.Dense(16), Likelihood.SquaredError, Regularizer.Contractive(0.3)]
internal sealed partial class ContractiveWidths16;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(16, Activation.Sigmoid), Encoder.LayerNorm, Latent.Code(33, Activation.Tanh), Decoder.Dense(17), Likelihood.SquaredError, Regularizer.Contractive(0.3)]
internal sealed partial class ContractiveWidths17;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Sigmoid), Encoder.LayerNorm, Latent.Code(15, Activation.Tanh), Decoder.Dense(33), Likelihood.SquaredError, Regularizer.Contractive(0.3)]
internal sealed partial class ContractiveWidths33;
