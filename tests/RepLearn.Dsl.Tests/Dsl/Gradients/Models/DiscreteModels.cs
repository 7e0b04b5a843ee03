namespace RepLearn.Tests.Dsl.Gradients.Models;

[Autoencoder(7, Precision = Precision.Double)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Concrete(3, 4, Temperature = 2, FinalTemperature = 0.5, AnnealingSteps = 10)]
[Decoder.Dense(7)]
[Likelihood.Bernoulli]
internal sealed partial class ConcreteLatent;

[Autoencoder(7, Precision = Precision.Double)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Concrete(2, 16, Beta = 2, FreeBits = 0.05)]
[Decoder.Tied(Activation.Tanh), Decoder.Tied]
[Likelihood.SquaredError]
[Regularizer.Contractive(0.1)]
[Regularizer.Mmd(0.5)]
[Head.Softmax(3)]
internal sealed partial class ConcreteEverything;
