namespace RepLearn.Tests.Dsl.Learning;

[Autoencoder(64)]
[Latent.Code(8)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
internal sealed partial class LinearDigits;

// The model of the fixture "digits-vae".
[Autoencoder(64)]
[Encoder.Dense(128, Activation.Relu)]
[Latent.Gaussian(8)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class DigitsVae;

// As above, with a long warm-up.
[Autoencoder(64)]
[Encoder.Dense(64, Activation.Relu)]
[Latent.Gaussian(8, WarmupSteps = 2000)]
[Decoder.Dense(64, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class WarmedUpVae;

[Autoencoder(8, 8, 1)]
[Encoder.Conv(16, 3, Activation.Relu, Stride = 2)]
[Encoder.Conv(32, 3, Activation.Relu, Stride = 2)]
[Latent.Code(4)]
[Decoder.Dense(2 * 2 * 32, Activation.Relu)]
[Decoder.Reshape(2, 2, 32)]
[Decoder.ConvTranspose(16, 3, Activation.Relu, Stride = 2)]
[Decoder.ConvTranspose(1, 3, Stride = 2)]
[Likelihood.SquaredError]
internal sealed partial class ConvDigits;
