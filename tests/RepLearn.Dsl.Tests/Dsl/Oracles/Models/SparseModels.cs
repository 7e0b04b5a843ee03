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
