namespace RepLearn.Tests.Dsl.Oracles.Models;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Tanh), Encoder.Dense(12)]
[Latent.VectorQuantized(9, 4, Decay = 0.9, Revival = 0.5)]
[Decoder.Dense(7, Activation.Tanh), Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class QuantizedModel;

[Autoencoder(13)]
[Encoder.Dense(7, Activation.Tanh), Encoder.Dense(12)]
[Latent.VectorQuantized(9, 4, Decay = 0.9, Revival = 0.5)]
[Decoder.Dense(7, Activation.Tanh), Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class QuantizedSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Tanh), Encoder.Dense(12)]
[Latent.VectorQuantized(9, 4, ByGradient = true)]
[Decoder.Dense(7, Activation.Tanh), Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class QuantizedByGradient;

[Autoencoder(5, 4, 2, Precision = Precision.Double)]
[Encoder.Conv(16, 3, Stride = 2)]
[Latent.VectorQuantized(7, 16, Commitment = 2, Decay = 0.5, Revival = 0)]
[Decoder.Dense(40)]
[Likelihood.SquaredError]
internal sealed partial class QuantizedImage;
