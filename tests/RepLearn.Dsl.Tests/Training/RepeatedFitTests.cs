using RepLearn.Tests.Files;
using Xunit;

namespace RepLearn.Tests.Training;

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
