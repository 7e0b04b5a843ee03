namespace RepLearn.Tests.Dsl.Gradients.Models;

[Layer.Conv(5, 3, Activation.Tanh)]
[Layer.BatchNorm]
[Layer.Dropout(0.2)]
[Layer.Conv(3, 3)]
internal sealed class ConvStage;

[Layer.Dense(7, Activation.Silu)]
[Layer.GroupNorm(1)]
[Layer.Dense(6)]
internal sealed class DenseStage;

[Layer.Use(typeof(DenseStage))]
[Layer.Residual(typeof(DenseStage))]
internal sealed class TwoStages;

// Blocks, blocks of blocks, and the same block in several places.
[Autoencoder(4, 3, 3, Precision = Precision.Double), Encoder.Residual(typeof(ConvStage)), Encoder.MaxPool(2), Encoder.Residual(typeof(ConvStage)), Encoder.Dense(6), Encoder.Residual(typeof(TwoStages)), Latent.Gaussian(3), Decoder.Use(typeof(TwoStages)), Decoder.Dense(36), Likelihood.SquaredError]
internal sealed partial class Residuals;

[Autoencoder(6, Precision = Precision.Double), Encoder.Residual(typeof(DenseStage)), Latent.Code(2, Activation.Tanh), Decoder.Dense(6), Likelihood.SquaredError, Regularizer.Contractive(0.3)]
internal sealed partial class ResidualsContractive;
