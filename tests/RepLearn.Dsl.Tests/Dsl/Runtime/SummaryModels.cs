namespace RepLearn.Tests.Dsl.Runtime;

[Autoencoder(20)]
[Encoder.Dense(12, Activation.Relu)]
[Latent.Gaussian(3)]
[Decoder.Dense(12, Activation.Relu)]
[Decoder.Dense(20)]
[Likelihood.Bernoulli]
internal sealed partial class Summarized;

[Autoencoder(6, Precision = Precision.Double)]
[Encoder.Dense(5, Activation.Tanh)]
[Encoder.LayerNorm]
[Latent.Gaussian(3)]
[Prior.Mixture(4)]
[Decoder.Dense(6)]
[Likelihood.GaussianLearned]
[Head.Softmax(4)]
internal sealed partial class SummarizedParts;
