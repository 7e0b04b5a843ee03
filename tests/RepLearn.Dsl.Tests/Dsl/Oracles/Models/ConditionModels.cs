namespace RepLearn.Tests.Dsl.Oracles.Models;

// Models with a condition.
[Autoencoder(13, Precision = Precision.Double)]
[Condition(4)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Code(5, Activation.Tanh)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class ConditionClass;

[Autoencoder(13)]
[Condition(4)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Code(5, Activation.Tanh)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class ConditionClassSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Condition(Values = 3)]
[Latent.Gaussian(5)]
[Decoder.Dense(8, Activation.Tanh)]
[Decoder.Dense(13)]
[Likelihood.Bernoulli]
[Head.Softmax(4)]
internal sealed partial class ConditionVector;

[Autoencoder(9, Precision = Precision.Double)]
[Condition(3)]
[Encoder.Dense(6, Activation.Tanh)]
[Latent.Code(4, Activation.Sigmoid)]
[Decoder.Tied(Activation.Tanh)]
[Decoder.Tied]
[Likelihood.SquaredError]
[Regularizer.Contractive(0.4)]
internal sealed partial class ConditionTied;

[Autoencoder(6, 5, 2, Precision = Precision.Double)]
[Condition(3)]
[Encoder.Conv(5, 3, Activation.Relu, Stride = 2)]
[Latent.Code(18, Activation.Tanh)]
[Decoder.Reshape(3, 3, 2)]
[Decoder.ConvTranspose(17, 4, Activation.Relu, Stride = 2, Padding = 1)]
[Decoder.Dense(60)]
[Likelihood.SquaredError]
internal sealed partial class ConditionConv;
