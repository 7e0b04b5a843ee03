using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Maps;

public sealed class MapQualityTests
{
    private static readonly float[] s_rows = Measures.DistinctDigits.Values.ToArray();
    private static readonly float[] s_map = [.. s_rows.Chunk(64).SelectMany(row => (float[])[Sum(row, 37, 64), Sum(row, 53, 61)])];

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public void Measures_AreThoseOfScikitLearn(int neighbours)
    {
        Assert.Equal(Measures.Number("maps", "trustworthiness", $"{neighbours}"), MapQuality.Trustworthiness(s_rows, 64, s_map, 2, neighbours), 1e-6);
        Assert.Equal(Measures.Number("maps", "continuity", $"{neighbours}"), MapQuality.Continuity(s_rows, 64, s_map, 2, neighbours), 1e-6);
    }

    [Fact]
    public void TheRowsThemselves_AreAPerfectMap() => Assert.Equal(1, MapQuality.Trustworthiness(s_map, 2, s_map));

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Contains("more than 6 rows", Assert.Throws<ArgumentException>(() => MapQuality.Trustworthiness(new float[6], 1, new float[12], 2, 3)).Message);
        Assert.Throws<ArgumentException>(() => MapQuality.Trustworthiness(new float[9], 1, new float[12], 2, 3));
        Assert.Throws<ArgumentException>(() => MapQuality.Continuity(new float[9], 1, new float[17], 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => MapQuality.Trustworthiness(new float[9], 1, new float[18], 2, 0));
        Assert.Throws<ArgumentException>(() => MapQuality.Trustworthiness([1, 2, 3, 4, 5, 6, 7, 8, float.NaN], 1, new float[18], 2, 3));
    }

    // Some projection; its products and sums are exact in double.
    private static float Sum(float[] row, int factor, int modulus) => (float)row.Select((value, place) => value * (place * factor % modulus / 64.0)).Sum();
}
