using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation;

public sealed class PrincipalAnglesTests
{
    [Fact]
    public void Angles_AreThoseOfSixtyDigitArithmetic_HoweverSmall()
    {
        double[] expected = ScikitLearn.Numbers("angles", "angles");
        double[] angles = PrincipalAngles.Between(ScikitLearn.Numbers("angles", "first"), ScikitLearn.Numbers("angles", "second"), 12);
        Assert.Equal(3, angles.Length);
        Assert.Equal(expected[0], angles[0], 1e-15);
        Assert.Equal(expected[1], angles[1], 1e-12);
        Assert.Equal(expected[2], angles[2], 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-6)]
    [InlineData(0.5)]
    [InlineData(1.2)]
    [InlineData(Math.PI / 2)]
    public void TiltedPlane_HasItsTilt(double tilt)
    {
        // Both planes hold the first axis; the second is turned about it.
        double[] flat = [2, 0, 0, 5, 1, 0];
        double[] tilted = [1, 0, 0, 3, Math.Cos(tilt), Math.Sin(tilt)];
        double[] angles = PrincipalAngles.Between(flat, tilted, 3);
        Assert.Equal(0, angles[0], 1e-9);
        Assert.Equal(tilt, angles[1], 1e-9);
    }

    [Fact]
    public void SubspacesOfDifferentSize_HaveTheSmallerOnesAngles() =>
        Assert.Equal(0, Assert.Single(PrincipalAngles.Between([0, 0, 7], [1.0, 0, 1, 0, 0, 1], 3)), 1e-15);

    [Fact]
    public void DependentVectors_AreAnError() =>
        Assert.Contains("Expected 2 linearly independent vectors, but they span only 1 dimensions", Assert.Throws<ArgumentException>(() => PrincipalAngles.Between([1.0, 2, 2, 4], [1, 0], 2)).Message);
}
