using RepLearn;

namespace DigitsSample;

[Autoencoder(784)]
[Encoder.Dense(512, Activation.Relu)]
[Encoder.Dense(256, Activation.Relu)]
[Latent.Gaussian(10, WarmupSteps = 1500)]
[Decoder.Dense(256, Activation.Relu)]
[Decoder.Dense(512, Activation.Relu)]
[Decoder.Dense(784, Activation.Sigmoid)]
[Likelihood.GaussianLearned]
internal sealed partial class Vae28x28;
