namespace RepLearn.Tests.Dsl.Declaration;

[Autoencoder(5, Precision = Precision.Double)]
[Condition(4)]
[Encoder.Dense(6, Activation.Tanh)]
[Latent.Gaussian(3)]
[Decoder.Dense(6, Activation.Tanh)]
[Decoder.Dense(5)]
[Likelihood.Bernoulli]
[Head.Softmax(2)]
internal sealed partial class OnClass;

[Autoencoder(5, Precision = Precision.Double)]
[Condition(Values = 2)]
[Latent.Code(3, Activation.Tanh)]
[Decoder.Dense(5)]
[Likelihood.SquaredError]
internal sealed partial class OnVector;

[Autoencoder(5, Precision = Precision.Double)]
[Latent.Gaussian(3)]
[Decoder.Dense(5)]
[Likelihood.Bernoulli]
internal sealed partial class OnNothing;

[Autoencoder(64)]
[Encoder.Dense(64, Activation.Relu)]
[Latent.Gaussian(4)]
[Decoder.Dense(64, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class PlainDigits;

[Autoencoder(64)]
[Condition(10)]
[Encoder.Dense(64, Activation.Relu)]
[Latent.Gaussian(4)]
[Decoder.Dense(64, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class ConditionalDigits;
