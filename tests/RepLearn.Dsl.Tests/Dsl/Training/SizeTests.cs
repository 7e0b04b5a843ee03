using RepLearn.Data;
using RepLearn.Tests.Dsl.Runtime;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

// Memory follows what is there, and sizes that cannot be held get a message. Alone, because allocations of the whole process count.
[Collection(nameof(AllocationTests))]
public sealed class SizeTests
{
    private const int Wide = 200_000;

    [Fact]
    public void ValidationOfFewWideRows_TakesLittleMemory()
    {
        using var model = new LinearModel<float>(Wide, 1, masks: false) { Threads = 1 };
        float[] rows = new float[4 * Wide];
        model.Encode(rows.AsSpan(0, Wide));
        long before = GC.GetTotalAllocatedBytes();
        model.Test(Examples.InMemory(rows, Wide), default);
        model.Test(Examples.Stream<float>(() => [rows], Wide, shuffleBuffer: 8), default);
        model.Test(Examples.Prefetch(Examples.InMemory(rows, Wide)), default);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 120_000_000);
    }

    // Batches of 128 would be 200 MB.
    [Theory]
    [InlineData(LastBatch.Share)]
    [InlineData(LastBatch.Keep)]
    public void AFitOfFewWideRows_TakesLittleMemory(LastBatch last)
    {
        using var model = new LinearModel<float>(Wide, 1, masks: false) { Threads = 1 };
        float[] rows = new float[4 * Wide];
        IExampleSource<float> source = Examples.Stream<float>(() => [rows], Wide, shuffleBuffer: 8);
        long before = GC.GetTotalAllocatedBytes();
        Assert.Equal(2, model.Fit(source, new FitOptions { Epochs = 2, LastBatch = last }).Steps);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 80_000_000);
    }

    [Fact]
    public void ABatchThatNoArrayHolds_IsTold()
    {
        using var model = new LinearModel<float>(Wide, 1, masks: false);
        var refused = Assert.Throws<ArgumentOutOfRangeException>(
            "batchSize", () => model.Fit(Examples.Stream<float>(() => [], Wide), new FitOptions { BatchSize = 6000 }));
        Assert.Contains($"at most {Array.MaxLength / Wide / 2} rows of {Wide} values, two of which", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOfFewWideRows_NeedsNoWholeShuffleBuffer()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["wide"], new byte[3 * Wide * sizeof(float)]);
        IExampleSource<float> source = Examples.File<float>(folder["wide"], Wide);
        long before = GC.GetTotalAllocatedBytes();
        using IExampleReader<float> reader = source.Open(new NoiseKey(1, 0));
        Assert.Equal(3, ExampleReading.Fill(reader, new float[4 * Wide], Wide, default));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 30_000_000);
    }

    // The same bits in blocks that grow as in one span.
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1024)]
    [InlineData(2500)]
    public void TestOfASource_HasTheBitsOfTestInMemory(int rows)
    {
        using var model = new LinearModel<double>(6, 2);
        double[] data = TestData.Plane<double>(rows, 6);
        double expected = model.Test(data, new NoiseKey(1, 2)).Total;
        Assert.Equal(expected, model.Test(Examples.InMemory(data, 6), new NoiseKey(1, 2)).Total);
        Assert.Equal(expected, model.Test(Examples.Stream<double>(() => data.Chunk(6).Select(row => new ReadOnlyMemory<double>(row)), 6), new NoiseKey(1, 2)).Total);
        Assert.Equal(expected, model.Test(Examples.Stream<double>(() => [data], 6, count: rows), new NoiseKey(1, 2)).Total);
    }

    [Fact]
    public void TimeLeftBeyondAllTime_IsTheLongest()
    {
        using var model = new LinearModel<double>(6, 2);
        using var stop = new CancellationTokenSource();
        FitProgress? first = null;
        IExampleSource<double> endless = Examples.Stream<double>(() => Enumerable.Repeat(new ReadOnlyMemory<double>(new double[6]), int.MaxValue), 6, count: long.MaxValue);
        var progress = new DirectProgress(progress =>
        {
            first ??= progress;
            stop.Cancel();
        });
        var options = new FitOptions { Epochs = int.MaxValue, BatchSize = 1, ProgressInterval = TimeSpan.Zero };
        Assert.Equal(FitStop.Cancelled, model.Fit(endless, options, progress, stop.Token).Stopped);
        Assert.Equal(TimeSpan.MaxValue, first!.Left);
    }

    [Fact]
    public void AStreamOfWideRows_NeedsNoOptions() => Assert.Equal(200_000, Examples.Stream<float>(() => [], 200_000).Width);

    [Fact]
    public void NumbersOutOfRange_AreRefused()
    {
        using var model = new GaussianModel(1);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => model.Step = -1);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => model.Step = (1L << 53) + 1);
        Assert.Throws<ArgumentOutOfRangeException>("count", () => model.Sample(int.MaxValue, 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => model.Sample(0, 1));
        Assert.Equal(0, model.Step);
    }
}
