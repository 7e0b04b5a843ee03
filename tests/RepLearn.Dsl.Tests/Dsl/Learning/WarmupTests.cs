using RepLearn.Data;
using Xunit;

namespace RepLearn.Tests.Dsl.Learning;

// Validation judges the full objective, which a model in its warm-up does not minimise: its loss rises there before it falls.
public sealed class WarmupTests
{
    private const int Width = 64;
    private static readonly ReadOnlyMemory<float> s_train = Digits.Load().Pixels[..(1437 * Width)];
    private static readonly ReadOnlyMemory<float> s_validation = Digits.Load().Pixels[(1437 * Width)..];

    // 23 steps per epoch: the warm-up ends within epoch 87.
    private static FitOptions Options => new() { Epochs = 120, BatchSize = 64, Seed = 1 };

    [Fact]
    public void Patience_OutlastsTheWarmup()
    {
        using var model = new WarmedUpVae(1);
        FitReport report = model.Fit(s_train, s_validation, Options with { Patience = 5 });
        double[] losses = [.. report.Epochs.Select(epoch => epoch.Validation!.Value.Total)];
        Assert.InRange(report.KeptEpoch!.Value, 87, 120);
        Assert.Equal(losses[86..].Min(), losses[report.KeptEpoch.Value - 1]);
        Assert.InRange(losses[report.KeptEpoch.Value - 1], 20, 27);
        Assert.Equal(losses[report.KeptEpoch.Value - 1], model.Test(s_validation.Span, new NoiseKey(1, ulong.MaxValue - 1)).Total, 1e-3);
    }

    [Fact]
    public void Cancelled_InItsWarmup_TheLastEpochIsKept()
    {
        using var model = new WarmedUpVae(1);
        using var cancellation = new CancellationTokenSource();
        FitReport report = model.Fit(
            s_train, s_validation, Options, new Training.DirectProgress(progress =>
            {
                if (progress.EpochDone && progress.Epoch == 12)
                {
                    cancellation.Cancel();
                }
            }),
            cancellation.Token);
        Assert.Equal((FitStop.Cancelled, 12, 12), (report.Stopped, report.Best!.Epoch, report.KeptEpoch));
        Assert.True(report.Epochs[0].Validation!.Value.Total > 0);
    }
}
