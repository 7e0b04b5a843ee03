using CsCheck;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Data;

public sealed class SourceTests : IDisposable
{
    private int _files;
    private const int Width = 3;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => ["memory", "stream", "file", "prefetch"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Unshuffled_GivesTheRowsInOrder(string kind)
    {
        IExampleSource<float> source = Make(kind, 1000);
        Assert.Equal(TestData.Numbered(1000, Width), ReadAll(source, null, 7));
        Assert.Equal((Width, 1000L), (source.Width, source.Count));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Shuffled_GivesEachWholeRowOnce(string kind)
    {
        Gen.Select(Gen.Int[1, 700], Gen.ULong, Gen.Int[1, 100]).Sample(
            (rows, seed, pieces) =>
            {
                float[] read = ReadAll(Make(kind, rows), new NoiseKey(seed, 0), pieces);
                Assert.Equal(rows * Width, read.Length);
                Assert.All(read.Chunk(Width), row => Assert.All(row, value => Assert.Equal(row[0], value)));
                Assert.Equal(Enumerable.Range(0, rows).Select(row => (float)row), read.Where((_, index) => index % Width == 0).Order());
            },
            iter: 60);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Shuffled_IsAFunctionOfTheKey_NotOfHowItIsRead(string kind)
    {
        IExampleSource<float> source = Make(kind, 1000);
        float[] once = ReadAll(source, new NoiseKey(4, 2), 7);
        Assert.Equal(once, ReadAll(source, new NoiseKey(4, 2), 128));
        Assert.NotEqual(once, ReadAll(source, new NoiseKey(4, 3), 7));
        Assert.NotEqual(once, ReadAll(source, new NoiseKey(5, 2), 7));
        Assert.NotEqual(once, TestData.Numbered(1000, Width));
    }

    // Each of the 24 orders of four rows, 6000 draws: chi squared with 23 degrees of freedom is below 49.7 with
    // probability 0.999. The keys are fixed, so this does not fail by chance.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Shuffled_GivesEveryOrderAlike(string kind)
    {
        IExampleSource<float> source = Make(kind, 4, blockRows: 1);
        var counts = new Dictionary<string, int>();
        for (int epoch = 0; epoch < 6000; epoch++)
        {
            string order = string.Join(",", ReadAll(source, new NoiseKey(11, (ulong)epoch), 4));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, counts.Count);
        Assert.InRange(counts.Values.Sum(count => (count - 250.0) * (count - 250.0) / 250), 0, 49.7);
    }

    // A row is handed out at most a buffer's length before its place.
    [Fact]
    public void StreamsBuffer_IsBounded()
    {
        int furthest = 0;
        IEnumerable<ReadOnlyMemory<float>> Open()
        {
            for (int row = 0; row < 500; row++)
            {
                furthest = row;
                yield return new float[] { row, row, row };
            }
        }

        using IExampleReader<float> reader = Examples.Stream<float>(Open, Width, shuffleBuffer: 20).Open(new NoiseKey(1, 0));
        var one = new float[Width];
        int moved = 0;
        for (int place = 0; place < 400; place++)
        {
            Assert.Equal(1, reader.Read(one));
            Assert.InRange(one[0], 0, place + 20);
            Assert.InRange(furthest, place, place + 20);
            moved += (int)one[0] == place ? 0 : 1;
        }

        Assert.True(moved > 300);
    }

    [Fact]
    public void Stream_IsDisposedAndOpenedAnewEachEpoch()
    {
        int opened = 0;
        int disposed = 0;
        IEnumerable<ReadOnlyMemory<float>> Open()
        {
            opened++;
            try
            {
                yield return TestData.Numbered(10, 6);
            }
            finally
            {
                disposed++;
            }
        }

        using var model = new LinearModel<float>(6, 2);
        model.Fit(Examples.Stream<float>(Open, 6), new FitOptions { Epochs = 3, Optimizer = new Sgd(1e-6) });
        Assert.Equal((3, 3), (opened, disposed));
    }

    [Fact]
    public void Stream_RefusesPiecesOfHalfARow()
    {
        IExampleSource<float> source = Examples.Stream<float>(() => [new float[6], new float[4]], Width);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => ReadAll(source, null, 8));
        Assert.Contains("piece 1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("4 values", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_PassesOverItsHeader()
    {
        File.WriteAllBytes(_folder["rows"], [1, 2, 3, .. TestData.Numbered(5, Width).SelectMany(BitConverter.GetBytes)]);
        Assert.Equal(TestData.Numbered(5, Width), ReadAll(Examples.File<float>(_folder["rows"], Width, headerBytes: 3), null, 2));
    }

    [Fact]
    public void File_HoldsDoubles()
    {
        double[] rows = [1.5, -2, double.MaxValue, 0, 1, 2];
        File.WriteAllBytes(_folder["rows"], [.. rows.SelectMany(BitConverter.GetBytes)]);
        using IExampleReader<double> reader = Examples.File<double>(_folder["rows"], Width).Open(null);
        var read = new double[6];
        Assert.Equal(2, reader.Read(read));
        Assert.Equal(rows, read);
    }

    [Fact]
    public void File_RefusesHalfARow()
    {
        File.WriteAllBytes(_folder["rows"], new byte[40]);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Examples.File<float>(_folder["rows"], Width));
        Assert.Contains("12 bytes each", exception.Message, StringComparison.Ordinal);
        Assert.Contains("40 bytes", exception.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Examples.File<float>(_folder["missing"], Width));
        Assert.Contains("it is a folder", Assert.Throws<InvalidDataException>(() => Examples.File<float>(Path.GetTempPath(), Width)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_ThatShrinks_IsNoticed()
    {
        IExampleSource<float> source = Make("file", 100);
        File.WriteAllBytes(_folder[$"file-100-{_files}"], new byte[600]);
        Assert.Contains("had 100 rows", Assert.Throws<EndOfStreamException>(() => ReadAll(source, null, 8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prefetch_PassesOnWhatWentWrong_AfterTheRowsBeforeIt()
    {
        static IEnumerable<ReadOnlyMemory<float>> Open()
        {
            yield return TestData.Numbered(10, Width);
            throw new IOException("cable pulled");
        }

        using IExampleReader<float> reader = Examples.Prefetch(Examples.Stream<float>(Open, Width), rows: 5).Open(null);
        var room = new float[100 * Width];
        Assert.Equal([5, 5], (int[])[reader.Read(room), reader.Read(room)]);
        Assert.Equal("cable pulled", Assert.Throws<IOException>(() => reader.Read(room)).Message);
        Assert.Equal(0, reader.Read(room));
    }

    [Fact]
    public void Prefetch_MayBeGivenUpEarly()
    {
        int disposed = 0;
        IEnumerable<ReadOnlyMemory<float>> Open()
        {
            try
            {
                while (true)
                {
                    yield return new float[Width];
                }
            }
            finally
            {
                disposed++;
            }
        }

        using (IExampleReader<float> reader = Examples.Prefetch(Examples.Stream<float>(Open, Width), rows: 5).Open(null))
        {
            Assert.Equal(3, reader.Read(new float[3 * Width]));
        }

        Assert.Equal(1, disposed);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void UnshuffledFits_AreTheSameFromAnySource(string kind)
    {
        using var fromMemory = new LinearModel<float>(Width, 2);
        using var fromSource = new LinearModel<float>(Width, 2);
        var options = new FitOptions { Epochs = 3, BatchSize = 32, Shuffle = false };
        float[] data = [.. TestData.Numbered(100, Width).Select(value => value / 100)];
        FitReport expected = fromMemory.Fit(data, data, options);
        IExampleSource<float> source = Make(kind, 100, scale: 0.01f);
        FitReport actual = fromSource.Fit(source, source, options);
        Assert.Equal(fromMemory.Parameters.ToArray(), fromSource.Parameters.ToArray());
        Assert.Equal(expected.Epochs.Select(epoch => epoch.Validation!.Value.Total), actual.Epochs.Select(epoch => epoch.Validation!.Value.Total));
    }

    // More rows than one block of 1024, so that the noise of later rows matters too.
    [Fact]
    public void TestOfASource_HasTheBitsOfTestOfASpan()
    {
        float[] data = TestData.Plane<float>(2500, Width);
        using var model = new LinearModel<float>(Width, 2);
        Losses span = model.Test(data, new NoiseKey(3, 4));
        Losses source = model.Test(Examples.Stream<float>(() => data.Chunk(7 * Width).Select(piece => new ReadOnlyMemory<float>(piece)), Width), new NoiseKey(3, 4));
        Assert.Equal(span["reconstruction"], source["reconstruction"]);
        Assert.Equal(span.Total, source.Total);
    }

    [Fact]
    public void Sources_RefuseWhatCannotWork()
    {
        Assert.Throws<ArgumentException>("data", () => Examples.InMemory(new float[4], Width));
        Assert.Throws<ArgumentException>("data", () => Examples.InMemory(Array.Empty<float>(), Width));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => Examples.InMemory(new float[4], 0));
        Assert.Throws<ArgumentOutOfRangeException>("shuffleBuffer", () => Examples.Stream<float>(() => [], Width, shuffleBuffer: 0));
        Assert.Throws<ArgumentOutOfRangeException>("shuffleBuffer", () => Examples.Stream<float>(() => [], Width, shuffleBuffer: int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Examples.Stream<float>(() => [], Width, count: 0));
    }

    private IExampleSource<float> Make(string kind, int rows, int blockRows = 13, float scale = 1)
    {
        float[] data = [.. TestData.Numbered(rows, Width).Select(value => scale == 1 ? value : value / 100)];
        switch (kind)
        {
            case "memory":
                return Examples.InMemory(data, Width);
            case "prefetch":
                return Examples.Prefetch(Make("stream", rows, blockRows, scale), rows: 9);
            case "stream":
                // Pieces of several rows, and empty ones.
                return Examples.Stream<float>(
                    () => data.Chunk(5 * Width).SelectMany(piece => (ReadOnlyMemory<float>[])[piece, default]), Width, rows, shuffleBuffer: 50);
            default:
                string path = _folder[$"file-{rows}-{Interlocked.Increment(ref _files)}"];
                File.WriteAllBytes(path, [.. data.SelectMany(BitConverter.GetBytes)]);
                return Examples.File<float>(path, Width, blockRows: blockRows, shuffleBuffer: 50);
        }
    }

    private static float[] ReadAll(IExampleSource<float> source, NoiseKey? shuffle, int rowsAtATime)
    {
        using IExampleReader<float> reader = source.Open(shuffle);
        var all = new List<float>();
        var room = new float[(rowsAtATime * Width) + 1];
        int rows;
        while ((rows = reader.Read(room)) > 0)
        {
            all.AddRange(room[..(rows * Width)]);
        }

        return [.. all];
    }
}
