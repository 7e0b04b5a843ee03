using RepLearn.Data;
using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation;

public sealed class PcaTests
{
    private static readonly float[] Images = Digits.Load().Pixels.ToArray();

    [Fact]
    public void Mean_IsThatOfScikitLearn() => Close(ScikitLearn.Numbers("pca", "mean"), Pca.Fit(Images, 64, 1).Mean, 1e-13);

    [Fact]
    public void ExplainedVariance_IsThatOfScikitLearn() =>
        Close(ScikitLearn.Numbers("pca", "explainedVariance"), Pca.Fit(Images, 64, 64).ExplainedVariance, 1e-12);

    [Fact]
    public void Components_AreThoseOfScikitLearn() =>
        Close(ScikitLearn.Numbers("pca", "firstThreeComponents"), Pca.Fit(Images, 64, 3).Basis, 1e-9);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(64)]
    public void ReconstructionError_IsThatOfScikitLearn(int components)
    {
        Pca pca = Pca.Fit(Images, 64, components);
        double error = ReconstructionError.SquaredPerExample(Images, pca.Reconstruct(Images), 64);
        Assert.Equal(ScikitLearn.Number("pca", "errorPerImage", components.ToString()), error, 1e-6);
    }

    [Fact]
    public void ErrorAndVarianceLeftOut_AreOne()
    {
        // mean ‖x − x̂‖² over the fitted rows = (n − 1)/n × the variances of the directions left out.
        Pca pca = Pca.Fit(Images, 64, 10);
        double left = pca.TotalVariance * (1 - pca.ExplainedShare) * 1796 / 1797;
        Assert.Equal(left, ReconstructionError.SquaredPerExample(Images, pca.Reconstruct(Images), 64), 1e-6);
    }

    [Fact]
    public void DataOnALine_IsFoundExactly()
    {
        // Points (3t, −4t) + (1, 2): direction (−3, 4)/5, since the largest entry is positive, and variance 25 var(t).
        float[] rows = [1, 2, 4, -2, 7, -6, -2, 6];
        Pca pca = Pca.Fit(rows, 2, 2);
        Close([-0.6, 0.8], pca.Basis[..2], 1e-14);
        Close([25 * 5.0 / 3, 0], pca.ExplainedVariance, 1e-13);
        Assert.Equal(rows, pca.InverseTransform(pca.Transform(rows)));
    }

    [Fact]
    public void RandomDirections_FindTheVariancesOfScikitLearn()
    {
        Pca found = Pca.FitRandomized(Images, 64, 10);
        Close(ScikitLearn.Numbers("pca", "explainedVariance")[..10], found.ExplainedVariance, 1e-6);
        Close(ScikitLearn.Numbers("pca", "firstThreeComponents"), found.Basis[..(3 * 64)], 1e-6);
        Assert.All(Measures.Numbers("maps", "randomizedVariance").Zip(found.ExplainedVariance.ToArray()), pair => Assert.Equal(1, pair.Second / pair.First, 0.01));
        Assert.Equal(Pca.Fit(Images, 64, 10).ExplainedShare, found.ExplainedShare, 1e-6);
        Assert.Equal(found.Basis.ToArray(), Pca.FitRandomized(Images, 64, 10).Basis.ToArray());
    }

    // 30 rows span at most 29 dimensions; the exact way would decompose a matrix of 20,000 by 20,000.
    [Fact]
    public void WideRows_AreFoundExactly()
    {
        var random = new Random(4);
        const int Width = 20_000;
        float[] rows = [.. Enumerable.Range(0, 30 * Width).Select(place => (random.NextSingle() - 0.5f) * (1 + (place / Width % 7)))];
        Pca pca = Pca.FitRandomized(rows, Width, 29);
        Assert.Equal(1, pca.ExplainedShare, 1e-9);
        Assert.All(rows.Zip(pca.Reconstruct(rows)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void RowsOfFewDimensions_KeepAnOrthonormalBasis()
    {
        Pca pca = Pca.FitRandomized([1, 2, 4, -2, 7, -6, -2, 6], 2, 2);
        Close([-0.6, 0.8], pca.Basis[..2], 1e-12);
        Close([25 * 5.0 / 3, 0], pca.ExplainedVariance, 1e-12);
        Pca equal = Pca.FitRandomized(new float[6 * 3], 3, 3);
        Close([0, 0, 0], equal.ExplainedVariance, 0);
        Assert.Equal(1, equal.ExplainedShare);
        Assert.All(Enumerable.Range(0, 9), place => Assert.Equal(
            place % 3 == place / 3 ? 1 : 0, equal.Basis.Slice(place / 3 * 3, 3).ToArray().Zip(equal.Basis.Slice(place % 3 * 3, 3).ToArray()).Sum(pair => pair.First * pair.Second), 1e-12));
    }

    [Fact]
    public void Images784Wide_AreReconstructedExactlyByAllComponents()
    {
        var random = new Random(4);
        float[] rows = [.. Enumerable.Range(0, 1000 * 784).Select(_ => random.NextSingle())];
        Pca pca = Pca.Fit(rows, 784, 784);
        Assert.Equal(pca.TotalVariance, pca.ExplainedVariance.ToArray().Sum(), 1e-9);
        Assert.InRange(ReconstructionError.SquaredPerExample(rows, pca.Reconstruct(rows), 784), 0, 1e-9);
    }

    [Fact]
    public void ConstantData_HasNoVarianceAndReconstructsExactly()
    {
        float[] rows = [.. Enumerable.Repeat(0.25f, 5 * 7)];
        Pca pca = Pca.Fit(rows, 7, 2);
        Assert.Equal([0, 0], pca.ExplainedVariance.ToArray());
        Assert.Equal(rows, pca.Reconstruct(rows));
    }

    [Theory]
    [InlineData(4, "at least two rows")]
    [InlineData(6, "Expected rows of 4 values")]
    public void WrongNumberOfValues_IsAnError(int values, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Pca.Fit(new float[values], 4, 1)).Message);

    [Fact]
    public void ValueThatIsNotFinite_IsToldWithItsPlace()
    {
        var rows = new float[12];
        rows[7] = float.NaN;
        Assert.Contains("row 2, column 4, both counted from 1, is NaN", Assert.Throws<ArgumentException>(() => Pca.Fit(rows, 4, 1)).Message);
    }

    private static void Close(double[] expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], actual[index], tolerance);
        }
    }
}
