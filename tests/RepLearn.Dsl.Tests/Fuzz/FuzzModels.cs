using RepLearn.Embeddings;

namespace RepLearn.Tests.Fuzz;

[Autoencoder(4)]
[Encoder.Dense(3, Activation.Tanh)]
[Latent.Code(2)]
[Decoder.Dense(4)]
[Likelihood.SquaredError]
internal sealed partial class FuzzCode;

[SkipGram(4)]
[NegativeSampling(2)]
internal sealed partial class FuzzWords;
