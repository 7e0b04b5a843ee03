using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Corruptions;

public sealed class CorruptedRowsTests
{
    private const int Width = 50;
    private static readonly float[] s_rows = [.. Enumerable.Range(0, 400 * Width).Select(place => 0.25f + (place % 3 * 0.125f))];
    private static readonly NoiseKey s_key = new(3, 1);

    // Shares within five standard errors of their probabilities.
    [Fact]
    public void Masking_SetsTheShareToZero_AndLeavesTheRest()
    {
        float[] masked = CorruptedRows.Masking(s_rows, Width, 0.3, s_key);
        Assert.Equal(0.3, Share(masked, 0), 5 * Math.Sqrt(0.21 / s_rows.Length));
        Assert.All(masked.Zip(s_rows), pair => Assert.True(pair.First == 0 || pair.First == pair.Second));
        Assert.Equal(masked, CorruptedRows.Masking(s_rows, Width, 0.3, s_key));
        Assert.NotEqual(masked, CorruptedRows.Masking(s_rows, Width, 0.3, s_key with { Step = 2 }));
    }

    [Fact]
    public void SaltAndPepper_AreEqualShares()
    {
        float[] noisy = CorruptedRows.SaltAndPepper(s_rows, Width, 0.3, s_key);
        Assert.Equal(0.15, Share(noisy, 0), 5 * Math.Sqrt(0.15 * 0.85 / s_rows.Length));
        Assert.Equal(0.15, Share(noisy, 1), 5 * Math.Sqrt(0.15 * 0.85 / s_rows.Length));
        Assert.All(noisy.Zip(s_rows), pair => Assert.True(pair.First is 0 or 1 || pair.First == pair.Second));
    }

    [Fact]
    public void Gaussian_HasItsMeanAndDeviation()
    {
        double[] noise = [.. CorruptedRows.Gaussian(s_rows, Width, 0.5, s_key).Zip(s_rows, (after, before) => (double)after - before)];
        Assert.Equal(0, noise.Average(), 5 * 0.5 / Math.Sqrt(s_rows.Length));
        Assert.Equal(0.25, noise.Average(value => value * value), 5 * 0.25 * Math.Sqrt(2.0 / s_rows.Length));
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CorruptedRows.Masking([1], 1, 0, s_key));
        Assert.Throws<ArgumentOutOfRangeException>(() => CorruptedRows.SaltAndPepper([1], 1, 1, s_key));
        Assert.Throws<ArgumentOutOfRangeException>(() => CorruptedRows.Gaussian([1], 1, double.NaN, s_key));
        Assert.Throws<ArgumentException>(() => CorruptedRows.Masking([1, 2, 3], 2, 0.5, s_key));
        Assert.Throws<ArgumentException>(() => CorruptedRows.Gaussian([float.NaN], 1, 0.5, s_key));
    }

    private static double Share(float[] values, float wanted) => (double)values.Count(value => value == wanted) / values.Length;
}
