using RepLearn;

namespace DigitsSample;

[Autoencoder(784)]
[Encoder.Dense(256, Activation.Relu)]
[Encoder.Dense(128, Activation.Relu)]
[Latent.Gaussian(2, WarmupSteps = 1500)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(256, Activation.Relu)]
[Decoder.Dense(784, Activation.Sigmoid)]
[Likelihood.GaussianLearned]
internal sealed partial class Plane28x28;
