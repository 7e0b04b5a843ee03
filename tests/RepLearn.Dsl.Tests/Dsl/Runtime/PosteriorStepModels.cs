namespace RepLearn.Tests.Dsl.Runtime;

// Posteriors large enough that two threads share a step.
[Autoencoder(200)]
[Encoder.Dense(150, Activation.Relu)]
[Latent.VonMisesFisher(19)]
[Decoder.Dense(150, Activation.Relu)]
[Decoder.Dense(200)]
[Likelihood.Bernoulli]
[Regularizer.Mmd(1)]
internal sealed partial class SphereStep;

[Autoencoder(200)]
[Encoder.Dense(150, Activation.Relu)]
[Latent.Gaussian(19, Covariance = Covariance.LowRank, Rank = 3)]
[Decoder.Dense(150, Activation.Relu)]
[Decoder.Dense(200)]
[Likelihood.Bernoulli]
[Objective.Importance(3)]
internal sealed partial class LowRankStep;

[Autoencoder(200)]
[Encoder.Dense(150, Activation.Relu)]
[Latent.Concrete(20, 10)]
[Decoder.Dense(150, Activation.Relu)]
[Decoder.Dense(200)]
[Likelihood.Bernoulli]
[Objective.Importance(3)]
internal sealed partial class RelaxedWeightsStep;

[Autoencoder(7, Precision = Precision.Double)]
[Latent.VonMisesFisher(3, FreeBits = 0.1)]
[Decoder.Dense(7)]
[Likelihood.Bernoulli]
internal sealed partial class PartedSphere;

[Autoencoder(7, Precision = Precision.Double)]
[Latent.Gaussian(5, Covariance = Covariance.LowRank, Rank = 2)]
[Decoder.Dense(7)]
[Likelihood.Gaussian]
[Objective.Importance(3)]
internal sealed partial class PartedLowRank;
