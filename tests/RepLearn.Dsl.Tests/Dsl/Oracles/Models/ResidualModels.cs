namespace RepLearn.Tests.Dsl.Oracles.Models;

[Layer.Conv(6, 3, Activation.Tanh)]
[Layer.GroupNorm(2)]
[Layer.Conv(3, 1)]
internal sealed class ImageBlock;

[Layer.Dense(4, Activation.Tanh)]
[Layer.Dense(5)]
internal sealed class RowBlock;

[Autoencoder(4, 4, 3, Precision = Precision.Double)]
[Encoder.Residual(typeof(ImageBlock))]
[Encoder.Residual(typeof(ImageBlock))]
[Encoder.Dense(5, Activation.Tanh)]
[Encoder.Residual(typeof(RowBlock))]
[Latent.Code(3)]
[Decoder.Use(typeof(RowBlock))]
[Decoder.Dense(48)]
[Likelihood.SquaredError]
internal sealed partial class ResidualBlocks;

[Autoencoder(4, 4, 3)]
[Encoder.Residual(typeof(ImageBlock))]
[Encoder.Residual(typeof(ImageBlock))]
[Encoder.Dense(5, Activation.Tanh)]
[Encoder.Residual(typeof(RowBlock))]
[Latent.Code(3)]
[Decoder.Use(typeof(RowBlock))]
[Decoder.Dense(48)]
[Likelihood.SquaredError]
internal sealed partial class ResidualBlocksSingle;
