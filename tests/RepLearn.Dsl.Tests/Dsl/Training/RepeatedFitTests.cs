using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

// Fits in a row draw on: no two epochs see the same order or noise.
public sealed class RepeatedFitTests : IDisposable
{
    private const int Width = 6;
    private static readonly float[] s_data = TestData.Plane<float>(40, Width);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("memory")]
    [InlineData("stream")]
    [InlineData("file")]
    public void TwentyFitsOfOneEpoch_SeeTwentyOrders(string kind)
    {
        var source = new Recorder(Make(kind));
        using var model = new LinearModel<float>(Width, 2);
        for (int fit = 0; fit < 20; fit++)
        {
            model.Fit(source, new FitOptions { Epochs = 1, BatchSize = 8 });
        }

        Assert.Equal(20, source.Orders.Count);
        Assert.Equal(20, source.Orders.Distinct().Count());
    }

    // Plain gradient descent keeps nothing from fit to fit, so the bits must be the same; the model masks its inputs at random.
    [Theory]
    [InlineData("memory")]
    [InlineData("stream")]
    [InlineData("file")]
    public void TwentyFitsOfOneEpoch_AreOneOfTwenty(string kind)
    {
        FitOptions options = new() { Epochs = 1, BatchSize = 7, Optimizer = new Sgd(0.02), Seed = 8 };
        using var parts = new LinearModel<float>(Width, 2);
        using var whole = new LinearModel<float>(Width, 2);
        for (int fit = 0; fit < 20; fit++)
        {
            parts.Fit(Make(kind), options);
        }

        whole.Fit(Make(kind), options with { Epochs = 20 });
        Assert.Equal(whole.Parameters.ToArray(), parts.Parameters.ToArray());
        Assert.Equal(whole.Step, parts.Step);
    }

    [Fact]
    public void ALoadedModel_DrawsOn()
    {
        FitOptions options = new() { Epochs = 1, BatchSize = 7, Optimizer = new Sgd(0.02), Seed = 8 };
        using var model = new LinearModel<float>(Width, 2);
        model.Fit(s_data, options);
        model.Save(_folder["model.safetensors"]);
        using LinearModel<float> loaded = LinearModel<float>.Load(_folder["model.safetensors"], Width, 2);
        loaded.Fit(s_data, options);
        model.Fit(s_data, options);
        Assert.Equal(model.Parameters.ToArray(), loaded.Parameters.ToArray());
    }

    // What is gone back to has its own step, but nothing is drawn twice: neither noise nor orders.
    [Fact]
    public void AfterAFitThatWentBackToItsBest_DrawsGoOn()
    {
        var source = new KeyRecorder();
        using var model = new ScriptedModel([5, 4, 3, 4, 5, 2, 1]);
        FitOptions options = new() { Epochs = 5, BatchSize = 2, Optimizer = new Sgd(1) };
        model.Fit(source, Examples.InMemory(new double[3], 1), options);
        Assert.Equal((12, 20), (model.Step, model.Draws));
        model.Fit(source, Examples.InMemory(new double[3], 1), options with { Epochs = 2 });
        Assert.Equal((20, 28), (model.Step, model.Draws));
        Assert.Equal((ulong[])[0, 4, 8, 12, 16, 20, 24], source.Orders);
        Assert.Equal(Enumerable.Range(0, 28).Select(step => (ulong)step), model.Drawn);
    }

    [Fact]
    public void AfterADivergence_DrawsGoOn()
    {
        var source = new KeyRecorder();
        using var model = new ScriptedModel([]) { Training = step => step == 6 ? double.NaN : 1 };
        FitOptions options = new() { Epochs = 3, BatchSize = 2, Optimizer = new Sgd(1) };
        Assert.Throws<TrainingDivergedException>(() => model.Fit(source, options));
        Assert.Equal((4, 6), (model.Step, model.Draws));
        Assert.Throws<TrainingDivergedException>(() => model.Fit(source, options));
        Assert.Equal((ulong[])[0, 4, 6], source.Orders);
    }

    // Within a fit, going back by hand is no different.
    [Fact]
    public void ARestoreFromAReport_RepeatsNoDraws()
    {
        using var model = new ScriptedModel([]);
        model.Save(_folder["start.safetensors"]);
        var progress = new DirectProgress(report =>
        {
            if (report.Step == 5)
            {
                model.Restore(_folder["start.safetensors"]);
            }
        });
        model.Fit(new KeyRecorder(), new FitOptions { Epochs = 2, BatchSize = 2, Optimizer = new Sgd(1), ProgressInterval = TimeSpan.Zero }, progress);
        Assert.Equal(Enumerable.Range(0, 8).Select(step => (ulong)step), model.Drawn);
        Assert.Equal((3, 8), (model.Step, model.Draws));
    }

    private IExampleSource<float> Make(string kind)
    {
        string path = _folder["data"];
        File.WriteAllBytes(path, [.. s_data.SelectMany(BitConverter.GetBytes)]);
        return kind switch
        {
            "memory" => Examples.InMemory(s_data, Width),
            "stream" => Examples.Stream<float>(() => s_data.Chunk(Width).Select(row => new ReadOnlyMemory<float>(row)), Width, shuffleBuffer: 20),
            _ => Examples.File<float>(path, Width, blockRows: 4, shuffleBuffer: 20),
        };
    }

    /// <summary>Eight rows, and the steps of the keys that they were shuffled by.</summary>
    private sealed class KeyRecorder : IExampleSource<double>
    {
        public List<ulong> Orders { get; } = [];

        public int Width => 1;

        public long? Count => 8;

        public IExampleReader<double> Open(NoiseKey? shuffle)
        {
            Orders.Add(shuffle!.Value.Step);
            return Examples.InMemory(new double[8], 1).Open(shuffle);
        }
    }

    private sealed class Recorder(IExampleSource<float> inner) : IExampleSource<float>, IExampleReader<float>
    {
        private readonly List<float> _rows = [];
        private IExampleReader<float>? _reader;

        public List<string> Orders { get; } = [];

        public int Width => inner.Width;

        public long? Count => inner.Count;

        public IExampleReader<float> Open(NoiseKey? shuffle)
        {
            _reader = inner.Open(shuffle);
            return this;
        }

        public int Read(Span<float> rows)
        {
            int read = _reader!.Read(rows);
            _rows.AddRange(rows[..(read * Width)]);
            return read;
        }

        public void Dispose()
        {
            _reader!.Dispose();
            Orders.Add(string.Join(",", _rows));
            _rows.Clear();
        }
    }
}
