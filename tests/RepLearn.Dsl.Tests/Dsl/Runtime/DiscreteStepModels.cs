namespace RepLearn.Tests.Dsl.Runtime;

// Discrete latents large enough that two threads share a step.
[Autoencoder(200)]
[Encoder.Dense(150, Activation.Relu)]
[Latent.Concrete(20, 10, Temperature = 1, FinalTemperature = 0.5, AnnealingSteps = 100, Hard = true, FreeBits = 0.01)]
[Decoder.Dense(150, Activation.Relu)]
[Decoder.Dense(200)]
[Likelihood.Bernoulli]
internal sealed partial class ConcreteStep;

[Autoencoder(7, Precision = Precision.Double)]
[Latent.Concrete(3, 4)]
[Decoder.Dense(7)]
[Likelihood.Bernoulli]
internal sealed partial class PartedConcrete;
