using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Clusters;

public sealed class GaussianMixtureTests
{
    [Theory]
    [InlineData(MixtureCovariance.Full, "full")]
    [InlineData(MixtureCovariance.Diagonal, "diag")]
    public void TheMixture_IsThatOfScikitLearn(MixtureCovariance covariance, string kind)
    {
        var options = new GaussianMixtureOptions { Covariance = covariance, Tolerance = 1e-13, MaxIterations = 20000, Starts = 5 };
        GaussianMixture found = GaussianMixture.Fit(Measures.Points, 3, 3, options);
        int[] order = [.. Enumerable.Range(0, 3).OrderBy(component => found.Means[3 * component])];
        int size = found.Covariances.Length / 3;

        Assert.True(found.Converged);
        Measures.AssertNear(Measures.Numbers("mixture", kind, "weights"), Ordered(found.Weights.ToArray(), 1), 1e-6);
        Measures.AssertNear(Measures.Numbers("mixture", kind, "means"), Ordered(found.Means.ToArray(), 3), 1e-6);
        Measures.AssertNear(Measures.Numbers("mixture", kind, "covariances"), Ordered(found.Covariances.ToArray(), size), 1e-6);
        Assert.Equal(Measures.Number("mixture", kind, "meanLogLikelihood"), found.MeanLogLikelihood, 1e-9);
        Assert.Equal(Measures.Number("mixture", kind, "bayesianInformation"), found.BayesianInformation, 1e-6);
        Measures.AssertNear(Measures.Numbers("mixture", kind, "logDensities"), found.LogDensity(Measures.Points), 1e-6);
        double[] shares = found.Responsibilities(Measures.Points);
        double[] expected = Measures.Numbers("mixture", kind, "responsibilities");
        Measures.AssertNear(expected, [.. Enumerable.Range(0, shares.Length).Select(place => shares[(place / 3 * 3) + order[place % 3]])], 1e-6);
        Assert.Equal(
            Enumerable.Range(0, 240).Select(row => order[Enumerable.Range(0, 3).MaxBy(component => expected[(3 * row) + component])]), found.Predict(Measures.Points));

        double[] Ordered(double[] values, int each) => [.. order.SelectMany(component => values[(component * each)..((component + 1) * each)])];
    }

    [Fact]
    public void EqualRows_AndComponentsWithoutRows_StayFinite()
    {
        GaussianMixture found = GaussianMixture.Fit(new float[20], 2, 3);
        Assert.True(double.IsFinite(found.MeanLogLikelihood));
        Assert.Equal(1, found.Weights.ToArray().Sum(), 1e-9);
        Assert.All(found.Predict(new float[4]), label => Assert.InRange(label, 0, 2));
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Contains("Expected at least 3 rows", Assert.Throws<ArgumentException>(() => GaussianMixture.Fit(new float[4], 2, 3)).Message);
        Assert.Throws<ArgumentException>(() => GaussianMixture.Fit([], 2, 1));
        Assert.Throws<ArgumentException>(() => GaussianMixture.Fit([1, float.NaN], 1, 1));
        Assert.Throws<ArgumentException>(() => GaussianMixture.Fit(new float[4], 2, 1, new GaussianMixtureOptions { Floor = 0 }));
        Assert.Contains("raise Floor", Assert.Throws<ArgumentException>(() => GaussianMixture.Fit([1e12f, 1e12f, 2e12f, 2e12f], 2, 1)).Message);
        Assert.Throws<ArgumentException>(() => GaussianMixture.Fit(new float[4], 2, 1).LogDensity(new float[3]));
    }
}
