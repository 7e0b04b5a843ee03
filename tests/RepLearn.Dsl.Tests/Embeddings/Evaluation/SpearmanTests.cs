using RepLearn.Embeddings;
using RepLearn.Embeddings.Evaluation;
using Xunit;

namespace RepLearn.Tests.Embeddings.Evaluation;

public class SpearmanTests
{
    [Fact]
    public void Ranks_OfEqualValuesAreTheirMean() =>
        Assert.Equal([4.5, 1, 2.5, 4.5, 2.5, 6], RankCorrelation.Ranks([7, -1, 3, 7, 3, 1e300]));

    [Theory]
    // Without ties ρ = 1 − 6 Σd² / (n(n² − 1)).
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 10, 20, 3000, 40000 }, 1.0)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 0, -1, -2, -30 }, -1.0)]
    [InlineData(new double[] { 1, 2, 3, 4, 5 }, new double[] { 2, 1, 4, 3, 5 }, 1 - (6 * 4 / 120.0))]
    [InlineData(new double[] { 5, 6 }, new double[] { 2, 1 }, -1.0)]
    // Ranks 1.5 1.5 3 and 1 2 3 have squares 1.5 and 2 about their mean and the product 1.5: √3 / 2.
    [InlineData(new double[] { 4, 4, 9 }, new double[] { 1, 2, 3 }, 0.8660254037844386)]
    // Ranks 1.5 1.5 3.5 3.5 and 1.5 3.5 1.5 3.5: every product cancels another.
    [InlineData(new double[] { 1, 1, 2, 2 }, new double[] { 1, 2, 1, 2 }, 0.0)]
    public void Spearman_FollowsItsClosedForm(double[] first, double[] second, double expected) =>
        Assert.Equal(expected, RankCorrelation.Spearman(first, second)!.Value, 1e-15);

    [Theory]
    [InlineData(new double[] { }, new double[] { })]
    [InlineData(new double[] { 1 }, new double[] { 2 })]
    [InlineData(new double[] { 3, 3, 3 }, new double[] { 1, 2, 3 })]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 0.1, 0.1, 0.1 })]
    public void Spearman_WithoutVarianceIsNull(double[] first, double[] second) =>
        Assert.Null(RankCorrelation.Spearman(first, second));
}
