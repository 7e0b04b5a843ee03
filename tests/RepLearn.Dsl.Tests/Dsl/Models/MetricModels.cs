namespace RepLearn.Tests.Dsl.Models;

[Autoencoder(6, Precision = Precision.Double)]
[Latent.Gaussian(3)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
internal sealed partial class PlainMetrics;

[Autoencoder(6, Precision = Precision.Double)]
[Latent.Gaussian(3, Beta = 0.25, WarmupSteps = 100)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
internal sealed partial class WarmMetrics;

[Autoencoder(6, Precision = Precision.Double)]
[Latent.Gaussian(3, Beta = 2, FreeBits = 0.3)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
internal sealed partial class FreeBitsMetrics;

[Autoencoder(6, Precision = Precision.Double)]
[Latent.Gaussian(3, Beta = 4, Capacity = 25, WarmupSteps = 100)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
internal sealed partial class CapacityMetrics;

[Autoencoder(6, Precision = Precision.Double)]
[Latent.Code(3, Activation.Sigmoid)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
[Regularizer.L1(0.5)]
[Regularizer.L2(0.1)]
[Regularizer.KlSparsity(0.1, 3)]
[Regularizer.WeightDecay(0.01)]
[Regularizer.Contractive(0.2)]
[Regularizer.Custom(nameof(Quartic), 7)]
internal sealed partial class PenaltyMetrics
{
    private static double Quartic(double h) => h * h * h * h;
}

[Autoencoder(6, Precision = Precision.Double)]
[Corruption.Masking(0.5, Emphasis = 3)]
[Latent.Code(3)]
[Decoder.Dense(6)]
[Likelihood.Gaussian(Sigma = 0.5)]
internal sealed partial class EmphasisMetrics;

// Two terms of one value, which is computed once.
[Autoencoder(6, Precision = Precision.Double)]
[Latent.Code(3)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
[Regularizer.L2(0.5)]
[Regularizer.Custom(nameof(Square), 0.5)]
internal sealed partial class EqualPenalties
{
    private static double Square(double h) => h * h;
}

[Autoencoder(6)]
[Corruption.Masking(0.2, Emphasis = 2)]
[Encoder.Dense(8, Activation.Tanh)]
[Encoder.Dropout(0.2)]
[Latent.Gaussian(3, Beta = 0.25)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
internal sealed partial class NoisyMetrics;
