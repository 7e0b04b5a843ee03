namespace RepLearn.Tests.Dsl.Gradients.Models;

// Layer normalisation and tied layers at every place, and everything at once.
[Autoencoder(17, Precision = Precision.Double), Encoder.LayerNorm, Encoder.Dense(33, Activation.Tanh), Encoder.LayerNorm, Latent.Code(15), Decoder.LayerNorm, Decoder.Dense(16, Activation.Silu), Decoder.LayerNorm, Decoder.Dense(17), Likelihood.SquaredError]
internal sealed partial class LayerNorms;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(1, Activation.Tanh), Latent.Code(16), Decoder.Dense(15), Decoder.LayerNorm, Decoder.Dense(33), Likelihood.Bernoulli]
internal sealed partial class NarrowLayer;

[Autoencoder(16, Precision = Precision.Double), Latent.Code(15, Activation.Tanh), Decoder.Tied, Likelihood.SquaredError]
internal sealed partial class TiedOnce;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Silu), Encoder.LayerNorm, Encoder.Dense(16, Activation.Tanh), Latent.Code(15, Activation.Sigmoid), Decoder.Tied(Activation.Tanh), Decoder.Dropout(0.2), Decoder.Tied(Activation.Softplus), Decoder.Tied, Likelihood.Bernoulli, Regularizer.WeightDecay(0.03)]
internal sealed partial class TiedThrice;

[Autoencoder(17, Precision = Precision.Double), Corruption.Masking(0.2, Emphasis = 2), Encoder.Dense(33, Activation.Gelu), Encoder.LayerNorm, Encoder.Dropout(0.2), Encoder.Dense(16, Activation.Elu), Latent.Gaussian(15, Beta = 0.5, FreeBits = 0.1), Decoder.Dense(16, Activation.LeakyRelu), Decoder.LayerNorm, Decoder.Dense(33, Activation.Silu), Decoder.Dropout(0.2), Decoder.Dense(17), Likelihood.GaussianLearned, Regularizer.L1(0.01), Regularizer.L2(0.02), Regularizer.WeightDecay(0.003), Regularizer.Custom(nameof(Quartic), 0.01)]
internal sealed partial class Everything
{
    private static double Quartic(double h) => h * h * h * h;
}

[Autoencoder(17, Precision = Precision.Double), Encoder.BatchNorm, Encoder.Dense(16, Activation.Tanh), Encoder.BatchNorm, Latent.Gaussian(15), Decoder.Dense(33, Activation.Silu), Decoder.BatchNorm, Decoder.Dense(17), Likelihood.Bernoulli]
internal sealed partial class BatchNorms;

[Autoencoder(17, Precision = Precision.Double), Encoder.BatchNorm(Activation.Silu), Encoder.Dense(16), Encoder.LayerNorm(Activation.Tanh), Latent.Gaussian(15), Decoder.Dense(32), Decoder.GroupNorm(4, Activation.Softplus), Decoder.Dense(18), Decoder.BatchNorm(Custom = nameof(Bent)), Decoder.Dense(17), Likelihood.Bernoulli]
internal sealed partial class ActivatedNorms
{
    private static double Bent(double x) => Math.Sqrt((x * x) + 1) - x;
}
