namespace RepLearn.Benchmarks.Steps;

[Autoencoder(784)]
[Encoder.Dense(400, Activation.Relu)]
[Latent.Gaussian(20)]
[Decoder.Dense(400, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class GridVae;

[Autoencoder(784)]
[Encoder.Dense(512, Activation.Relu)]
[Encoder.Dense(256, Activation.Relu)]
[Latent.Code(32)]
[Decoder.Dense(256, Activation.Relu)]
[Decoder.Dense(512, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.SquaredError]
internal sealed partial class GridDeep;

[Autoencoder(784)]
[Latent.Code(256, Activation.Sigmoid)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
[Regularizer.Contractive(0.1)]
[Regularizer.L1(1e-3)]
internal sealed partial class GridContractive;

[Autoencoder(64)]
[Encoder.Dense(32, Activation.Relu)]
[Latent.Code(8)]
[Decoder.Dense(32, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
internal sealed partial class GridTiny;

[Autoencoder(28, 28, 1)]
[Encoder.Conv(16, 3, Activation.Relu, Stride = 2)]
[Encoder.Conv(32, 3, Activation.Relu, Stride = 2)]
[Latent.Code(32)]
[Decoder.Dense(7 * 7 * 32, Activation.Relu)]
[Decoder.Reshape(7, 7, 32)]
[Decoder.ConvTranspose(16, 3, Activation.Relu, Stride = 2)]
[Decoder.ConvTranspose(1, 3, Stride = 2)]
[Likelihood.SquaredError]
internal sealed partial class GridConv;

[Autoencoder(28, 28, 1)]
[Encoder.Conv(32, 3, Activation.Relu, Stride = 2)]
[Encoder.Conv(64, 3, Activation.Relu, Stride = 2)]
[Latent.Gaussian(20)]
[Decoder.Dense(7 * 7 * 64, Activation.Relu)]
[Decoder.Reshape(7, 7, 64)]
[Decoder.ConvTranspose(32, 3, Activation.Relu, Stride = 2)]
[Decoder.ConvTranspose(1, 3, Stride = 2)]
[Likelihood.Bernoulli]
internal sealed partial class GridConvVae;
