namespace RepLearn.Tests.Dsl.Gradients.Models;

// Every penalty, and users' own functions with each construct that the compiler reads.
[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(16, Activation.Tanh), Latent.Code(33), Decoder.Dense(17), Likelihood.SquaredError, Regularizer.L1(0.2)]
internal sealed partial class L1Penalty;

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(33, Activation.Tanh), Latent.Code(15), Decoder.Dense(16), Likelihood.SquaredError, Regularizer.L2(0.3)]
internal sealed partial class L2Penalty;

[Autoencoder(9, Precision = Precision.Double), Encoder.Dense(12, Activation.Tanh), Latent.Code(17), Decoder.Dense(9), Likelihood.SquaredError, Regularizer.Mmd(20)]
internal sealed partial class MmdPenalty;

[Autoencoder(9, Precision = Precision.Double), Latent.Laplace(3), Decoder.Dense(9), Likelihood.SquaredError, Regularizer.Mmd(20), Regularizer.Contractive(0.1)]
internal sealed partial class MmdSampled;

[Autoencoder(9, Precision = Precision.Double), Encoder.Dense(12, Activation.Tanh), Latent.Gaussian(3), Decoder.Dense(9), Likelihood.SquaredError, Regularizer.TotalCorrelation(5)]
internal sealed partial class TotalCorrelationNarrow;

[Autoencoder(9, Precision = Precision.Double), Corruption.Gaussian(0.1), Latent.Gaussian(17, Beta = 0.3, FreeBits = 0.1), Decoder.Dense(9), Likelihood.Bernoulli, Regularizer.TotalCorrelation(0.2), Regularizer.Mmd(2), Regularizer.L2(0.1)]
internal sealed partial class TotalCorrelationWide;

[Autoencoder(9, Precision = Precision.Double), Encoder.Dense(10, Activation.Tanh), Latent.Gaussian(5), Prior.Vamp(4), Decoder.Dense(9), Likelihood.SquaredError, Regularizer.TotalCorrelation(3), Regularizer.Contractive(0.1)]
internal sealed partial class TotalCorrelationVamp;

[Autoencoder(33, Precision = Precision.Double), Latent.Code(17, Activation.Sigmoid), Decoder.Dense(33), Likelihood.SquaredError, Regularizer.KlSparsity(0.05, 0.4)]
internal sealed partial class KlSparsityPenalty;

[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(17, Activation.Tanh), Latent.Code(16), Decoder.Dense(15), Likelihood.Bernoulli, Regularizer.WeightDecay(0.05)]
internal sealed partial class WeightDecayPenalty;

[Autoencoder(33, Precision = Precision.Double), Latent.Code(17, Activation.Sigmoid), Decoder.Dense(33), Likelihood.Bernoulli, Regularizer.Contractive(0.5)]
internal sealed partial class ContractiveSigmoid;

[Autoencoder(15, Precision = Precision.Double), Latent.Code(16, Activation.Tanh), Decoder.Tied, Likelihood.SquaredError, Regularizer.Contractive(0.5)]
internal sealed partial class ContractiveTanhTied;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(15, Activation.Tanh), Encoder.Dense(16, Activation.Sigmoid), Encoder.Dense(17, Activation.Gelu), Latent.Code(33, Activation.Softplus), Decoder.Dense(17), Likelihood.SquaredError, Regularizer.Contractive(0.5)]
internal sealed partial class ContractiveFourLayers;

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(17, Activation.Tanh), Latent.Gaussian(15), Decoder.Dense(16), Likelihood.Bernoulli, Regularizer.Contractive(0.5), Regularizer.L1(0.1)]
internal sealed partial class ContractiveSampled;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(16, Custom = nameof(Mish)), Latent.Code(15, Custom = nameof(SoftSign)), Decoder.Dense(33, Custom = nameof(Snake)), Decoder.Dense(17, Custom = nameof(Bent)), Likelihood.SquaredError, Regularizer.Custom(nameof(SmoothAbsolute), 0.2), Regularizer.Custom(nameof(Cauchy), 0.3)]
internal sealed partial class CustomFunctions
{
    private static double Mish(double x) => x * Math.Tanh(Math.Log(1 + Math.Exp(x)));

    private static double SoftSign(double x) => x / (1 + Math.Abs(x));

    private static double Snake(double x) => x + (Math.Sin(x) * Math.Sin(x));

    private static double Bent(double x) => ((Math.Sqrt((x * x) + 1) - 1) / 2) + x;

    private static double SmoothAbsolute(double h) => Math.Sqrt((h * h) + 1e-6);

    private static double Cauchy(double h) => Math.Log(1 + (h * h / 0.25));
}

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(17, Custom = nameof(Mish)), Latent.Code(15, Custom = nameof(Bell)), Decoder.Dense(16), Likelihood.SquaredError, Regularizer.Contractive(0.5), Regularizer.Custom(nameof(Huber), 0.2)]
internal sealed partial class ContractiveCustom
{
    private static double Mish(double x) => x * Math.Tanh(Math.Log(1 + Math.Exp(x)));

    private static double Bell(double x) => Math.Exp(-x * x);

    private static double Huber(double h) => Math.Abs(h) < 0.5 ? h * h : Math.Abs(h) - 0.25;
}

[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(17, Custom = nameof(Leaky)), Encoder.Dense(16, Custom = nameof(Wave)), Latent.Code(33, Custom = nameof(Grow)), Decoder.Dense(16, Custom = nameof(HardTanh)), Decoder.Dense(15, Custom = nameof(Flip)), Likelihood.SquaredError]
internal sealed partial class CustomVocabulary
{
    private static double Leaky(double x) => Math.Max(x, 0.3 * x);

    private static double Wave(double x) => (Math.Cos(2 * x) - (0.5 * Math.Sin(x))) / Math.Exp(0.1 * x);

    private static double Grow(double x) => Math.Pow((x * x) + 1, 0.75) - Math.Log(2 + Math.Abs(x));

    private static double HardTanh(double x) => Math.Clamp(x, -0.5, 0.5) + (0.1 * x);

    private static double Flip(double x) => x > 0 ? -Math.Min(x, Math.Sqrt(x + 1)) : Math.Tanh(x);
}

// Branches that have no value where they are not taken; the Jacobian by reverse mode, then by forward mode.
[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(16, Custom = nameof(Root)), Encoder.Dense(33, Custom = nameof(Logarithm)), Latent.Code(15, Custom = nameof(Both)), Decoder.Dense(17, Custom = nameof(Both)), Likelihood.SquaredError, Regularizer.Contractive(0.5), Regularizer.Custom(nameof(Root), 0.1)]
internal sealed partial class ContractiveConditional
{
    private static double Root(double x) => x > 0 ? (2 * Math.Sqrt(x + 0.01)) - 0.2 : x;

    private static double Logarithm(double x) => x < 0.5 ? x : 0.5 + Math.Log(x + 0.5);

    private static double Both(double x) => x > -0.5 ? (Math.Sqrt(x + 0.6) * x) + Math.Sqrt(x + 0.6) : 0.5 * Math.Sqrt(0.1) * Math.Exp(x + 0.5);
}

[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(17, Custom = nameof(Root)), Encoder.Dense(16, Custom = nameof(Logarithm)), Latent.Code(33, Custom = nameof(Both)), Decoder.Dense(15), Likelihood.SquaredError, Regularizer.Contractive(0.5)]
internal sealed partial class ContractiveConditionalWide
{
    private static double Root(double x) => x > 0 ? (2 * Math.Sqrt(x + 0.01)) - 0.2 : x;

    private static double Logarithm(double x) => x < 0.5 ? x : 0.5 + Math.Log(x + 0.5);

    private static double Both(double x) => x > -0.5 ? (Math.Sqrt(x + 0.6) * x) + Math.Sqrt(x + 0.6) : 0.5 * Math.Sqrt(0.1) * Math.Exp(x + 0.5);
}

[Autoencoder(17, Precision = Precision.Double), Latent.Code(16, Custom = nameof(Both)), Decoder.Dense(17), Likelihood.SquaredError, Regularizer.Contractive(0.5)]
internal sealed partial class ContractiveConditionalOnce
{
    private static double Both(double x) => x > -0.5 ? (Math.Sqrt(x + 0.6) * x) + Math.Sqrt(x + 0.6) : 0.5 * Math.Sqrt(0.1) * Math.Exp(x + 0.5);
}

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(9, Activation.Tanh), Latent.Code(4), Decoder.Dense(17), Likelihood.SquaredError, Regularizer.Orthogonal(0.3)]
internal sealed partial class OrthogonalTall;

[Autoencoder(5, Precision = Precision.Double), Latent.Gaussian(16), Decoder.Tied, Likelihood.SquaredError, Regularizer.Orthogonal(0.7)]
internal sealed partial class OrthogonalWide;

// The norm of the Jacobian by random directions: several, one, and through convolutions.
[Autoencoder(9, Precision = Precision.Double), Encoder.Dense(15, Activation.Sigmoid), Encoder.LayerNorm, Latent.Code(17, Activation.Tanh), Decoder.Dense(9)]
[Likelihood.SquaredError, Regularizer.Contractive(0.4, Samples = 3)]
internal sealed partial class ContractiveEstimated;

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(15, Activation.Gelu), Latent.Gaussian(6), Decoder.Dense(16), Likelihood.SquaredError, Regularizer.Contractive(0.4, Samples = 1)]
internal sealed partial class ContractiveEstimatedOnce;

[Autoencoder(5, 6, 2, Precision = Precision.Double), Encoder.Conv(3, 3, Activation.Tanh, Stride = 2), Encoder.Conv(4, 2, Activation.Sigmoid), Latent.Code(7)]
[Decoder.Dense(60), Likelihood.SquaredError, Regularizer.Contractive(0.4, Samples = 2)]
internal sealed partial class ContractiveEstimatedImages;
