namespace RepLearn.Benchmarks.Images;

// One variational autoencoder; with a larger weight of the whole divergence, and of its total correlation alone.
[Autoencoder(64), Encoder.Dense(100, Activation.Relu), Latent.Gaussian(10)]
[Decoder.Dense(100, Activation.Relu), Decoder.Dense(64), Likelihood.Bernoulli]
internal sealed partial class PlainDivergence;

[Autoencoder(64), Encoder.Dense(100, Activation.Relu), Latent.Gaussian(10, Beta = 2)]
[Decoder.Dense(100, Activation.Relu), Decoder.Dense(64), Likelihood.Bernoulli]
internal sealed partial class DoubleDivergence;

[Autoencoder(64), Encoder.Dense(100, Activation.Relu), Latent.Gaussian(10)]
[Decoder.Dense(100, Activation.Relu), Decoder.Dense(64), Likelihood.Bernoulli, Regularizer.TotalCorrelation(1)]
internal sealed partial class WeakCorrelation;

[Autoencoder(64), Encoder.Dense(100, Activation.Relu), Latent.Gaussian(10)]
[Decoder.Dense(100, Activation.Relu), Decoder.Dense(64), Likelihood.Bernoulli, Regularizer.TotalCorrelation(4)]
internal sealed partial class StrongCorrelation;
