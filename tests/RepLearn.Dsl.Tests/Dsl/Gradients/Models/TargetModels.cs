namespace RepLearn.Tests.Dsl.Gradients.Models;

// Another target than the input: with a corruption, draws, a condition and a head; of images, and of their importance-weighted bound.
[Autoencoder(9, Precision = Precision.Double)]
[Target(12)]
[Condition(3)]
[Corruption.Gaussian(0.2)]
[Encoder.Dense(15, Activation.Tanh)]
[Latent.Gaussian(7)]
[Decoder.Dense(16, Activation.Silu)]
[Decoder.Dense(12)]
[Likelihood.Categorical(4)]
[Head.Linear(2)]
internal sealed partial class TargetSampled;

[Autoencoder(6, 5, 2, Precision = Precision.Double)]
[Target(3, 4, 1)]
[Encoder.Conv(5, 3, Activation.Tanh, Stride = 2)]
[Latent.Gaussian(6)]
[Decoder.Dense(12)]
[Likelihood.Gaussian(Sigma = 0.7)]
[Objective.Importance(3)]
internal sealed partial class TargetImages;
