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

[Autoencoder(6, Precision = Precision.Double)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Gaussian(3)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
[Head.Linear(18, Weight = 0.3)]
internal sealed partial class HeadOfNumbers;

[Autoencoder(6, Precision = Precision.Double)]
[Latent.Code(3, Activation.Tanh)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
[Head.Softmax(4, ClassWeights = new[] { 1, 0.2, 1, 3 })]
internal sealed partial class HeadOfWeighedClasses;
