using RepLearn.Benchmarks.Steps;

namespace RepLearn.Benchmarks;

/// <summary>The models and batch sizes at which speed is compared.</summary>
internal static class Grid
{
    public static readonly int[] Batches = [1, 16, 128, 1024];

    /// <summary>All models, freshly made.</summary>
    public static IEnumerable<Autoencoder<float>> Models() => [new GridVae(1), new GridDeep(1), new GridContractive(1), new GridTiny(1)];

    /// <summary>Models of images, freshly made.</summary>
    public static IEnumerable<Autoencoder<float>> Convolutions() => [new GridConv(1), new GridConvVae(1)];
}
