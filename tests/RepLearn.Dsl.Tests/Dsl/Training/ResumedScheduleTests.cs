using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

// A schedule over the whole fit, where the fit turns out longer or shorter than it began.
public sealed class ResumedScheduleTests : IDisposable
{
    private static readonly double[] s_train = [1, 2, 3, 4, 5, 6, 7, 8];
    private readonly TemporaryFolder _folder = new();

    private FitOptions Options => new()
    {
        BatchSize = 2,
        Optimizer = new Sgd(1),
        Schedule = LearningRate.Cosine(),
        ProgressInterval = TimeSpan.Zero,
        Checkpoint = _folder["run.safetensors"],
    };

    public void Dispose() => _folder.Dispose();

    // Half of a wave over 20 steps is left after 10, and spread over the 30 that are left.
    [Fact]
    public void Extended_GoesOnWhereItWas_AndEndsWhereItWouldHave()
    {
        using var model = new ScriptedModel([]);
        double[] before = Rates(model, Options with { Epochs = 5 }, until: 10);
        double[] after = Rates(model, Options with { Epochs = 10, Resume = true });
        Assert.Equal((10, 30), (before.Length, after.Length));
        double[] rates = [.. before, .. after];
        Assert.All(rates.Zip(rates.Skip(1)), pair => Assert.InRange(pair.Second, pair.First - 0.1, pair.First));
        Assert.Equal(Wave(9, 20), rates[9], 1e-15);
        Assert.Equal(Wave(19, 20), rates[39], 1e-15);
        Assert.Equal(Wave(14, 20), rates[24], 1e-15);
    }

    [Fact]
    public void ExtendedAfterItsEnd_StaysAtItsLastRate()
    {
        using var model = new ScriptedModel([]);
        double last = Rates(model, Options with { Epochs = 5 })[^1];
        Assert.True(last > 0);
        double[] after = Rates(model, Options with { Epochs = 7, Resume = true });
        Assert.Equal(Enumerable.Repeat(last, 8), after);
        FitReport report = model.Fit(s_train, Options with { Epochs = 7, Resume = true });
        Assert.Contains(report.Notices, notice => notice.Contains("had ended before epochs were added", StringComparison.Ordinal));
    }

    [Fact]
    public void ExtendedTwice_GoesOnEachTime()
    {
        using var model = new ScriptedModel([]);
        double[] rates =
        [
            .. Rates(model, Options with { Epochs = 5 }, until: 10),
            .. Rates(model, Options with { Epochs = 10, Resume = true }, until: 13),
            .. Rates(model, Options with { Epochs = 8, Resume = true }),
        ];
        Assert.Equal(32, rates.Length);
        Assert.All(rates.Zip(rates.Skip(1)), pair => Assert.InRange(pair.Second, pair.First - 0.1, pair.First));
        Assert.Equal(Wave(19, 20), rates[^1], 1e-15);
    }

    [Fact]
    public void Resumed_EqualsUninterrupted_AlsoWithinAnExtension()
    {
        using var model = new ScriptedModel([]);
        Rates(model, Options with { Epochs = 5 }, until: 10);
        File.Copy(_folder["run.safetensors"], _folder["copy"]);
        double[] whole = Rates(model, Options with { Epochs = 10, Resume = true });
        File.Copy(_folder["copy"], _folder["run.safetensors"], overwrite: true);
        double[] broken = [.. Rates(model, Options with { Epochs = 10, Resume = true }, until: 15), .. Rates(model, Options with { Epochs = 10, Resume = true })];
        Assert.Equal(whole, broken);
    }

    // Its own steps are not the fit's.
    [Fact]
    public void AScheduleOfItsOwnSteps_IsNotStretched()
    {
        using var model = new ScriptedModel([]);
        FitOptions options = Options with { Schedule = LearningRate.Cosine(totalSteps: 30) };
        double[] rates = [.. Rates(model, options with { Epochs = 5 }), .. Rates(model, options with { Epochs = 7, Resume = true })];
        Assert.All(rates.Select((rate, step) => (rate, step)), pair => Assert.Equal(Wave(pair.step, 30), pair.rate, 1e-15));
    }

    private static double Wave(int step, int steps) => (1 + Math.Cos(Math.PI * step / steps)) / 2;

    private static double[] Rates(ScriptedModel model, FitOptions options, int until = int.MaxValue)
    {
        var rates = new List<double>();
        using var cancellation = new CancellationTokenSource();
        model.Fit(
            s_train,
            options,
            new DirectProgress(report =>
            {
                if (!report.EpochDone)
                {
                    rates.Add(report.LearningRate);
                }

                if (report.Step >= until)
                {
                    cancellation.Cancel();
                }
            }),
            cancellation.Token);
        return [.. rates];
    }
}
