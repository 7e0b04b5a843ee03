namespace RepLearn.Benchmarks.Sparse;

[Autoencoder(768)]
[Latent.TopK(24576, 32)]
[Decoder.Dense(768)]
[Likelihood.SquaredError]
internal sealed partial class GridTopK;
