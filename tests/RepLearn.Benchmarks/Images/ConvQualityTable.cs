using RepLearn.Benchmarks.Steps;

namespace RepLearn.Benchmarks.Images;

/// <summary>A VAE of dense layers beside a convolutional one with as many parameters, within a thousandth, and the same code.</summary>
internal sealed class ConvQualityTable : ShortFitTable
{
    // What convolutions must gain, in nats per image.
    private const double Gain = 3;

    public override string Name => "quality-conv";

    public override string Description => "negative test bound of a convolutional VAE on Fashion-MNIST beside that of a dense one with as many parameters";

    protected override string Title => "VAEs with a code of 20";

    protected override IReadOnlyList<(string Name, Func<ulong, Autoencoder<float>> Make)> Models =>
    [
        ("dense", seed => new DenseVae(seed)),
        ("conv", seed => new GridConvVae(seed)),
    ];

    protected override bool Passes(double[] means) => means[1] <= means[0] - Gain;
}

[Autoencoder(784)]
[Encoder.Dense(140, Activation.Relu)]
[Latent.Gaussian(20)]
[Decoder.Dense(140, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class DenseVae;
