using RepLearn;

namespace DigitsSample;

[Autoencoder(64)]
[Corruption.Gaussian(0.2)]
[Encoder.Dense(512, Activation.Relu)]
[Latent.Gaussian(8, WarmupSteps = 1500)]
[Decoder.Dense(512, Activation.Relu)]
[Decoder.Dense(64, Activation.Sigmoid)]
[Likelihood.GaussianLearned]
internal sealed partial class Vae8x8;
