namespace RepLearn.Benchmarks.Images;

// One variational autoencoder, trained by the evidence lower bound and by importance-weighted ones.
[Autoencoder(64), Encoder.Dense(100, Activation.Tanh), Encoder.Dense(100, Activation.Tanh), Latent.Gaussian(20)]
[Decoder.Dense(100, Activation.Tanh), Decoder.Dense(100, Activation.Tanh), Decoder.Dense(64), Likelihood.Bernoulli]
internal sealed partial class EvidenceBound;

[Autoencoder(64), Encoder.Dense(100, Activation.Tanh), Encoder.Dense(100, Activation.Tanh), Latent.Gaussian(20)]
[Decoder.Dense(100, Activation.Tanh), Decoder.Dense(100, Activation.Tanh), Decoder.Dense(64), Likelihood.Bernoulli]
[Objective.Importance(5)]
internal sealed partial class FiveDraws;

[Autoencoder(64), Encoder.Dense(100, Activation.Tanh), Encoder.Dense(100, Activation.Tanh), Latent.Gaussian(20)]
[Decoder.Dense(100, Activation.Tanh), Decoder.Dense(100, Activation.Tanh), Decoder.Dense(64), Likelihood.Bernoulli]
[Objective.Importance(50)]
internal sealed partial class FiftyDraws;
