namespace RepLearn.Benchmarks.Images;

/// <summary>VAEs that differ in prior or posterior alone.</summary>
internal sealed class PriorQualityTable : ShortFitTable
{
    public override string Name => "quality-priors";

    public override string Description => "negative test bound of a VAE on Fashion-MNIST with learned priors and with a full covariance, beside the standard prior";

    protected override string Title => "VAE 784-300-20";

    protected override IReadOnlyList<(string Name, Func<ulong, Autoencoder<float>> Make)> Models =>
    [
        ("standard", seed => new StandardPriorVae(seed)),
        ("mixture", seed => new MixturePriorVae(seed)),
        ("vamp", seed => new VampPriorVae(seed)),
        ("full", seed => new FullCovarianceVae(seed)),
    ];

    protected override bool Passes(double[] means) => means[1] < means[0] && means[2] < means[0];
}

[Autoencoder(784)]
[Encoder.Dense(300, Activation.Relu)]
[Latent.Gaussian(20)]
[Decoder.Dense(300, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class StandardPriorVae;

[Autoencoder(784)]
[Encoder.Dense(300, Activation.Relu)]
[Latent.Gaussian(20)]
[Prior.Mixture(50)]
[Decoder.Dense(300, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class MixturePriorVae;

[Autoencoder(784)]
[Encoder.Dense(300, Activation.Relu)]
[Latent.Gaussian(20)]
[Prior.Vamp(100)]
[Decoder.Dense(300, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class VampPriorVae;

[Autoencoder(784)]
[Encoder.Dense(300, Activation.Relu)]
[Latent.Gaussian(20, Covariance = Covariance.Full)]
[Decoder.Dense(300, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class FullCovarianceVae;
