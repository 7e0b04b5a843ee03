using CsCheck;
using RepLearn.Data;
using RepLearn.Tests.Dsl.Training;
using Xunit;

namespace RepLearn.Tests.Dsl.Data;

public sealed class LastBatchTests
{
    private const int Width = 3;

    [Theory]
    [InlineData(LastBatch.Keep, 10, "4,4,2")]
    [InlineData(LastBatch.Keep, 3, "3")]
    [InlineData(LastBatch.Drop, 10, "4,4")]
    [InlineData(LastBatch.Drop, 3, "")]
    [InlineData(LastBatch.Merge, 10, "4,6")]
    [InlineData(LastBatch.Merge, 15, "4,4,7")]
    [InlineData(LastBatch.Merge, 5, "5")]
    [InlineData(LastBatch.Merge, 3, "3")]
    [InlineData(LastBatch.Merge, 8, "4,4")]
    [InlineData(LastBatch.Share, 10, "4,3,3")]
    [InlineData(LastBatch.Share, 9, "4,3,2")]
    [InlineData(LastBatch.Share, 13, "4,4,3,2")]
    [InlineData(LastBatch.Share, 5, "3,2")]
    [InlineData(LastBatch.Share, 4, "4")]
    [InlineData(LastBatch.Share, 3, "3")]
    public void Batches_AreCutAsDocumented(LastBatch last, int rows, string expected)
    {
        foreach (bool counted in new[] { true, false })
        {
            int[] sizes = [.. Read(rows, 4, last, counted).Select(batch => batch.Length / Width)];

            Assert.Equal(expected, string.Join(",", sizes));
            Assert.Equal(BatchReader<float>.Batches(rows, 4, last), sizes.Length);
        }
    }

    [Fact]
    public void EveryExample_ComesOnceInItsOrder() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 20], Gen.Enum<LastBatch>(), Gen.Bool).Sample(
            (rows, size, last, counted) =>
            {
                List<float[]> batches = Read(rows, size, last, counted);
                float[] read = [.. batches.SelectMany(batch => batch)];
                int given = last == LastBatch.Drop ? rows / size * size : rows;
                Assert.Equal(TestData.Numbered(given, Width), read);
                Assert.All(batches, batch => Assert.InRange(batch.Length / Width, 1, last == LastBatch.Merge ? (2 * size) - 1 : size));
                if (last == LastBatch.Share && rows >= size)
                {
                    Assert.All(batches, batch => Assert.InRange(batch.Length / Width, size / 2, size));
                }
            },
            iter: 3000);

    // Sources write straight into the reader's room: nothing may be taken from them twice or handed out before it is there.
    private static List<float[]> Read(int rows, int size, LastBatch last, bool counted)
    {
        float[] data = TestData.Numbered(rows, Width);
        using var pass = new ExamplePass<float>(Examples.InMemory<float>(data, Width), null, "data", default);
        var batches = new BatchReader<float>(Width, size, last, counted ? rows : null);
        batches.Begin(pass);
        var read = new List<float[]>();
        while (batches.Next() is { IsEmpty: false } batch)
        {
            read.Add(batch.ToArray());
        }

        Assert.True(batches.Next().IsEmpty);
        return read;
    }

    [Theory]
    [InlineData(LastBatch.Share)]
    [InlineData(LastBatch.Keep)]
    [InlineData(LastBatch.Drop)]
    [InlineData(LastBatch.Merge)]
    public void MemoryAndStream_TrainAlike(LastBatch last)
    {
        double[] data = TestData.Plane<double>(45, Width);
        var options = new FitOptions { Epochs = 3, BatchSize = 8, LastBatch = last, Shuffle = false };
        using var memory = new LinearModel<double>(Width, 1);
        FitReport expected = memory.Fit(data, options);
        using var stream = new LinearModel<double>(Width, 1);

        FitReport report = stream.Fit(Examples.Stream<double>(() => [data], Width), options);

        Assert.Equal(memory.Parameters.ToArray(), stream.Parameters.ToArray());
        Assert.Equal(expected.Steps, report.Steps);
        Assert.Equal(3 * BatchReader<double>.Batches(45, 8, last), report.Steps);
        Assert.Equal(last == LastBatch.Drop ? 40 : 45, report.Epochs[0].Examples);
    }

    [Fact]
    public void Drop_OfEveryExample_IsRefused()
    {
        double[] data = TestData.Plane<double>(7, Width);
        var options = new FitOptions { BatchSize = 8, LastBatch = LastBatch.Drop };
        using var model = new LinearModel<double>(Width, 1);

        string message = Assert.Throws<ArgumentException>(() => model.Fit(data, options)).Message;
        Assert.Contains("8", message);
        Assert.Contains("7", message);
        Assert.Contains(
            "one batch of 8",
            Assert.Throws<InvalidOperationException>(() => model.Fit(Examples.Stream<double>(() => [data], Width), options)).Message);
        Assert.Throws<ArgumentOutOfRangeException>("LastBatch", () => new FitOptions { LastBatch = (LastBatch)4 });
    }
}
