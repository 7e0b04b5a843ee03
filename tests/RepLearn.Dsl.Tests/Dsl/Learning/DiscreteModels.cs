namespace RepLearn.Tests.Dsl.Learning;

// Four vectors of a codebook of 64 per digit.
[Autoencoder(64)]
[Encoder.Dense(64, Activation.Relu)]
[Encoder.Dense(32)]
[Latent.VectorQuantized(64, 8)]
[Decoder.Dense(64, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
internal sealed partial class QuantizedDigits;
