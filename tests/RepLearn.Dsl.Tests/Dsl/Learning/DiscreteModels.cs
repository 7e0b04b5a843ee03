namespace RepLearn.Tests.Dsl.Learning;

// The model of the fixture "digits-concrete", with libtorch's first values there: He's before rectifiers, Glorot's elsewhere.
[Autoencoder(64, Initializer = Initializer.Glorot)]
[Encoder.Dense(128, Activation.Relu, Initializer = Initializer.He)]
[Latent.Concrete(10, 8, Temperature = 1, FinalTemperature = 0.5, AnnealingSteps = 2000)]
[Decoder.Dense(128, Activation.Relu, Initializer = Initializer.He)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class DigitsConcrete;

// Four vectors of a codebook of 64 per digit.
[Autoencoder(64)]
[Encoder.Dense(64, Activation.Relu)]
[Encoder.Dense(32)]
[Latent.VectorQuantized(64, 8)]
[Decoder.Dense(64, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
internal sealed partial class QuantizedDigits;
