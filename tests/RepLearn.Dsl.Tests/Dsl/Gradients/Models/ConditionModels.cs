namespace RepLearn.Tests.Dsl.Gradients.Models;

[Autoencoder(6, Precision = Precision.Double)]
[Condition(3)]
[Encoder.Dropout(0.2)]
[Encoder.Dense(5, Activation.Tanh)]
[Latent.Gaussian(3)]
[Decoder.LayerNorm]
[Decoder.Dense(17, Activation.Gelu)]
[Decoder.Dense(6)]
[Likelihood.Bernoulli]
[Regularizer.WeightDecay(0.1)]
internal sealed partial class ConditionedOnClass;

[Autoencoder(6, Precision = Precision.Double)]
[Condition(Values = 2)]
[Corruption.Masking(0.2)]
[Latent.Code(4, Activation.Sigmoid)]
[Decoder.Tied]
[Likelihood.GaussianLearned]
[Regularizer.Contractive(0.3)]
[Head.Softmax(3)]
internal sealed partial class ConditionedOnVector;

[Autoencoder(5, 4, 1, Precision = Precision.Double)]
[Condition(3)]
[Encoder.Conv(5, 3, Activation.Tanh, Stride = 2)]
[Latent.Code(4)]
[Decoder.Reshape(2, 2, 1)]
[Decoder.Conv(3, 3, Activation.Softplus)]
[Decoder.Dense(20)]
[Likelihood.SquaredError]
[Regularizer.Contractive(0.1)]
internal sealed partial class ConditionedConvolutions;
