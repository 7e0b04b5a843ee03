using RepLearn;

namespace DigitsSample;

[Autoencoder(64)]
[Corruption.Gaussian(0.2)]
[Encoder.Dense(256, Activation.Relu)]
[Encoder.Dense(128, Activation.Relu)]
[Encoder.Dense(64, Activation.Relu)]
[Latent.Gaussian(2, WarmupSteps = 1500)]
[Decoder.Dense(64, Activation.Relu)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(256, Activation.Relu)]
[Decoder.Dense(64, Activation.Sigmoid)]
[Likelihood.GaussianLearned]
internal sealed partial class Plane8x8;
