namespace RepLearn.Tests.Dsl.Oracles.Models;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5, Covariance = Covariance.LowRank, Rank = 2)]
[Decoder.Dense(7, Activation.Relu), Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeLowRank;

[Autoencoder(13)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5, Covariance = Covariance.LowRank, Rank = 2)]
[Decoder.Dense(7, Activation.Relu), Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeLowRankSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5, Covariance = Covariance.LowRank, Rank = 2)]
[Decoder.Dense(7, Activation.Relu), Decoder.Dense(13)]
[Likelihood.Bernoulli, Objective.Importance(3)]
internal sealed partial class LowRankImportance;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.VonMisesFisher(2)]
[Decoder.Dense(7, Activation.Relu), Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeCircle;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.VonMisesFisher(5)]
[Decoder.Dense(7, Activation.Relu), Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeSphere;

[Autoencoder(13)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.VonMisesFisher(5)]
[Decoder.Dense(7, Activation.Relu), Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeSphereSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.VonMisesFisher(5)]
[Decoder.Dense(7, Activation.Relu), Decoder.Dense(13)]
[Likelihood.Bernoulli, Objective.Importance(3)]
internal sealed partial class SphereImportance;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Concrete(3, 4, Temperature = 0.8)]
[Decoder.Dense(7, Activation.Relu), Decoder.Dense(13)]
[Likelihood.Bernoulli, Objective.Importance(3)]
internal sealed partial class ConcreteImportance;
