namespace RepLearn.Tests.Dsl.Models;

[Autoencoder(300)]
[Encoder.Dense(200, Activation.Relu)]
[Encoder.Dropout(0.1)]
[Encoder.Dense(150, Activation.Tanh)]
[Latent.Gaussian(100)]
[Decoder.Dense(150, Activation.Gelu)]
[Decoder.Dense(200, Activation.Relu)]
[Decoder.LayerNorm]
[Decoder.Dense(250, Activation.Relu)]
[Decoder.Dense(300, Activation.Sigmoid)]
[Decoder.Dropout(0.1)]
[Likelihood.GaussianLearned]
internal sealed partial class DefaultModel;

[Autoencoder(300, Initializer = Initializer.FanInUniform)]
[Encoder.Dense(200, Activation.Relu)]
[Latent.Code(100, Activation.Sigmoid)]
[Decoder.Tied]
[Decoder.Dense(300)]
[Likelihood.SquaredError]
internal sealed partial class FanInModel;

[Autoencoder(300, Initializer = Initializer.He)]
[Encoder.Dense(200, Activation.Relu)]
[Encoder.LayerNorm]
[Latent.Code(100, Activation.Sigmoid)]
[Decoder.Tied]
[Decoder.Dense(300, Initializer = Initializer.Default)]
[Likelihood.SquaredError]
internal sealed partial class HeModel;

[Autoencoder(300, Precision = Precision.Double)]
[Encoder.Dense(200, Activation.Relu, Initializer = Initializer.Glorot)]
[Encoder.Dense(200, Activation.Relu, Initializer = Initializer.Orthogonal)]
[Latent.Gaussian(100, Initializer = Initializer.Orthogonal)]
[Decoder.Dense(200, Activation.Relu, Initializer = Initializer.Orthogonal)]
[Decoder.Dense(300, Initializer = Initializer.He)]
[Likelihood.SquaredError]
internal sealed partial class MixedModel;

[Autoencoder(37, Initializer = Initializer.Orthogonal)]
[Latent.Code(53, Activation.Sigmoid)]
[Decoder.Dense(1)]
[Decoder.Dense(37)]
[Likelihood.SquaredError]
internal sealed partial class OrthogonalModel;

// Ten layers of rectifiers: with libtorch's values for all of them its loss stays on a plateau for many epochs.
[Autoencoder(64)]
[Encoder.Dense(128, Activation.Relu)]
[Encoder.Dense(128, Activation.Relu)]
[Encoder.Dense(128, Activation.Relu)]
[Encoder.Dense(128, Activation.Relu)]
[Encoder.Dense(128, Activation.Relu)]
[Latent.Code(8)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
internal sealed partial class DeepDigits;

[Layer.Dense(200, Activation.Relu)]
[Layer.Dense(100)]
internal sealed class ResidualStage;

[Autoencoder(300, Precision = Precision.Double)]
[Encoder.Dense(100, Activation.Relu)]
[Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage))]
[Latent.Gaussian(20)]
[Decoder.Dense(100, Activation.Relu)]
[Decoder.Residual(typeof(ResidualStage))]
[Decoder.Dense(300)]
[Likelihood.SquaredError]
internal sealed partial class ManyResiduals;

[Autoencoder(64)]
[Encoder.Dense(100, Activation.Relu)]
[Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage)), Encoder.Residual(typeof(ResidualStage))]
[Latent.Gaussian(6)]
[Decoder.Dense(24, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
internal sealed partial class ResidualDigits;
