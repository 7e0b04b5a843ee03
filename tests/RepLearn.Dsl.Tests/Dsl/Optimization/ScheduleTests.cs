using Xunit;

namespace RepLearn.Tests.Dsl.Optimization;

public sealed class ScheduleTests
{
    [Fact]
    public void Constant_IsOne()
    {
        Assert.Equal(1, LearningRate.Constant.Factor(0, 10));
        Assert.Equal(1, LearningRate.Constant.Factor(1_000_000, 0));
        Assert.False(LearningRate.Constant.NeedsTotalSteps);
    }

    // Half a wave over 100 steps: cos(0) = 1, cos(pi/3) = 1/2, cos(pi/2) = 0, cos(pi) = -1.
    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(100, 0.75)]
    [InlineData(150, 0.5)]
    [InlineData(200, 0.25)]
    [InlineData(300, 0.0)]
    [InlineData(400, 0.0)]
    public void Cosine_FollowsHalfAWave(long step, double expected) =>
        Assert.Equal(expected, LearningRate.Cosine().Factor(step, 300), 1e-12);

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(4, 0.5)]
    [InlineData(9, 1.0)]
    [InlineData(10, 1.0)]
    [InlineData(60, 0.6)]
    [InlineData(110, 0.2)]
    [InlineData(500, 0.2)]
    public void Cosine_WarmsUpAndEndsAtTheMinimum(long step, double expected) =>
        Assert.Equal(expected, LearningRate.Cosine(totalSteps: 110, warmupSteps: 10, minimum: 0.2).Factor(step, 7), 1e-12);

    [Fact]
    public void Cosine_NeedsTheFitsLengthUnlessGivenOne()
    {
        Assert.True(LearningRate.Cosine().NeedsTotalSteps);
        Assert.False(LearningRate.Cosine(totalSteps: 5).NeedsTotalSteps);
    }

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(9, 1.0)]
    [InlineData(10, 0.5)]
    [InlineData(29, 0.25)]
    [InlineData(30, 0.125)]
    public void Step_FallsByItsFactor(long step, double expected) =>
        Assert.Equal(expected, LearningRate.Step(10, 0.5).Factor(step, 0), 1e-15);

    [Fact]
    public void Schedules_RefuseWhatCannotWork()
    {
        Assert.Throws<ArgumentOutOfRangeException>("warmupSteps", () => LearningRate.Cosine(warmupSteps: -1));
        Assert.Throws<ArgumentOutOfRangeException>("totalSteps", () => LearningRate.Cosine(totalSteps: 5, warmupSteps: 5));
        Assert.Throws<ArgumentOutOfRangeException>("minimum", () => LearningRate.Cosine(minimum: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("every", () => LearningRate.Step(0));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => LearningRate.Step(1, 0));
    }
}
