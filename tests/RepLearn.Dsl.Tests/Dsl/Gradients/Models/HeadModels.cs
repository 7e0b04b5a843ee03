namespace RepLearn.Tests.Dsl.Gradients.Models;

[Autoencoder(6, Precision = Precision.Double)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Code(3)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
[Head.Softmax(3)]
internal sealed partial class HeadOnCode;

[Autoencoder(6, Precision = Precision.Double)]
[Corruption.Masking(0.2)]
[Encoder.Dense(5, Activation.Tanh)]
[Encoder.BatchNorm]
[Latent.Gaussian(3, FreeBits = 0.1)]
[Decoder.Dense(6)]
[Likelihood.Bernoulli]
[Head.Softmax(17, Weight = 3)]
internal sealed partial class HeadOnMean;
