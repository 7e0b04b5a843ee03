using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

// Asked to stop, a call reads no further than the piece at hand, whatever it fills: a buffer, a batch, a block to test.
public sealed class CancellationTests : IDisposable
{
    private const int Width = 6;
    private const int All = 100_000;
    private const int StopAfter = 40;
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private int _given;

    private IExampleSource<float> Slow => Examples.Stream<float>(Rows, Width, shuffleBuffer: All);

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_StopsWithinABufferOrABatch(bool shuffle)
    {
        Assert.Equal((FitStop.Cancelled, 0L), Fit(Slow, new FitOptions { BatchSize = All, Shuffle = shuffle }));
        Assert.InRange(_given, StopAfter, StopAfter + 1);
    }

    [Theory]
    [InlineData(LastBatch.Share)]
    [InlineData(LastBatch.Keep)]
    [InlineData(LastBatch.Drop)]
    [InlineData(LastBatch.Merge)]
    public void Fit_StopsWithinABatch_AfterItsSteps(LastBatch last)
    {
        (FitStop stopped, long steps) = Fit(Slow, new FitOptions { BatchSize = 16, Shuffle = false, LastBatch = last });
        Assert.Equal(FitStop.Cancelled, stopped);
        Assert.InRange(steps, 1, 2);
        Assert.InRange(_given, StopAfter, StopAfter + 1);
    }

    [Fact]
    public void ThePassThatTellsAFitsData_Stops()
    {
        Assert.Equal((FitStop.Cancelled, 0L), Fit(Slow, new FitOptions { Checkpoint = _folder["run.safetensors"] }));
        Assert.InRange(_given, StopAfter, StopAfter + 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ASourceReadAhead_Stops(bool shuffle)
    {
        Assert.Equal((FitStop.Cancelled, 0L), Fit(Examples.Prefetch(Slow, All), new FitOptions { Shuffle = shuffle }));

        // The other thread reads on until this one has heard of it.
        Assert.InRange(_given, StopAfter, All / 2);
    }

    [Fact]
    public void ATest_Stops()
    {
        using var model = new LinearModel<float>(Width, 2);
        Assert.Throws<OperationCanceledException>(() => model.Test(Slow, default, _stop.Token));
        Assert.InRange(_given, StopAfter, StopAfter + 1);
    }

    [Fact]
    public void AFitsValidation_Stops()
    {
        using var model = new LinearModel<float>(Width, 2);
        FitReport report = model.Fit(Examples.InMemory(TestData.Plane<float>(20, Width), Width), Slow, new FitOptions { BatchSize = 10 }, null, _stop.Token);
        Assert.Equal((FitStop.Cancelled, 2L), (report.Stopped, report.Steps));
        Assert.InRange(_given, StopAfter, StopAfter + 1);
    }

    // Within a batch, the fit that goes on reads it again from its start.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AFitStoppedWithinABatch_ResumesToTheSameBits(bool shuffle)
    {
        float[] data = TestData.Plane<float>(50, Width);
        var options = new FitOptions { Epochs = 2, BatchSize = 7, Shuffle = shuffle, Checkpoint = _folder["run.safetensors"] };
        using var whole = new LinearModel<float>(Width, 2);
        whole.Fit(Source(int.MaxValue), options with { Checkpoint = null });
        using var model = new LinearModel<float>(Width, 2);
        Assert.Equal(FitStop.Cancelled, model.Fit(Source(StopAfter), options, null, _stop.Token).Stopped);
        using var resumed = new LinearModel<float>(Width, 2, seed: 9);
        Assert.Equal(FitStop.Completed, resumed.Fit(Source(int.MaxValue), options with { Resume = true }).Stopped);
        Assert.Equal(whole.Parameters.ToArray(), resumed.Parameters.ToArray());

        IExampleSource<float> Source(int stopAfter) => Examples.Stream<float>(() => Pieces(stopAfter), Width, shuffleBuffer: 9, fingerprint: "plane");

        IEnumerable<ReadOnlyMemory<float>> Pieces(int stopAfter)
        {
            for (int row = 0; row < 50; row++)
            {
                if (row == stopAfter)
                {
                    _stop.Cancel();
                }

                yield return data.AsMemory(row * Width, Width);
            }
        }
    }

    private (FitStop Stopped, long Steps) Fit(IExampleSource<float> source, FitOptions options)
    {
        using var model = new LinearModel<float>(Width, 2);
        FitReport report = model.Fit(source, options, null, _stop.Token);
        return (report.Stopped, report.Steps);
    }

    private IEnumerable<ReadOnlyMemory<float>> Rows()
    {
        for (int row = 0; row < All; row++)
        {
            _given++;
            if (_given == StopAfter)
            {
                _stop.Cancel();
            }

            if (_given > StopAfter)
            {
                Thread.Sleep(1);
            }

            yield return new float[Width];
        }
    }
}
