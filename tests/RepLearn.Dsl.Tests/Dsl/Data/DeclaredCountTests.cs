using RepLearn.Tests.Dsl.Training;
using Xunit;

namespace RepLearn.Tests.Dsl.Data;

// Schedules, batches and progress go by the number of examples that a source declares, so it must be right.
public sealed class DeclaredCountTests
{
    private const int Width = 6;
    private static readonly float[] s_data = TestData.Plane<float>(1000, Width);

    [Theory]
    [InlineData(100)]
    [InlineData(999)]
    [InlineData(1001)]
    [InlineData(5000)]
    public void AWrongCount_IsToldWithBothNumbers(int count)
    {
        using var model = new LinearModel<float>(Width, 2);
        foreach (Action use in (Action[])
        [
            () => model.Fit(Stream(count), new FitOptions { Epochs = 3, Schedule = LearningRate.Cosine() }),
            () => model.Fit(Examples.Prefetch(Stream(count))),
            () => model.Fit(Stream(1000), Stream(count)),
            () => model.Test(Stream(count), default),
        ])
        {
            var exception = Assert.Throws<InvalidOperationException>(use);
            Assert.Contains($"declares {count} examples, but gives 1000", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheRightCount_IsTaken()
    {
        using var model = new LinearModel<float>(Width, 2);
        FitReport report = model.Fit(Stream(1000), Stream(1000), new FitOptions { Epochs = 3, Schedule = LearningRate.Cosine() });
        Assert.Equal((24L, 1000L), (report.Steps, report.Epochs[2].Examples));
    }

    [Fact]
    public void AnEndlessSource_IsTold()
    {
        using var model = new LinearModel<float>(Width, 2);
        IExampleSource<float> endless = Examples.Stream<float>(() => Enumerable.Repeat(new ReadOnlyMemory<float>(s_data), int.MaxValue), Width, count: 100);
        var exception = Assert.Throws<InvalidOperationException>(() => model.Fit(endless));
        Assert.Contains("training data declares 100 examples, but gives more than ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(long.MinValue)]
    public void ACountThatIsNone_IsRefused(long count)
    {
        using var model = new LinearModel<float>(Width, 2);
        var source = new Counted(count);
        foreach ((string name, Action use) in ((string, Action)[])
        [
            ("data", () => model.Fit(source)),
            ("data", () => model.Fit(Examples.Prefetch(source))),
            ("validation", () => model.Fit(Stream(1000), source)),
            ("data", () => model.Test(source, default)),
        ])
        {
            Assert.Contains($"its count is {count}", Assert.Throws<ArgumentException>(name, use).Message, StringComparison.Ordinal);
        }
    }

    private sealed class Counted(long count) : IExampleSource<float>
    {
        public int Width => DeclaredCountTests.Width;

        public long? Count => count;

        public IExampleReader<float> Open(NoiseKey? shuffle) => Examples.InMemory(s_data, Width).Open(shuffle);
    }

    private static IExampleSource<float> Stream(int count) =>
        Examples.Stream<float>(() => s_data.Chunk(70 * Width).Select(piece => new ReadOnlyMemory<float>(piece)), Width, count);
}
