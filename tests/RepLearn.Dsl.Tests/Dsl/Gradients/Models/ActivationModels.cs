namespace RepLearn.Tests.Dsl.Gradients.Models;

// Every activation at every place, once as it is and once under a contractive penalty, which needs its second derivative.
[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17), Latent.Code(15), Decoder.Dense(16), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class IdentityEverywhere;

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(33, Activation.Relu), Latent.Code(17, Activation.Relu), Decoder.Dense(15, Activation.Relu), Decoder.Dense(16, Activation.Relu), Likelihood.SquaredError]
internal sealed partial class ReluEverywhere;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(16, Activation.LeakyRelu), Latent.Code(33, Activation.LeakyRelu), Decoder.Dense(1, Activation.LeakyRelu), Decoder.Dense(17, Activation.LeakyRelu), Likelihood.SquaredError]
internal sealed partial class LeakyReluEverywhere;

[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(17, Activation.Elu), Latent.Code(16, Activation.Elu), Decoder.Dense(33, Activation.Elu), Decoder.Dense(15, Activation.Elu), Likelihood.SquaredError]
internal sealed partial class EluEverywhere;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(15, Activation.Gelu), Latent.Code(17, Activation.Gelu), Decoder.Dense(16, Activation.Gelu), Decoder.Dense(33, Activation.Gelu), Likelihood.SquaredError]
internal sealed partial class GeluEverywhere;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(33, Activation.Silu), Latent.Code(16, Activation.Silu), Decoder.Dense(15, Activation.Silu), Decoder.Dense(17, Activation.Silu), Likelihood.SquaredError]
internal sealed partial class SiluEverywhere;

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(15, Activation.Tanh), Latent.Code(33, Activation.Tanh), Decoder.Dense(17, Activation.Tanh), Decoder.Dense(16, Activation.Tanh), Likelihood.SquaredError]
internal sealed partial class TanhEverywhere;

[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(16, Activation.Sigmoid), Latent.Code(17, Activation.Sigmoid), Decoder.Dense(33, Activation.Sigmoid), Decoder.Dense(15, Activation.Sigmoid), Likelihood.SquaredError]
internal sealed partial class SigmoidEverywhere;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(16, Activation.Softplus), Latent.Code(15, Activation.Softplus), Decoder.Dense(17, Activation.Softplus), Decoder.Dense(33, Activation.Softplus), Likelihood.SquaredError]
internal sealed partial class SoftplusEverywhere;

[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(17), Latent.Code(16), Decoder.Dense(15), Likelihood.SquaredError, Regularizer.Contractive(0.7)]
internal sealed partial class IdentityContractive;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(15, Activation.Relu), Latent.Code(17, Activation.Relu), Decoder.Dense(33), Likelihood.SquaredError, Regularizer.Contractive(0.7)]
internal sealed partial class ReluContractive;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(33, Activation.LeakyRelu), Latent.Code(16, Activation.LeakyRelu), Decoder.Dense(17), Likelihood.SquaredError, Regularizer.Contractive(0.7)]
internal sealed partial class LeakyReluContractive;

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(15, Activation.Elu), Latent.Code(33, Activation.Elu), Decoder.Dense(16), Likelihood.SquaredError, Regularizer.Contractive(0.7)]
internal sealed partial class EluContractive;

[Autoencoder(15, Precision = Precision.Double), Encoder.Dense(16, Activation.Gelu), Latent.Code(17, Activation.Gelu), Decoder.Dense(15), Likelihood.SquaredError, Regularizer.Contractive(0.7)]
internal sealed partial class GeluContractive;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(16, Activation.Silu), Latent.Code(15, Activation.Silu), Decoder.Dense(33), Likelihood.SquaredError, Regularizer.Contractive(0.7)]
internal sealed partial class SiluContractive;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Tanh), Latent.Code(15, Activation.Tanh), Decoder.Dense(33), Likelihood.SquaredError, Regularizer.Contractive(0.7)]
internal sealed partial class TanhContractive;

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(33, Activation.Sigmoid), Latent.Code(17, Activation.Sigmoid), Decoder.Dense(16), Likelihood.SquaredError, Regularizer.Contractive(0.7)]
internal sealed partial class SigmoidContractive;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(16, Activation.Softplus), Latent.Code(33, Activation.Softplus), Decoder.Dense(17), Likelihood.SquaredError, Regularizer.Contractive(0.7)]
internal sealed partial class SoftplusContractive;
