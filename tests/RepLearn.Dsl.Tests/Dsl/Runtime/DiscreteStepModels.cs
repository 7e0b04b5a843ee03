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

[Autoencoder(13, 9, 3)]
[Encoder.Conv(24, 3, Activation.Relu, Stride = 2)]
[Encoder.Conv(20, 3, Stride = 2)]
[Latent.VectorQuantized(70, 20)]
[Decoder.ConvTranspose(16, 3, Activation.Relu, Stride = 2, Padding = 1)]
[Decoder.Dense(13 * 9 * 3)]
[Likelihood.Bernoulli]
internal sealed partial class QuantizedStep;

[Autoencoder(7, Precision = Precision.Double)]
[Encoder.Dense(6)]
[Latent.VectorQuantized(5, 2, ByGradient = true)]
[Decoder.Dense(7)]
[Likelihood.Bernoulli]
internal sealed partial class PartedQuantized;
