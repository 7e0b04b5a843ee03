namespace RepLearn.Tests.Dsl.Gradients.Models;

// Convolutions of odd and even windows, strides and paddings, both ways, among the other layers of images.
[Autoencoder(5, 6, 2, Precision = Precision.Double), Encoder.Conv(3, 3, Activation.Tanh, Stride = 2), Encoder.Conv(17, 2, Activation.Silu), Latent.Code(4), Decoder.Dense(18, Activation.Tanh), Decoder.Reshape(3, 3, 2), Decoder.ConvTranspose(3, 3, Activation.Silu, Stride = 2, Padding = 1), Decoder.Dense(60), Likelihood.SquaredError]
internal sealed partial class Convolutions;

[Autoencoder(4, 4, 1, Precision = Precision.Double), Encoder.Conv(2, 5, Activation.Softplus, Stride = 3, Padding = 4), Latent.Gaussian(3), Decoder.Dense(8), Decoder.Reshape(2, 2, 2), Decoder.ConvTranspose(5, 4, Activation.Tanh, Stride = 2), Decoder.Dropout(0.2), Decoder.Conv(1, 3), Likelihood.Bernoulli]
internal sealed partial class ConvolutionsSampled;

[Autoencoder(4, 3, 2, Precision = Precision.Double), Encoder.BatchNorm, Encoder.Conv(3, 3, Activation.Tanh), Encoder.BatchNorm, Encoder.LayerNorm, Latent.Code(3), Decoder.Dense(12, Activation.Tanh), Decoder.Reshape(2, 3, 2), Decoder.BatchNorm, Decoder.Conv(2, 1, Activation.Silu), Decoder.Dense(24), Likelihood.SquaredError]
internal sealed partial class ConvolutionsNormalised;

[Autoencoder(4, 3, 1, Precision = Precision.Double), Encoder.Conv(2, 3, Activation.Tanh, Stride = 2), Encoder.Conv(3, 2, Activation.Sigmoid), Latent.Code(2, Activation.Tanh), Decoder.Dense(12), Likelihood.SquaredError, Regularizer.Contractive(0.3), Regularizer.WeightDecay(0.01)]
internal sealed partial class ConvolutionsContractive;

// Windows that overlap, leave pixels out or reach into padding, with fewer and more channels than a vector has lanes.
[Autoencoder(6, 5, 2, Precision = Precision.Double), Encoder.MaxPool(3, Stride = 2, Padding = 1), Encoder.Conv(9, 2, Activation.Tanh), Encoder.AveragePool(2, Stride = 1, Padding = 1), Encoder.Flatten, Latent.Code(4), Decoder.Dense(18, Activation.Tanh), Decoder.Reshape(3, 3, 2), Decoder.Upsample(2), Decoder.MaxPool(2, Stride = 1), Decoder.Conv(2, 1), Decoder.Dense(60), Likelihood.SquaredError]
internal sealed partial class Pools;

// The second derivative of a largest value is that of its window's place.
[Autoencoder(5, 4, 1, Precision = Precision.Double), Encoder.Conv(3, 3, Activation.Tanh), Encoder.MaxPool(2), Encoder.AveragePool(2, Stride = 1), Latent.Code(2, Activation.Tanh), Decoder.Dense(20), Likelihood.SquaredError, Regularizer.Contractive(0.3)]
internal sealed partial class PoolsContractive;

// Groups of some channels, of all, and of one each; of rows too.
[Autoencoder(4, 3, 2, Precision = Precision.Double), Encoder.Conv(6, 3, Activation.Tanh), Encoder.GroupNorm(2), Encoder.Conv(17, 2, Activation.Silu), Encoder.GroupNorm(17), Latent.Code(4), Decoder.GroupNorm(2), Decoder.Dense(12, Activation.Tanh), Decoder.Reshape(2, 2, 3), Decoder.GroupNorm(1), Decoder.Conv(2, 1, Activation.Silu), Decoder.Dense(24), Likelihood.SquaredError]
internal sealed partial class GroupNorms;

[Autoencoder(3, 3, 2, Precision = Precision.Double), Encoder.Conv(4, 3, Activation.Tanh), Encoder.GroupNorm(2), Latent.Code(2, Activation.Tanh), Decoder.Dense(18), Likelihood.SquaredError, Regularizer.Contractive(0.3)]
internal sealed partial class GroupNormsContractive;
