namespace RepLearn.Tests.Dsl.Oracles.Models;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Tanh)]
[Latent.Concrete(3, 4, Temperature = 1.5, FinalTemperature = 0.5, AnnealingSteps = 100)]
[Decoder.Dense(7, Activation.Tanh), Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class Concrete;

[Autoencoder(13)]
[Encoder.Dense(7, Activation.Tanh)]
[Latent.Concrete(3, 4, Temperature = 1.5, FinalTemperature = 0.5, AnnealingSteps = 100)]
[Decoder.Dense(7, Activation.Tanh), Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class ConcreteSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Tanh)]
[Latent.Concrete(2, 16, Temperature = 0.7, Hard = true, Beta = 0.4)]
[Decoder.Dense(7, Activation.Tanh), Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class ConcreteHard;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Tanh)]
[Latent.Concrete(5, 3, FreeBits = 0.1)]
[Decoder.Dense(7, Activation.Tanh), Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class ConcreteFreeBits;
