using RepLearn.Numerics.Random;

namespace RepLearn.Evaluation;

/// <summary>
/// Examples with the noise that a model's <see cref="Corruption"/> adds in training, to test how well it denoises. The noise is a function of the key,
/// the row and the column: the same for every model.
/// </summary>
public static class CorruptedRows
{
    /// <summary>Sets each value to 0 with a given probability, as <see cref="Corruption.MaskingAttribute"/> does.</summary>
    /// <param name="rows">Examples, one per row.</param>
    /// <param name="width">Values in an example; at most 16,777,216.</param>
    /// <param name="rate">The probability; above 0 and below 1.</param>
    /// <param name="key">Decides the noise.</param>
    /// <returns>Copies of the examples.</returns>
    /// <exception cref="ArgumentException">The length is wrong, a value is not finite, or the probability is out of its range.</exception>
    public static float[] Masking(ReadOnlySpan<float> rows, int width, double rate, NoiseKey key) =>
        Replace(rows, width, rate, key, isMasking: true);

    /// <summary>Sets each value, with a given probability, to 0 or 1 with equal chances, as <see cref="Corruption.SaltAndPepperAttribute"/> does.</summary>
    /// <inheritdoc cref="Masking"/>
    public static float[] SaltAndPepper(ReadOnlySpan<float> rows, int width, double rate, NoiseKey key) =>
        Replace(rows, width, rate, key, isMasking: false);

    /// <summary>Adds normal noise to every value, as <see cref="Corruption.GaussianAttribute"/> does.</summary>
    /// <param name="rows">Examples, one per row.</param>
    /// <param name="width">Values in an example; at most 16,777,216.</param>
    /// <param name="sigma">The standard deviation; above 0.</param>
    /// <param name="key">Decides the noise.</param>
    /// <returns>Copies of the examples.</returns>
    /// <exception cref="ArgumentException">The length is wrong, a value is not finite, or the deviation is out of its range.</exception>
    public static float[] Gaussian(ReadOnlySpan<float> rows, int width, double sigma, NoiseKey key)
    {
        int count = RowCount.OfFinite(rows, width, nameof(rows));
        if (!(sigma > 0) || !float.IsFinite((float)sigma))
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "Expected a finite number above 0.");
        }

        var corrupted = new float[rows.Length];
        for (int row = 0; row < count; row++)
        {
            Span<float> noise = corrupted.AsSpan(row * width, width);
            Noise.Normal(key, 0, row, noise);
            for (int column = 0; column < width; column++)
            {
                noise[column] = rows[(row * width) + column] + ((float)sigma * noise[column]);
            }
        }

        return corrupted;
    }

    private static float[] Replace(ReadOnlySpan<float> rows, int width, double rate, NoiseKey key, bool isMasking)
    {
        int count = RowCount.OfFinite(rows, width, nameof(rows));
        if (!((float)rate is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "Expected a probability above 0 and below 1.");
        }

        var corrupted = new float[rows.Length];
        for (int row = 0; row < count; row++)
        {
            Span<float> noise = corrupted.AsSpan(row * width, width);
            Noise.Uniform(key, 0, row, noise);
            for (int column = 0; column < width; column++)
            {
                bool isHit = noise[column] < (float)rate;
                float replacement = isMasking || noise[column] < 0.5f * (float)rate ? 0 : 1;
                noise[column] = isHit ? replacement : rows[(row * width) + column];
            }
        }

        return corrupted;
    }
}
