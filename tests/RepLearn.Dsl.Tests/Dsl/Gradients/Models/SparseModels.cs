namespace RepLearn.Tests.Dsl.Gradients.Models;

// Sparse dictionaries: beside an input that is centred, between layers, and with what else may follow a code.
[Autoencoder(9, Precision = Precision.Double), Latent.TopK(40, 5), Decoder.Dense(9), Likelihood.SquaredError]
internal sealed partial class TopKCentred;

[Autoencoder(17, Precision = Precision.Double)]
[Encoder.Dense(16, Activation.Tanh)]
[Latent.TopK(33, 3)]
[Decoder.Dense(15, Activation.Silu)]
[Decoder.Dense(17)]
[Likelihood.Bernoulli]
[Regularizer.L1(0.2)]
[Regularizer.L2(0.1)]
[Regularizer.Mmd(3)]
[Head.Softmax(3)]
internal sealed partial class TopKDeep;

[Autoencoder(17, Precision = Precision.Double), Latent.TopK(20, 17), Decoder.Tied, Likelihood.Gaussian]
internal sealed partial class TopKTied;

[Autoencoder(9, Precision = Precision.Double), Latent.Matryoshka(40, 5, Prefixes = new[] { 3, 17 }, PerExample = true), Decoder.Dense(9), Likelihood.Gaussian(Sigma = 0.5)]
internal sealed partial class MatryoshkaCentred;

[Autoencoder(17, Precision = Precision.Double)]
[Encoder.Dense(16, Activation.Tanh)]
[Latent.Matryoshka(33, 3, Prefixes = new[] { 16 })]
[Decoder.Dense(15, Activation.Silu)]
[Decoder.BatchNorm]
[Decoder.Dense(17)]
[Likelihood.Bernoulli]
internal sealed partial class MatryoshkaDeep;

[Autoencoder(9, Precision = Precision.Double), Target(17), Latent.TopK(40, 5), Decoder.Dense(17), Likelihood.GaussianLearned]
internal sealed partial class TranscoderTopK;

[Autoencoder(9, Precision = Precision.Double)]
[Encoder.Dense(16, Activation.Tanh)]
[Latent.Gated(33, 0.4, MostActive = 9)]
[Decoder.Dense(15, Activation.Silu)]
[Decoder.Dense(9)]
[Likelihood.GaussianLearned]
internal sealed partial class GatedDeep;
