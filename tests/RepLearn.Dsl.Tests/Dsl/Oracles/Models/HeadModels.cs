namespace RepLearn.Tests.Dsl.Oracles.Models;

// Models that predict a label too.
[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Code(5, Activation.Tanh)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Head.Softmax(4, Weight = 0.7)]
internal sealed partial class SoftmaxHead;

[Autoencoder(13)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Code(5, Activation.Tanh)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Head.Softmax(4, Weight = 0.7)]
internal sealed partial class SoftmaxHeadSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Tanh)]
[Latent.Gaussian(5)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
[Head.Softmax(4)]
internal sealed partial class SoftmaxHeadVae;

[Autoencoder(13, Precision = Precision.Double)]
[Latent.Code(5, Activation.Tanh)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Head.Softmax(4, ClassWeights = new[] { 1, 0.25, 1, 3.5 })]
internal sealed partial class SoftmaxHeadWeighted;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Code(5, Activation.Tanh)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Head.Linear(3, Weight = 0.7)]
internal sealed partial class LinearHead;

[Autoencoder(13)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Code(5, Activation.Tanh)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Head.Linear(3, Weight = 0.7)]
internal sealed partial class LinearHeadSingle;
