using SampleCommon;
using Xunit;

namespace RepLearn.Tests.Samples;

public sealed class FiguresTests
{
    [Fact]
    public void Numbers_HaveOneMinusSign_AndZerosNone()
    {
        Assert.Equal("−1.5, 2.25, −3 and 1,234", Figures.Text($"{-1.46:F1}, {2.25}, {-3} and {1234:N0}"));
        Assert.Equal("0.0, 0, 0.0 %", Figures.Text($"{-0.04:F1}, {-0.2:F0}, {-0.0001:P1}"));
        Assert.Equal("−12.5 %", Figures.Of(-0.125, "P1"));
        Assert.Equal("−Infinity", Figures.Of(double.NegativeInfinity, "F1"));
    }

    [Fact]
    public void Words_StayAsTheyAre() => Assert.Equal("-words 3", Figures.Text($"{"-words"} {3}"));

    [Fact]
    public void ACommand_TakesFilesByTheirFullNames_AndAnOptionOnceForEachValue() => Assert.Equal(
        $"dotnet run -c Release --project p -- --images {Path.GetFullPath("some.gz")} --words a --words 'b c'",
        new CommandText("p").AddPath("--images", "some.gz").AddPath("--labels", null).AddEach("--words", ["a", "b c"]).ToString());
}
