using RepLearn.Tests.Dsl.Runtime;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

public sealed class EpochEndTests
{
    private const int Width = 6;
    private static readonly double[] s_train = TestData.Plane<double>(40, Width);
    private static readonly double[] s_validation = TestData.Plane<double>(30, Width, seed: 6);

    [Fact]
    public void Stop_EndsTheFitAfterTheEpoch()
    {
        using var model = new LinearModel<double>(Width, 2, masks: false);
        FitReport report = model.Fit(s_train, new FitOptions { Epochs = 9, AfterEpoch = end => end.Stop = end.Epoch.Epoch == 3 });
        Assert.Equal(FitStop.Requested, report.Stopped);
        Assert.Equal(3, report.Epochs.Count);
        Assert.Equal(3, report.KeptEpoch);
    }

    [Fact]
    public void StopAndPatienceInOneEpoch_IsAStop()
    {
        using var model = new LinearModel<double>(Width, 2, masks: false);
        FitReport report = model.Fit(s_train, new FitOptions { Epochs = 9, Patience = 1, AfterEpoch = end => (end.Criterion, end.Stop) = (end.Epoch.Epoch, end.Epoch.Epoch == 2) });
        Assert.Equal((FitStop.Requested, 2), (report.Stopped, report.Epochs.Count));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void ACriterionThatIsNotFinite_IsNamedAndNeverTheBest(double criterion)
    {
        using var model = new LinearModel<double>(Width, 2, masks: false);
        var options = new FitOptions { Epochs = 7, AfterEpoch = end => end.Criterion = criterion };
        FitReport report = model.Fit(s_train, options);
        Assert.Equal((null, 7), (report.Best, report.KeptEpoch));
        Assert.Contains(report.Notices, notice => notice.Contains("was not finite after epoch 1, 2, 3, 4, 5 and 2 more", StringComparison.Ordinal));
        FitReport once = model.Fit(s_train, options with { AfterEpoch = end => end.Criterion = end.Epoch.Epoch == 3 ? criterion : -end.Epoch.Epoch });
        Assert.Equal(7, once.KeptEpoch);
        Assert.Contains("after epoch 3;", Assert.Single(once.Notices), StringComparison.Ordinal);
    }

    // Halving after each epoch is what a schedule would do.
    [Fact]
    public void LearningRateFactor_LastsUntilItIsSetAgain()
    {
        using var model = new LinearModel<double>(Width, 2, masks: false);
        FitReport report = model.Fit(s_train, new FitOptions
        {
            Epochs = 4,
            Optimizer = new Sgd(1.0 / 64),
            AfterEpoch = end => end.LearningRateFactor = end.Epoch.Epoch == 2 ? 1 : end.LearningRateFactor / 2,
        });
        Assert.Equal([1.0 / 64, 1.0 / 128, 1.0 / 64, 1.0 / 128], report.Epochs.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void AFactorOfOne_ChangesNoBit()
    {
        using var plain = new LinearModel<double>(Width, 2);
        using var watched = new LinearModel<double>(Width, 2);
        plain.Fit(s_train, new FitOptions { Epochs = 3 });
        watched.Fit(s_train, new FitOptions { Epochs = 3, AfterEpoch = _ => { } });
        Assert.Equal(plain.Parameters.ToArray(), watched.Parameters.ToArray());
    }

    // The criterion is lowest after the second epoch, whatever the loss.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ACriterion_DecidesWhatIsBestAndWhenToStop(bool validates)
    {
        using var model = new LinearModel<double>(Width, 2, masks: false);
        double[]? second = null;
        double[] criteria = [5, 1, 2, double.NaN, 3, 0];
        var options = new FitOptions
        {
            Epochs = 6,
            BatchSize = 8,
            Patience = 3,
            AfterEpoch = end =>
            {
                Assert.Equal(validates, end.Criterion is not null);
                second = end.Epoch.Epoch == 2 ? model.Parameters.ToArray() : second;
                end.Criterion = criteria[end.Epoch.Epoch - 1];
            },
        };
        FitReport report = validates ? model.Fit(s_train, s_validation, options) : model.Fit(s_train, options);
        Assert.Equal(FitStop.Patience, report.Stopped);
        Assert.Equal(5, report.Epochs.Count);
        Assert.Equal(2, report.Best!.Epoch);
        Assert.Equal(2, report.KeptEpoch);
        Assert.Equal(second, model.Parameters.ToArray());
    }

    [Fact]
    public void AResumedFit_HasTheFactorAndTheBestCriterion()
    {
        using var folder = new TemporaryFolder();
        double[] criteria = [5, 1, 2, 3, 4, 3, 2, 2];
        FitOptions options = new()
        {
            Epochs = 8,
            BatchSize = 8,
            Optimizer = new Sgd(0.1),
            AfterEpoch = end =>
            {
                end.Criterion = criteria[end.Epoch.Epoch - 1];
                end.LearningRateFactor *= 0.9;
            },
        };
        using var whole = new LinearModel<double>(Width, 2);
        FitReport expected = whole.Fit(s_train, options with { KeepBest = false });
        using var broken = new LinearModel<double>(Width, 2);
        FitOptions kept = options with { KeepBest = false, Checkpoint = folder["fit.safetensors"] };
        broken.Fit(s_train, kept with { Epochs = 4 });
        using var resumed = new LinearModel<double>(Width, 2);
        FitReport report = resumed.Fit(s_train, kept with { Resume = true });
        Assert.Equal(whole.Parameters.ToArray(), resumed.Parameters.ToArray());
        Assert.Equal(2, report.Best!.Epoch);
        Assert.Equal(expected.Epochs.Select(epoch => epoch.LearningRate), report.Epochs.Select(epoch => epoch.LearningRate));
    }

    // Criteria of one's own and losses do not compare.
    [Fact]
    public void ResumingWithoutTheCallback_JudgesAnew()
    {
        using var folder = new TemporaryFolder();
        FitOptions options = new() { Epochs = 3, BatchSize = 8, Optimizer = new Sgd(1e-3), Checkpoint = folder["fit"] };
        using var first = new LinearModel<double>(Width, 2, masks: false);
        first.Fit(s_train, s_validation, options with { AfterEpoch = end => end.Criterion = -100 - end.Epoch.Epoch });
        using var resumed = new LinearModel<double>(Width, 2, masks: false);
        FitReport report = resumed.Fit(s_train, s_validation, options with { Epochs = 8, Resume = true, Patience = 2 });
        Assert.Equal(FitStop.Completed, report.Stopped);
        Assert.Equal(8, report.KeptEpoch);
    }

    [Fact]
    public void ParametersThatTheCallbackGivesTheModel_AreTheEpochs()
    {
        using var folder = new TemporaryFolder();
        using var model = new GaussianModel(1);
        using var other = new GaussianModel(2);
        other.Save(folder["other"]);
        FitReport report = model.Fit(new float[40 * GaussianModel.InputSize], new FitOptions { Epochs = 2, AfterEpoch = end => { if (end.Epoch.Epoch == 2) { model.Restore(folder["other"]); } } });
        Assert.Equal(2, report.KeptEpoch);
        Assert.Equal(other.Parameters.ToArray(), model.Parameters.ToArray());
    }

    [Fact]
    public void AStoppedFit_StaysStopped()
    {
        using var folder = new TemporaryFolder();
        FitOptions options = new() { Epochs = 9, BatchSize = 8, Checkpoint = folder["fit"], Resume = true, AfterEpoch = end => end.Stop = end.Epoch.Epoch >= 2 };
        using var first = new LinearModel<double>(Width, 2);
        first.Fit(s_train, options);
        using var resumed = new LinearModel<double>(Width, 2);
        FitReport report = resumed.Fit(s_train, options);
        Assert.Equal((FitStop.Requested, 2), (report.Stopped, report.Epochs.Count));
        Assert.Equal(first.Parameters.ToArray(), resumed.Parameters.ToArray());
        Assert.Equal(9, resumed.Fit(s_train, options with { AfterEpoch = null }).Epochs.Count);
    }

    [Fact]
    public void CopiesOfOtherOptions_AreDeletedToo()
    {
        using var folder = new TemporaryFolder();
        FitOptions options = new() { Epochs = 6, BatchSize = 8, Checkpoint = folder["fit.st"], Resume = true, CheckpointEpochs = 1, CheckpointsKept = 5 };
        using var model = new LinearModel<double>(Width, 2);
        model.Fit(s_train, options);
        File.WriteAllText(folder["fit.epoch-x.st"], "");
        File.WriteAllText(folder["fit.epoch-02.st"], "");
        model.Fit(s_train, options with { Epochs = 8, CheckpointsKept = 2 });
        Assert.Equal(["fit.epoch-02.st", "fit.epoch-7.st", "fit.epoch-8.st", "fit.epoch-x.st", "fit.st"], folder.Names);
    }

    [Fact]
    public void Copies_AreAsPrivateAsTheCheckpoint()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(folder["fit"], "");
        File.SetUnixFileMode(folder["fit"], Mine);
        using var model = new LinearModel<double>(Width, 2);
        model.Fit(s_train, new FitOptions { Epochs = 2, Checkpoint = folder["fit"], CheckpointEpochs = 1 });
        foreach (string name in (string[])["fit.epoch-1", "fit.epoch-2"])
        {
            Assert.Equal(Mine, File.GetUnixFileMode(folder[name]));
        }
    }

    [Fact]
    public void AnException_LeavesACheckpointFromWhichTheEpochIsDecidedAgain()
    {
        using var folder = new TemporaryFolder();
        var options = new FitOptions { Epochs = 4, BatchSize = 8, Checkpoint = folder["fit.safetensors"] };
        using var whole = new LinearModel<double>(Width, 2);
        whole.Fit(s_train, options with { Checkpoint = null });
        using var broken = new LinearModel<double>(Width, 2);
        Assert.Throws<TimeoutException>(() => broken.Fit(s_train, options with { AfterEpoch = end => throw new TimeoutException() }));
        using var resumed = new LinearModel<double>(Width, 2);
        var decided = new List<int>();
        resumed.Fit(s_train, options with { Resume = true, AfterEpoch = end => decided.Add(end.Epoch.Epoch) });
        Assert.Equal([1, 2, 3, 4], decided);
        Assert.Equal(whole.Parameters.ToArray(), resumed.Parameters.ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AFactorThatIsNone_IsRefused(double factor)
    {
        using var model = new LinearModel<double>(Width, 2);
        ArgumentOutOfRangeException problem = Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(s_train, new FitOptions { AfterEpoch = end => end.LearningRateFactor = factor }));
        Assert.Equal("LearningRateFactor", problem.ParamName);
    }

    [Fact]
    public void Copies_StayEveryFewEpochs()
    {
        using var folder = new TemporaryFolder();
        using var model = new LinearModel<double>(Width, 2);
        var after = new Dictionary<int, double[]>();
        FitOptions options = new()
        {
            Epochs = 9,
            BatchSize = 8,
            Checkpoint = folder["fit.safetensors"],
            CheckpointEpochs = 2,
            CheckpointsKept = 3,
            AfterEpoch = end => after[end.Epoch.Epoch] = model.Parameters.ToArray(),
        };
        model.Fit(s_train, options);
        Assert.Equal(["fit.epoch-4.safetensors", "fit.epoch-6.safetensors", "fit.epoch-8.safetensors", "fit.safetensors"], folder.Names);
        foreach (int epoch in (int[])[4, 6, 8])
        {
            using LinearModel<double> loaded = LinearModel<double>.Load(folder[$"fit.epoch-{epoch}.safetensors"], Width, 2);
            Assert.Equal(after[epoch], loaded.Parameters.ToArray());
        }

        // A fit goes on from a copy as from the checkpoint itself.
        using var resumed = new LinearModel<double>(Width, 2);
        resumed.Fit(s_train, options with { Checkpoint = folder["fit.epoch-6.safetensors"], Resume = true, CheckpointEpochs = null, AfterEpoch = null });
        Assert.Equal(model.Parameters.ToArray(), resumed.Parameters.ToArray());
    }

    [Fact]
    public void ACopyOfTheLastEpoch_IsThereToo()
    {
        using var folder = new TemporaryFolder();
        using var model = new LinearModel<double>(Width, 2);
        model.Fit(s_train, new FitOptions { Epochs = 2, Checkpoint = folder["fit"], CheckpointEpochs = 2 });
        Assert.Equal(["fit", "fit.epoch-2"], folder.Names);
        Assert.Throws<ArgumentException>(() => model.Fit(s_train, new FitOptions { CheckpointEpochs = 2 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { CheckpointEpochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { CheckpointsKept = 0 });
    }
}
