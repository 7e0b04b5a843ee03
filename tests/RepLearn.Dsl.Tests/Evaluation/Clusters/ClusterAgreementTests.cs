using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Clusters;

public sealed class ClusterAgreementTests
{
    private static readonly int[] s_clusters = Measures.Integers("agreement", "clusters");
    private static readonly int[] s_classes = Measures.Integers("agreement", "classes");

    [Fact]
    public void Measures_AreThoseOfScikitLearn()
    {
        Assert.Equal(Measures.Number("agreement", "purity"), ClusterAgreement.Purity(s_clusters, s_classes), 1e-12);
        Assert.Equal(Measures.Number("agreement", "normalizedMutualInformation"), ClusterAgreement.NormalizedMutualInformation(s_clusters, s_classes), 1e-12);
        Assert.Equal(Measures.Number("agreement", "adjustedRandIndex"), ClusterAgreement.AdjustedRandIndex(s_clusters, s_classes), 1e-12);
    }

    [Fact]
    public void OtherNumbersForTheGroups_ChangeNothing()
    {
        int[] others = Array.ConvertAll(s_clusters, cluster => 100 - (7 * cluster));
        Assert.Equal(1, ClusterAgreement.AdjustedRandIndex(others, s_clusters));
        Assert.Equal(1, ClusterAgreement.NormalizedMutualInformation(others, s_clusters), 1e-12);
        Assert.Equal(1, ClusterAgreement.Purity(others, s_clusters));
    }

    // As scikit-learn has it.
    [Theory]
    [InlineData(new[] { 0, 0, 0 }, new[] { 1, 1, 1 }, 1, 1)]
    [InlineData(new[] { 0, 1, 2 }, new[] { 5, 6, 7 }, 1, 1)]
    [InlineData(new[] { 0, 0, 0, 0 }, new[] { 0, 1, 2, 3 }, 0, 0)]
    [InlineData(new[] { 3 }, new[] { 4 }, 1, 1)]
    public void OneGroup_AndSingleRows_HaveTheirLimits(int[] first, int[] second, double rand, double information)
    {
        Assert.Equal(rand, ClusterAgreement.AdjustedRandIndex(first, second));
        Assert.Equal(information, ClusterAgreement.NormalizedMutualInformation(first, second), 1e-12);
    }

    [Fact]
    public void Silhouettes_AreThoseOfScikitLearn()
    {
        Assert.Equal(Measures.Number("agreement", "silhouette"), Silhouette.Mean(Measures.Points, 3, s_classes), 1e-9);
        Measures.AssertNear(Measures.Numbers("agreement", "silhouettes"), Silhouette.PerRow(Measures.Points, 3, s_clusters), 1e-9);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ClusterAgreement.Purity([], []));
        Assert.Throws<ArgumentException>(() => ClusterAgreement.AdjustedRandIndex([1, 2], [1]));
        Assert.Contains("but got 1", Assert.Throws<ArgumentException>(() => Silhouette.Mean([1, 2, 3], 1, [4, 4, 4])).Message);
        Assert.Contains("fewer than the 3 rows", Assert.Throws<ArgumentException>(() => Silhouette.Mean([1, 2, 3], 1, [0, 1, 2])).Message);
        Assert.Throws<ArgumentException>(() => Silhouette.Mean([1, 2, 3], 1, [0, 1]));
        Assert.Throws<ArgumentException>(() => Silhouette.Mean([1, float.NaN, 3], 1, [0, 1, 1]));
    }
}
