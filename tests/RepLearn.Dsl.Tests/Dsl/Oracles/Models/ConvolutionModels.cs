namespace RepLearn.Tests.Dsl.Oracles.Models;

[Autoencoder(7, 5, 2, Precision = Precision.Double)]
[Encoder.Conv(5, 3, Activation.Relu, Stride = 2)]
[Encoder.Conv(3, 2, Activation.Tanh, Padding = 1)]
[Latent.Code(4)]
[Decoder.Dense(4 * 3 * 4, Activation.Relu)]
[Decoder.Reshape(4, 3, 4)]
[Decoder.ConvTranspose(3, 3, Activation.Relu, Stride = 2, Padding = 1)]
[Decoder.Conv(2, 3)]
[Likelihood.Bernoulli]
internal sealed partial class Conv;

[Autoencoder(7, 5, 2)]
[Encoder.Conv(5, 3, Activation.Relu, Stride = 2)]
[Encoder.Conv(3, 2, Activation.Tanh, Padding = 1)]
[Latent.Code(4)]
[Decoder.Dense(4 * 3 * 4, Activation.Relu)]
[Decoder.Reshape(4, 3, 4)]
[Decoder.ConvTranspose(3, 3, Activation.Relu, Stride = 2, Padding = 1)]
[Decoder.Conv(2, 3)]
[Likelihood.Bernoulli]
internal sealed partial class ConvSingle;

[Autoencoder(6, 6, 1, Precision = Precision.Double)]
[Encoder.Conv(17, 5, Activation.Gelu, Stride = 3)]
[Latent.Gaussian(2)]
[Decoder.Dense(3 * 3 * 2, Activation.Tanh)]
[Decoder.Reshape(3, 3, 2)]
[Decoder.ConvTranspose(3, 3, Activation.Silu, Stride = 2)]
[Decoder.ConvTranspose(1, 3)]
[Likelihood.Gaussian]
internal sealed partial class ConvVae;

[Autoencoder(5, 4, 1, Precision = Precision.Double)]
[Encoder.Conv(3, 3, Activation.Tanh, Stride = 2)]
[Latent.Code(3, Activation.Sigmoid)]
[Decoder.Dense(20)]
[Likelihood.SquaredError]
[Regularizer.Contractive(0.3)]
internal sealed partial class ConvContractive;
