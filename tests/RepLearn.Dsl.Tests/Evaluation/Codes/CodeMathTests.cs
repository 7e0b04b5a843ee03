using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Codes;

public sealed class CodeMathTests
{
    [Fact]
    public void Distances_AreThoseOfTheFormulas()
    {
        Assert.Equal(5, CodeMath.Distance([1, 2], [4, -2]));
        Assert.Equal(7, CodeMath.Distance([1, 2], [4, -2], CodeDistance.Manhattan));
        Assert.Equal(1, CodeMath.Distance([1, 2], [4, -2], CodeDistance.Cosine), 1e-15);
        Assert.Equal(2, CodeMath.Distance([1, 2], [-3, -6], CodeDistance.Cosine), 1e-15);
    }

    [Fact]
    public void TheStraightLine_HasEqualSteps()
    {
        Assert.Equal([0, 4, 1, 3, 2, 2, 3, 1, 4, 0], CodeMath.Interpolate([0, 4], [4, 0], 5));
    }

    // A third and two thirds of a right angle; lengths that differ change along the arc.
    [Fact]
    public void TheArc_TurnsByEqualAngles()
    {
        float[] arc = CodeMath.InterpolateArc([2, 0, 0], [0, 2, 0], 4);
        Measures.AssertNear(
            [2, 0, 0, Math.Sqrt(3), 1, 0, 1, Math.Sqrt(3), 0, 0, 2, 0], Array.ConvertAll(arc, value => (double)value));
        Assert.Equal([1, 2, 2, 4, 3, 6], CodeMath.InterpolateArc([1, 2], [3, 6], 3));
        Assert.Contains("opposite", Assert.Throws<ArgumentException>(() => CodeMath.InterpolateArc([1, 2], [-2, -4], 3)).Message);
    }

    [Fact]
    public void Arithmetic_IsThatOfTheFormulas()
    {
        Assert.Equal([2, 3], CodeMath.Mean([1, 1, 3, 5], 2));
        Assert.Equal([-1, 2], CodeMath.Direction([1, 1, 3, 5], [3, 1], 2));
        Assert.Equal([3, 3, 5, 7], CodeMath.Move([1, 1, 3, 5], [1, 1], 2));
        Assert.Equal([2.2, 5.8], CodeMath.Project([1, 2, 5, 3.5f], [3, 4]), (left, right) => Math.Abs(left - right) < 1e-12);
        float[] rest = CodeMath.Remove([1, 2, 5, 3.5f], [3, 4]);
        Assert.All(CodeMath.Project(rest, [3, 4]), along => Assert.Equal(0, along, 1e-6));
        Assert.Equal(1 - (2.2f * 0.6f), rest[0], 1e-6f);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => CodeMath.Distance([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => CodeMath.Distance([], []));
        Assert.Throws<ArgumentException>(() => CodeMath.Distance([0], [1], CodeDistance.Cosine));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodeMath.Interpolate([1], [2], 1));
        Assert.Throws<ArgumentException>(() => CodeMath.Interpolate([1], [float.NaN], 2));
        Assert.Throws<ArgumentException>(() => CodeMath.InterpolateArc([0, 0], [1, 2], 2));
        Assert.Throws<ArgumentException>(() => CodeMath.Mean([1, 2, 3], 2));
        Assert.Throws<ArgumentException>(() => CodeMath.Direction([1, 2], [], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodeMath.Move([1], [1], double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => CodeMath.Move([1], [], 1));
        Assert.Throws<ArgumentException>(() => CodeMath.Project([1, 2], [0, 0]));
    }
}
