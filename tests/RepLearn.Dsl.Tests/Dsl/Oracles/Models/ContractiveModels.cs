namespace RepLearn.Tests.Dsl.Oracles.Models;

// Contractive penalties: one layer, where a closed form exists, and deeper ones.
[Autoencoder(13, Precision = Precision.Double)]
[Latent.Code(7, Activation.Sigmoid)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
[Regularizer.Contractive(0.1)]
[Regularizer.L1(1e-3)]
internal sealed partial class ContractiveOneLayer;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.Tanh)]
[Encoder.Dense(7, Activation.Sigmoid)]
[Latent.Code(5, Activation.Softplus)]
[Decoder.Dense(7, Activation.Tanh)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Regularizer.Contractive(20)]
internal sealed partial class ContractiveThreeLayers;

[Autoencoder(13)]
[Encoder.Dense(9, Activation.Tanh)]
[Encoder.Dense(7, Activation.Sigmoid)]
[Latent.Code(5, Activation.Softplus)]
[Decoder.Dense(7, Activation.Tanh)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Regularizer.Contractive(20)]
internal sealed partial class ContractiveThreeLayersSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.Relu)]
[Latent.Code(5)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Regularizer.Contractive(0.2)]
internal sealed partial class ContractiveRelu;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.Tanh)]
[Encoder.LayerNorm]
[Encoder.Dense(7, Activation.Sigmoid)]
[Latent.Code(5)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Regularizer.Contractive(0.2)]
internal sealed partial class ContractiveLayerNorm;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.Tanh)]
[Latent.Gaussian(4)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
[Regularizer.Contractive(0.1)]
internal sealed partial class ContractivePosterior;

[Autoencoder(13, Precision = Precision.Double)]
[Latent.Code(7, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.SquaredError]
[Regularizer.Contractive(0.1)]
internal sealed partial class ContractiveTied;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.Tanh)]
[Latent.Code(5, Activation.Sigmoid)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Regularizer.Contractive(0.7, Samples = 3)]
[Regularizer.Orthogonal(0.3)]
internal sealed partial class ContractiveEstimated;
