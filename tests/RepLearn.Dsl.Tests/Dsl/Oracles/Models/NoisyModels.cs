namespace RepLearn.Tests.Dsl.Oracles.Models;

// Denoising autoencoders, dropout and layer normalisation.
[Autoencoder(13, Precision = Precision.Double)]
[Corruption.Masking(0.3, Emphasis = 3)]
[Encoder.Dense(9, Activation.Relu)]
[Latent.Code(5, Activation.Sigmoid)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class DenoisingMasking;

[Autoencoder(13)]
[Corruption.Masking(0.3, Emphasis = 3)]
[Encoder.Dense(9, Activation.Relu)]
[Latent.Code(5, Activation.Sigmoid)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class DenoisingMaskingSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Corruption.SaltAndPepper(0.4, Emphasis = 2)]
[Encoder.Dense(9, Activation.Relu)]
[Latent.Code(5, Activation.Sigmoid)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class DenoisingSaltAndPepper;

[Autoencoder(13, Precision = Precision.Double)]
[Corruption.Gaussian(0.3, Emphasis = 1.5)]
[Encoder.Dense(9, Activation.Relu)]
[Latent.Code(5, Activation.Sigmoid)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class DenoisingGaussian;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(17, Activation.Relu)]
[Encoder.LayerNorm]
[Encoder.Dropout(0.4)]
[Encoder.Dense(7, Activation.Tanh)]
[Latent.Code(5)]
[Decoder.Dropout(0.25)]
[Decoder.LayerNorm]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class LayerNormDropout;

[Autoencoder(13)]
[Encoder.Dense(17, Activation.Relu)]
[Encoder.LayerNorm]
[Encoder.Dropout(0.4)]
[Encoder.Dense(7, Activation.Tanh)]
[Latent.Code(5)]
[Decoder.Dropout(0.25)]
[Decoder.LayerNorm]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class LayerNormDropoutSingle;
