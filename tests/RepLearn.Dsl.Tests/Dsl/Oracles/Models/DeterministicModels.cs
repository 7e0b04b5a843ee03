namespace RepLearn.Tests.Dsl.Oracles.Models;

// The declarations that the fixtures of the same names were computed for: autoencoders without noise.
[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Code(5)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class Plain;

[Autoencoder(13)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Code(5)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class PlainSingle;

[Autoencoder(13, Precision = Precision.Double)]
[Latent.Code(17, Activation.Sigmoid)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Regularizer.L1(0.05)]
internal sealed partial class SparseL1;

[Autoencoder(13, Precision = Precision.Double)]
[Latent.Code(17, Activation.Sigmoid)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Regularizer.KlSparsity(0.1, 0.3)]
internal sealed partial class SparseKl;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Tanh)]
[Latent.Code(5)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Regularizer.L2(0.2)]
[Regularizer.WeightDecay(0.01)]
internal sealed partial class L2WeightDecay;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Activation.Tanh)]
[Latent.Code(5, Activation.Sigmoid)]
[Decoder.Tied(Activation.Tanh)]
[Decoder.Tied]
[Likelihood.Bernoulli]
[Regularizer.WeightDecay(0.02)]
internal sealed partial class TiedTwice;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(7, Custom = nameof(Mish))]
[Latent.Code(5, Custom = nameof(Mish))]
[Decoder.Dense(7, Custom = nameof(Mish))]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
[Regularizer.Custom(nameof(SmoothAbsolute), 0.1)]
internal sealed partial class CustomFunctions
{
    private static double Mish(double x) => x * Math.Tanh(Math.Log(1 + Math.Exp(x)));

    private static double SmoothAbsolute(double h) => Math.Sqrt((h * h) + 1e-6);
}
