namespace RepLearn.Tests.Learning;

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
