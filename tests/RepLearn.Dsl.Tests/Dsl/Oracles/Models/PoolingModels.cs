namespace RepLearn.Tests.Dsl.Oracles.Models;

[Autoencoder(7, 5, 2, Precision = Precision.Double)]
[Encoder.MaxPool(3, Stride = 2, Padding = 1)]
[Encoder.Conv(9, 3, Activation.Tanh)]
[Encoder.AveragePool(3, Stride = 2, Padding = 1)]
[Latent.Code(4)]
[Decoder.Dense(4 * 3 * 4, Activation.Tanh)]
[Decoder.Reshape(4, 3, 4)]
[Decoder.Upsample(2)]
[Decoder.AveragePool(2, Stride = 1)]
[Decoder.MaxPool(3, Stride = 1, Padding = 1)]
[Decoder.Conv(2, 1)]
[Likelihood.SquaredError]
internal sealed partial class Pool;

[Autoencoder(7, 5, 2)]
[Encoder.MaxPool(3, Stride = 2, Padding = 1)]
[Encoder.Conv(9, 3, Activation.Tanh)]
[Encoder.AveragePool(3, Stride = 2, Padding = 1)]
[Encoder.Flatten]
[Latent.Code(4)]
[Decoder.Dense(4 * 3 * 4, Activation.Tanh)]
[Decoder.Reshape(4, 3, 4)]
[Decoder.Upsample(2)]
[Decoder.AveragePool(2, Stride = 1)]
[Decoder.MaxPool(3, Stride = 1, Padding = 1)]
[Decoder.Conv(2, 1)]
[Decoder.Flatten]
[Likelihood.SquaredError]
internal sealed partial class PoolSingle;

[Autoencoder(6, 6, 1, Precision = Precision.Double)]
[Encoder.Conv(5, 3, Custom = nameof(ShiftedRelu))]
[Encoder.MaxPool(3, Stride = 1, Padding = 1)]
[Encoder.MaxPool(2)]
[Latent.Code(3)]
[Decoder.Dense(36)]
[Likelihood.SquaredError]
internal sealed partial class PoolTies
{
    private static double ShiftedRelu(double x) => Math.Max(x - 0.4, 0);
}

[Autoencoder(6, 5, 1, Precision = Precision.Double)]
[Encoder.Conv(3, 3, Activation.Tanh)]
[Encoder.MaxPool(3, Stride = 2, Padding = 1)]
[Encoder.AveragePool(2, Stride = 1)]
[Latent.Code(3, Activation.Sigmoid)]
[Decoder.Dense(30)]
[Likelihood.SquaredError]
[Regularizer.Contractive(0.3)]
internal sealed partial class PoolContractive;
