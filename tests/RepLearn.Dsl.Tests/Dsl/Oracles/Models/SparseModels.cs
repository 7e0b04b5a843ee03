namespace RepLearn.Tests.Dsl.Oracles.Models;

// Sparse dictionaries.
[Autoencoder(13, Precision = Precision.Double)]
[Latent.TopK(40, 5)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class TopK;

[Autoencoder(13)]
[Latent.TopK(40, 5)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class TopKSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Tanh)]
[Latent.TopK(40, 3)]
[Decoder.Dense(6, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
[Regularizer.L1(0.3)]
internal sealed partial class TopKDeep;

[Autoencoder(13, Precision = Precision.Double)]
[Latent.TopK(40, 5, DeadAfter = 2, RevivedUnits = 7, RevivalWeight = 0.25)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class TopKRevival;

[Autoencoder(13, Precision = Precision.Double)]
[Latent.BatchTopK(40, 5)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class BatchTopK;

[Autoencoder(13)]
[Latent.BatchTopK(40, 5)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class BatchTopKSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Latent.JumpRelu(40, 0.7, Threshold = 0.2, Bandwidth = 0.3)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class JumpRelu;

[Autoencoder(13, Precision = Precision.Double)]
[Latent.Gated(40, 0.7)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class Gated;

[Autoencoder(13)]
[Latent.Gated(40, 0.7)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class GatedSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Tanh)]
[Latent.Gated(40, 0.7)]
[Decoder.Dense(6, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class GatedDeep;

[Autoencoder(13, Precision = Precision.Double)]
[Latent.Matryoshka(40, 5, Prefixes = new[] { 4, 19 })]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class Matryoshka;

[Autoencoder(13)]
[Latent.Matryoshka(40, 5, Prefixes = new[] { 1, 20 }, PerExample = true)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class MatryoshkaSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Target(9)]
[Latent.TopK(40, 5)]
[Decoder.Dense(9)]
[Likelihood.SquaredError]
internal sealed partial class Transcoder;
