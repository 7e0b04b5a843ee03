namespace RepLearn.Tests.Dsl.Oracles.Models;

// One deep autoencoder for each activation, used at every layer.
[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9)]
[Encoder.Dense(7)]
[Latent.Code(4)]
[Decoder.Dense(7)]
[Decoder.Dense(9)]
[Decoder.Dense(13)]
[Likelihood.SquaredError]
internal sealed partial class DeepIdentity;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.Relu)]
[Encoder.Dense(7, Activation.Relu)]
[Latent.Code(4, Activation.Relu)]
[Decoder.Dense(7, Activation.Relu)]
[Decoder.Dense(9, Activation.Relu)]
[Decoder.Dense(13, Activation.Relu)]
[Likelihood.SquaredError]
internal sealed partial class DeepRelu;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.LeakyRelu)]
[Encoder.Dense(7, Activation.LeakyRelu)]
[Latent.Code(4, Activation.LeakyRelu)]
[Decoder.Dense(7, Activation.LeakyRelu)]
[Decoder.Dense(9, Activation.LeakyRelu)]
[Decoder.Dense(13, Activation.LeakyRelu)]
[Likelihood.SquaredError]
internal sealed partial class DeepLeakyRelu;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.Elu)]
[Encoder.Dense(7, Activation.Elu)]
[Latent.Code(4, Activation.Elu)]
[Decoder.Dense(7, Activation.Elu)]
[Decoder.Dense(9, Activation.Elu)]
[Decoder.Dense(13, Activation.Elu)]
[Likelihood.SquaredError]
internal sealed partial class DeepElu;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.Gelu)]
[Encoder.Dense(7, Activation.Gelu)]
[Latent.Code(4, Activation.Gelu)]
[Decoder.Dense(7, Activation.Gelu)]
[Decoder.Dense(9, Activation.Gelu)]
[Decoder.Dense(13, Activation.Gelu)]
[Likelihood.SquaredError]
internal sealed partial class DeepGelu;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.Silu)]
[Encoder.Dense(7, Activation.Silu)]
[Latent.Code(4, Activation.Silu)]
[Decoder.Dense(7, Activation.Silu)]
[Decoder.Dense(9, Activation.Silu)]
[Decoder.Dense(13, Activation.Silu)]
[Likelihood.SquaredError]
internal sealed partial class DeepSilu;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.Tanh)]
[Encoder.Dense(7, Activation.Tanh)]
[Latent.Code(4, Activation.Tanh)]
[Decoder.Dense(7, Activation.Tanh)]
[Decoder.Dense(9, Activation.Tanh)]
[Decoder.Dense(13, Activation.Tanh)]
[Likelihood.SquaredError]
internal sealed partial class DeepTanh;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.Sigmoid)]
[Encoder.Dense(7, Activation.Sigmoid)]
[Latent.Code(4, Activation.Sigmoid)]
[Decoder.Dense(7, Activation.Sigmoid)]
[Decoder.Dense(9, Activation.Sigmoid)]
[Decoder.Dense(13, Activation.Sigmoid)]
[Likelihood.SquaredError]
internal sealed partial class DeepSigmoid;

[Autoencoder(13, Precision = Precision.Double)]
[Encoder.Dense(9, Activation.Softplus)]
[Encoder.Dense(7, Activation.Softplus)]
[Latent.Code(4, Activation.Softplus)]
[Decoder.Dense(7, Activation.Softplus)]
[Decoder.Dense(9, Activation.Softplus)]
[Decoder.Dense(13, Activation.Softplus)]
[Likelihood.SquaredError]
internal sealed partial class DeepSoftplus;
