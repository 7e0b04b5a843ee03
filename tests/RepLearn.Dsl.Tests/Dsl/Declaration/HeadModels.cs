namespace RepLearn.Tests.Dsl.Declaration;

[Autoencoder(64)]
[Encoder.Dense(64, Activation.Relu)]
[Latent.Code(16, Activation.Relu)]
[Decoder.Dense(64, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
[Head.Softmax(10, Weight = 2)]
internal sealed partial class LabelledDigits;

[Autoencoder(5, Precision = Precision.Double)]
[Latent.Code(3, Activation.Tanh)]
[Decoder.Dense(5)]
[Likelihood.Bernoulli]
[Head.Softmax(4, Weight = 0.5)]
internal sealed partial class SmallHead;
