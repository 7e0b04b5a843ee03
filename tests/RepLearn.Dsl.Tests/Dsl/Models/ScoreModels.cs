namespace RepLearn.Tests.Dsl.Models;

[Autoencoder(6, Precision = Precision.Double)]
[Latent.Gaussian(3, Beta = 0.25)]
[Decoder.Dense(6)]
[Likelihood.GaussianLearned]
internal sealed partial class ScoredNormal;

[Autoencoder(6, Precision = Precision.Double)]
[Latent.Code(3)]
[Decoder.Dense(6)]
[Likelihood.Bernoulli]
[Regularizer.WeightDecay(0.1)]
internal sealed partial class ScoredBits;

[Autoencoder(6, Precision = Precision.Double)]
[Condition(3)]
[Target(2)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Code(3)]
[Decoder.Dense(2)]
[Likelihood.Laplace(Scale = 0.5)]
[Head.Softmax(4, Weight = 2)]
internal sealed partial class ScoredParts;

[Autoencoder(6)]
[Encoder.Dense(8, Activation.Tanh)]
[Encoder.BatchNorm(Activation.Relu)]
[Encoder.Dropout(0.3)]
[Latent.Gaussian(3)]
[Decoder.Dense(6)]
[Likelihood.Gaussian(Sigma = 0.5)]
internal sealed partial class ScoredBatches;
