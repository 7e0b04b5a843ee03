namespace RepLearn.Tests.Dsl.Oracles.Models;

// Another target than the input.
[Autoencoder(13, Precision = Precision.Double)]
[Target(9)]
[Condition(4)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Decoder.Dense(8, Activation.Tanh)]
[Decoder.Dense(9)]
[Likelihood.Bernoulli]
[Head.Softmax(3)]
internal sealed partial class TargetVae;

[Autoencoder(13)]
[Target(9)]
[Condition(4)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Gaussian(5)]
[Decoder.Dense(8, Activation.Tanh)]
[Decoder.Dense(9)]
[Likelihood.Bernoulli]
[Head.Softmax(3)]
internal sealed partial class TargetVaeSingle;
