namespace RepLearn.Tests.Dsl.Gradients.Models;

// The same declarations in both precisions, without noise, since the noise of the two precisions differs.
[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17), Latent.Code(15), Decoder.Dense(16), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class IdentityDouble;

[Autoencoder(33), Encoder.Dense(17), Latent.Code(15), Decoder.Dense(16), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class IdentitySingle;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Relu), Latent.Code(15, Activation.Relu), Decoder.Dense(16, Activation.Relu), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class ReluDouble;

[Autoencoder(33), Encoder.Dense(17, Activation.Relu), Latent.Code(15, Activation.Relu), Decoder.Dense(16, Activation.Relu), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class ReluSingle;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.LeakyRelu), Latent.Code(15, Activation.LeakyRelu), Decoder.Dense(16, Activation.LeakyRelu), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class LeakyReluDouble;

[Autoencoder(33), Encoder.Dense(17, Activation.LeakyRelu), Latent.Code(15, Activation.LeakyRelu), Decoder.Dense(16, Activation.LeakyRelu), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class LeakyReluSingle;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Elu), Latent.Code(15, Activation.Elu), Decoder.Dense(16, Activation.Elu), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class EluDouble;

[Autoencoder(33), Encoder.Dense(17, Activation.Elu), Latent.Code(15, Activation.Elu), Decoder.Dense(16, Activation.Elu), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class EluSingle;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Gelu), Latent.Code(15, Activation.Gelu), Decoder.Dense(16, Activation.Gelu), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class GeluDouble;

[Autoencoder(33), Encoder.Dense(17, Activation.Gelu), Latent.Code(15, Activation.Gelu), Decoder.Dense(16, Activation.Gelu), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class GeluSingle;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Silu), Latent.Code(15, Activation.Silu), Decoder.Dense(16, Activation.Silu), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class SiluDouble;

[Autoencoder(33), Encoder.Dense(17, Activation.Silu), Latent.Code(15, Activation.Silu), Decoder.Dense(16, Activation.Silu), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class SiluSingle;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Tanh), Latent.Code(15, Activation.Tanh), Decoder.Dense(16, Activation.Tanh), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class TanhDouble;

[Autoencoder(33), Encoder.Dense(17, Activation.Tanh), Latent.Code(15, Activation.Tanh), Decoder.Dense(16, Activation.Tanh), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class TanhSingle;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Sigmoid), Latent.Code(15, Activation.Sigmoid), Decoder.Dense(16, Activation.Sigmoid), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class SigmoidDouble;

[Autoencoder(33), Encoder.Dense(17, Activation.Sigmoid), Latent.Code(15, Activation.Sigmoid), Decoder.Dense(16, Activation.Sigmoid), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class SigmoidSingle;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Softplus), Latent.Code(15, Activation.Softplus), Decoder.Dense(16, Activation.Softplus), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class SoftplusDouble;

[Autoencoder(33), Encoder.Dense(17, Activation.Softplus), Latent.Code(15, Activation.Softplus), Decoder.Dense(16, Activation.Softplus), Decoder.Dense(33), Likelihood.SquaredError]
internal sealed partial class SoftplusSingle;

[Autoencoder(33, Precision = Precision.Double), Encoder.Dense(17, Activation.Tanh), Latent.Code(15), Decoder.Dense(33), Likelihood.Bernoulli, Regularizer.L1(0.1), Regularizer.L2(0.1), Regularizer.WeightDecay(0.01)]
internal sealed partial class BernoulliDouble;

[Autoencoder(33), Encoder.Dense(17, Activation.Tanh), Latent.Code(15), Decoder.Dense(33), Likelihood.Bernoulli, Regularizer.L1(0.1), Regularizer.L2(0.1), Regularizer.WeightDecay(0.01)]
internal sealed partial class BernoulliSingle;

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(17, Activation.Tanh), Encoder.LayerNorm, Latent.Code(15), Decoder.LayerNorm, Decoder.Dense(16), Likelihood.GaussianLearned]
internal sealed partial class LearnedSigmaDouble;

[Autoencoder(16), Encoder.Dense(17, Activation.Tanh), Encoder.LayerNorm, Latent.Code(15), Decoder.LayerNorm, Decoder.Dense(16), Likelihood.GaussianLearned]
internal sealed partial class LearnedSigmaSingle;

[Autoencoder(17, Precision = Precision.Double), Latent.Code(33, Activation.Sigmoid), Decoder.Tied, Likelihood.Gaussian(Sigma = 0.5), Regularizer.KlSparsity(0.1, 0.5)]
internal sealed partial class KlSparseDouble;

[Autoencoder(17), Latent.Code(33, Activation.Sigmoid), Decoder.Tied, Likelihood.Gaussian(Sigma = 0.5), Regularizer.KlSparsity(0.1, 0.5)]
internal sealed partial class KlSparseSingle;

[Autoencoder(33, Precision = Precision.Double), Latent.Code(17, Activation.Sigmoid), Decoder.Dense(33), Likelihood.Bernoulli, Regularizer.Contractive(0.5)]
internal sealed partial class ContractiveOnceDouble;

[Autoencoder(33), Latent.Code(17, Activation.Sigmoid), Decoder.Dense(33), Likelihood.Bernoulli, Regularizer.Contractive(0.5)]
internal sealed partial class ContractiveOnceSingle;

[Autoencoder(17, Precision = Precision.Double), Encoder.Dense(33, Activation.Tanh), Encoder.Dense(16, Activation.Sigmoid), Latent.Code(15, Activation.Softplus), Decoder.Dense(17), Likelihood.SquaredError, Regularizer.Contractive(0.5)]
internal sealed partial class ContractiveDeepDouble;

[Autoencoder(17), Encoder.Dense(33, Activation.Tanh), Encoder.Dense(16, Activation.Sigmoid), Latent.Code(15, Activation.Softplus), Decoder.Dense(17), Likelihood.SquaredError, Regularizer.Contractive(0.5)]
internal sealed partial class ContractiveDeepSingle;

[Autoencoder(16, Precision = Precision.Double), Encoder.Dense(17, Custom = nameof(Mish)), Latent.Code(15, Custom = nameof(Mish)), Decoder.Dense(16), Likelihood.SquaredError, Regularizer.Custom(nameof(SmoothAbsolute), 0.2)]
internal sealed partial class CustomDouble
{
    private static double Mish(double x) => x * Math.Tanh(Math.Log(1 + Math.Exp(x)));

    private static double SmoothAbsolute(double h) => Math.Sqrt((h * h) + 1e-6);
}

[Autoencoder(16), Encoder.Dense(17, Custom = nameof(Mish)), Latent.Code(15, Custom = nameof(Mish)), Decoder.Dense(16), Likelihood.SquaredError, Regularizer.Custom(nameof(SmoothAbsolute), 0.2)]
internal sealed partial class CustomSingle
{
    private static float Mish(float x) => x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)));

    private static float SmoothAbsolute(float h) => MathF.Sqrt((h * h) + 1e-6f);
}
