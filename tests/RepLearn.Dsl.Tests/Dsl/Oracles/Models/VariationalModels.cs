namespace RepLearn.Tests.Dsl.Oracles.Models;

// Variational autoencoders with every option of the latent and every likelihood.
[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeBernoulli;

[Autoencoder(13)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeBernoulliSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5, Beta = 0.7, FreeBits = 0.25)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeBetaFreeBits;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5, Beta = 2, WarmupSteps = 100)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeWarmUp;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5, Beta = 4, Capacity = 5, WarmupSteps = 100)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeCapacity;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5, Beta = 4, Capacity = 0.5, WarmupSteps = 100)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeCapacityExceeded;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Gaussian(Sigma = 0.5)]
internal sealed partial class VaeGaussian;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.GaussianLearned]
internal sealed partial class VaeGaussianLearned;

[Autoencoder(50, Precision = Precision.Double)]
[Encoder.Dense(37, Activation.Relu)]
[Latent.Gaussian(17)]
[Decoder.Dense(37, Activation.Relu)]
[Decoder.Dense(50)]
[Likelihood.Bernoulli]
internal sealed partial class VaeWide;

[Autoencoder(13, Precision = Precision.Double)]
[Corruption.Masking(0.25, Emphasis = 2.5)]
[Encoder.Dense(9, Activation.Silu)]
[Encoder.LayerNorm]
[Encoder.Dropout(0.2)]
[Encoder.Dense(7, Activation.Tanh)]
[Latent.Gaussian(5, Beta = 1.5)]
[Decoder.Dense(9, Activation.Gelu)]
[Decoder.Dropout(0.3)]
[Decoder.Dense(13)]
[Likelihood.GaussianLearned]
[Regularizer.L2(0.03)]
[Regularizer.WeightDecay(1e-3)]
[Regularizer.L1(0.02)]
internal sealed partial class VaeEverything;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
[Regularizer.TotalCorrelation(3)]
internal sealed partial class VaeTotalCorrelation;

[Autoencoder(13)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
[Regularizer.TotalCorrelation(3)]
internal sealed partial class VaeTotalCorrelationSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Prior.Mixture(6)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeMixturePrior;

[Autoencoder(13)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Prior.Mixture(6)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeMixturePriorSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Laplace(Scale = 0.5)]
internal sealed partial class VaeLaplaceLikelihood;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Prior.Vamp(4)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeVampPrior;

[Autoencoder(5, 4, 2, Precision = Precision.Double)]
[Encoder.Conv(6, 3, Activation.Relu)]
[Encoder.GroupNorm(3)]
[Encoder.MaxPool(2)]
[Encoder.Conv(3, 2, Activation.Tanh, Padding = 0)]
[Latent.Gaussian(2)]
[Prior.Vamp(5)]
[Decoder.Dense(40)]
[Likelihood.Bernoulli]
internal sealed partial class VaeVampPriorConvolutions;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5, Beta = 0.5)]
[Prior.Vamp(4, LearnedWeights = true)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Gaussian(Sigma = 0.5)]
internal sealed partial class VaeVampPriorWeighted;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5, Covariance = Covariance.Full)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeFullCovariance;

[Autoencoder(13)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5, Covariance = Covariance.Full)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
internal sealed partial class VaeFullCovarianceSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Poisson]
internal sealed partial class VaePoisson;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Huber(0.3)]
internal sealed partial class VaeHuber;

[Autoencoder(12, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(12)]
[Likelihood.Categorical(4)]
internal sealed partial class VaeCategorical;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
[Objective.Importance(5)]
internal sealed partial class ImportanceFive;
