namespace RepLearn.Tests.Dsl.Gradients.Models;

// Directions on spheres, covariances of low rank and bounds of relaxed draws.
[Autoencoder(7, Precision = Precision.Double), Encoder.Dense(5, Activation.Tanh), Latent.VonMisesFisher(4), Decoder.Dense(7), Likelihood.Bernoulli]
internal sealed partial class SphereLatent;

[Autoencoder(7, Precision = Precision.Double), Encoder.Dense(5, Activation.Tanh), Latent.VonMisesFisher(2, Beta = 2, FreeBits = 0.1), Decoder.Dense(9, Activation.Tanh), Decoder.Dense(7), Likelihood.Gaussian]
[Regularizer.Mmd(0.5), Regularizer.Contractive(0.1), Head.Softmax(3)]
internal sealed partial class CircleLatent;

[Autoencoder(9, Precision = Precision.Double), Condition(3), Latent.VonMisesFisher(17), Decoder.Dense(9), Likelihood.Gaussian(Sigma = 0.7), Objective.Importance(3)]
internal sealed partial class ImportanceSphere;

[Autoencoder(7, Precision = Precision.Double), Encoder.Dense(5, Activation.Tanh), Latent.Gaussian(4, Beta = 2, Covariance = Covariance.LowRank), Decoder.Dense(7), Likelihood.Bernoulli]
[Regularizer.Contractive(0.1), Regularizer.Mmd(0.5)]
internal sealed partial class RankOneLatent;

[Autoencoder(7, Precision = Precision.Double), Encoder.Dense(5, Activation.Tanh), Latent.Gaussian(17, Covariance = Covariance.LowRank, Rank = 3, FreeBits = 0.1), Decoder.Dense(7), Likelihood.Gaussian]
internal sealed partial class LowRankLatent;

[Autoencoder(7, Precision = Precision.Double), Condition(3), Latent.Gaussian(5, Covariance = Covariance.LowRank, Rank = 2), Prior.Mixture(3), Decoder.Dense(7), Likelihood.Bernoulli, Objective.Importance(3)]
internal sealed partial class ImportanceLowRank;

[Autoencoder(7, Precision = Precision.Double), Encoder.Dense(5, Activation.Tanh), Latent.Concrete(3, 4, Temperature = 2, FinalTemperature = 0.5, AnnealingSteps = 10), Decoder.Dense(7), Likelihood.Bernoulli, Objective.Importance(3)]
internal sealed partial class ImportanceConcrete;

[Autoencoder(7, Precision = Precision.Double), Latent.Concrete(1, 17, Temperature = 0.7), Decoder.Dense(7, Activation.Tanh), Likelihood.Gaussian, Objective.Importance(4)]
internal sealed partial class ImportanceClasses;
