namespace DigitsSample;

/// <summary>The models for images of one size, and how they are trained.</summary>
/// <param name="Side">Pixels in a row, and rows, of an image.</param>
/// <param name="Vae">The model whose codes are measured.</param>
/// <param name="Plane">The model with a code of two values, which can be drawn.</param>
/// <param name="Epochs">Passes over the training images unless the user says otherwise.</param>
/// <param name="BatchSize">Images of one step.</param>
/// <param name="LearningRate">Adam's rate, from which it falls to zero along half a cosine wave.</param>
internal sealed record ModelSet(int Side, ModelChoice Vae, ModelChoice Plane, int Epochs, int BatchSize, double LearningRate)
{
    /// <summary>The size of an image, in words.</summary>
    public string Size => $"{Side}×{Side}";

    /// <summary>Sizes are constants of a model, known when it is compiled: one set for each size.</summary>
    public static IReadOnlyList<ModelSet> All { get; } =
    [
        new(
            8,
            new(nameof(Vae8x8), seed => new Vae8x8(seed), (model, count, seed) => ((Vae8x8)model).Sample(count, seed)),
            new(nameof(Plane8x8), seed => new Plane8x8(seed), (model, count, seed) => ((Plane8x8)model).Sample(count, seed)),
            Epochs: 200,
            BatchSize: 32,
            LearningRate: 2e-3),
        new(
            28,
            new(nameof(Vae28x28), seed => new Vae28x28(seed), (model, count, seed) => ((Vae28x28)model).Sample(count, seed)),
            new(nameof(Plane28x28), seed => new Plane28x28(seed), (model, count, seed) => ((Plane28x28)model).Sample(count, seed)),
            Epochs: 12,
            BatchSize: 128,
            LearningRate: 2e-3),
    ];
}
