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

[Autoencoder(5, Precision = Precision.Double)]
[Latent.Code(3, Activation.Tanh)]
[Decoder.Dense(5)]
[Likelihood.Bernoulli]
[Head.Linear(2, Weight = 0.5)]
internal sealed partial class SmallRegression;

[Autoencoder(5, Precision = Precision.Double)]
[Latent.Code(3, Activation.Tanh)]
[Decoder.Dense(5)]
[Likelihood.Bernoulli]
[Head.Softmax(4, Weight = 0.5, ClassWeights = new[] { 2, 0.5, 2, 0 })]
internal sealed partial class WeighedClasses;

[Autoencoder(5, Precision = Precision.Double)]
[Encoder.Dense(4, Custom = nameof(cube))]
[Latent.Code(3)]
[Decoder.Dense(5, Custom = nameof(cube))]
[Likelihood.SquaredError]
[Head.Softmax(4)]
internal sealed partial class FunctionsWithHead
{
    private static double cube(double x) => x * x * x;
}
