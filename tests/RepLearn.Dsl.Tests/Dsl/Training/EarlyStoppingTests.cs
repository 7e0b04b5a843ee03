using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

// Which epoch is the best, when patience ends, and that the model holds what the report says, however the fit ends.
public sealed class EarlyStoppingTests : IDisposable
{
    private const int StepsPerEpoch = 4;
    private static readonly double[] s_train = [1, 2, 3, 4, 5, 6, 7, 8];
    private static readonly double[] s_validation = [1, 2, 3];

    // The third epoch is the best.
    private static readonly double[] s_thirdBest = [5, 4, 3, 4, 5, 6, 7, 8, 9, 10];

    private readonly TemporaryFolder _folder = new();

    private FitOptions Options => new()
    {
        BatchSize = 2,
        Optimizer = new Sgd(1),
        ProgressInterval = TimeSpan.Zero,
        Checkpoint = _folder["run.safetensors"],
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ResumedWithValidation_PatienceCountsFromThere()
    {
        using var model = new ScriptedModel([5, 4, 6, 7, 8, 9]);
        model.Fit(s_train, Options with { Epochs = 5 });
        FitReport report = model.Fit(s_train, s_validation, Options with { Epochs = 20, Patience = 3, Resume = true });
        Assert.Equal((FitStop.Patience, 10, 7, 7), (report.Stopped, report.Epochs.Count, report.Best!.Epoch, report.KeptEpoch));
        Assert.Equal(7 * StepsPerEpoch, model.StepsSeen);
    }

    [Fact]
    public void ResumedWithoutValidation_TheLastParametersStay()
    {
        using var model = new ScriptedModel(s_thirdBest);
        FitReport first = model.Fit(s_train, s_validation, Options with { Epochs = 5 });
        Assert.Equal((3, 3L * StepsPerEpoch), (first.KeptEpoch, model.StepsSeen));
        FitReport report = model.Fit(s_train, Options with { Epochs = 8, Resume = true });
        Assert.Null(report.Best);
        Assert.Equal((8, 8L * StepsPerEpoch, 8L * StepsPerEpoch), (report.KeptEpoch, model.StepsSeen, model.Step));
        Assert.Contains("validation", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ResumedWithTheSameValidation_TheBestStaysAndPatienceGoesOn()
    {
        using var model = new ScriptedModel(s_thirdBest);
        model.Fit(s_train, s_validation, Options with { Epochs = 5 });
        FitReport report = model.Fit(s_train, s_validation, Options with { Epochs = 20, Patience = 4, Resume = true });
        Assert.Equal((FitStop.Patience, 7, 3, 3), (report.Stopped, report.Epochs.Count, report.Best!.Epoch, report.KeptEpoch));
        Assert.Equal(3 * StepsPerEpoch, model.StepsSeen);
    }

    [Fact]
    public void ResumedWithOtherValidation_TheOldBestIsNone()
    {
        using var model = new ScriptedModel([5, 4, 3, 4, 5, 50, 40, 60, 70]);
        model.Fit(s_train, s_validation, Options with { Epochs = 5 });
        double[] other = [1, 2, 3.5];
        FitReport report = model.Fit(s_train, other, Options with { Epochs = 20, Patience = 2, Resume = true });
        Assert.Equal((FitStop.Patience, 9, 7, 7), (report.Stopped, report.Epochs.Count, report.Best!.Epoch, report.KeptEpoch));
        Assert.Equal(7 * StepsPerEpoch, model.StepsSeen);
    }

    // A block of 1024 rows and one of a row, so two losses an epoch; only the last row is another.
    [Fact]
    public void ResumedWithValidationThatDiffersAtItsEnd_TheOldBestIsNone()
    {
        double[] losses = [5, 4, 3, 4, 5, 50, 40, 60, 70];
        using var model = new ScriptedModel(losses.SelectMany(loss => (double[])[loss, loss]));
        double[] validation = new double[1025];
        IExampleSource<double> source = Examples.Stream<double>(() => [validation], 1);
        model.Fit(Examples.InMemory(s_train, 1), source, Options with { Epochs = 5 });
        validation[^1] = 1;
        FitReport report = model.Fit(Examples.InMemory(s_train, 1), source, Options with { Epochs = 20, Patience = 2, Resume = true });
        Assert.Equal((FitStop.Patience, 9, 7, 7), (report.Stopped, report.Epochs.Count, report.Best!.Epoch, report.KeptEpoch));
    }

    [Fact]
    public void ValidationAgainAfterAResumeWithout_BeginsAnew()
    {
        using var model = new ScriptedModel([5, 4, 3, 8, 9]);
        model.Fit(s_train, s_validation, Options with { Epochs = 3 });
        model.Fit(s_train, Options with { Epochs = 5, Resume = true });
        FitReport report = model.Fit(s_train, s_validation, Options with { Epochs = 7, Resume = true });
        Assert.Equal((6, 6), (report.Best!.Epoch, report.KeptEpoch));
        Assert.Equal(6 * StepsPerEpoch, model.StepsSeen);
    }

    // The best parameters were not kept by the first fit, so the second cannot go back to them.
    [Fact]
    public void BestWithoutParameters_IsNoneWhereTheyAreToBeKept()
    {
        using var model = new ScriptedModel([1, 5, 4, 6]);
        FitReport first = model.Fit(s_train, s_validation, Options with { Epochs = 2, KeepBest = false });
        Assert.Equal((1, 2), (first.Best!.Epoch, first.KeptEpoch));
        FitReport report = model.Fit(s_train, s_validation, Options with { Epochs = 4, Resume = true });
        Assert.Equal((3, 3), (report.Best!.Epoch, report.KeptEpoch));
        Assert.Equal(3 * StepsPerEpoch, model.StepsSeen);
    }

    [Fact]
    public void Divergence_GoesBackToTheBestEpoch()
    {
        using var model = new ScriptedModel(s_thirdBest) { Training = step => step < 22 ? 1 : double.NaN };
        var diverged = Assert.Throws<TrainingDivergedException>(() => model.Fit(s_train, s_validation, Options));
        Assert.Equal((3, 12L, 5), (diverged.Report.KeptEpoch, diverged.RestoredStep, diverged.Report.Epochs.Count));
        Assert.Equal((12, 12), (model.StepsSeen, model.Step));
        Assert.Contains("parameters of step 12", diverged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void DivergenceWithoutBest_ReportsTheSnapshotsEpoch(bool validates)
    {
        using var model = new ScriptedModel(s_thirdBest) { Training = step => step < 22 ? 1 : double.NaN };
        FitOptions options = Options with { KeepBest = false };
        var diverged = Assert.Throws<TrainingDivergedException>(
            () => validates ? model.Fit(s_train, s_validation, options) : model.Fit(s_train, options));
        Assert.Equal((5, 20L), (diverged.Report.KeptEpoch, diverged.RestoredStep));
        Assert.Equal((20, 20), (model.StepsSeen, model.Step));
    }

    [Theory]
    [InlineData("source")]
    [InlineData("validation")]
    [InlineData("progress")]
    [InlineData("checkpoint")]
    [InlineData("optimiser")]
    public void AFailure_LeavesTheBestParameters(string where)
    {
        using var model = new ScriptedModel(where == "validation" ? s_thirdBest[..5] : s_thirdBest);
        string path = _folder["sub/run.safetensors"];
        Directory.CreateDirectory(_folder["sub"]);
        IExampleSource<double> source = Examples.Stream<double>(
            () => where == "source" && model.Step >= 20 ? throw new TimeoutException() : [s_train], 1, fingerprint: "train");
        var progress = new DirectProgress(report =>
        {
            if (report.Step == 22 && where == "progress")
            {
                throw new TimeoutException();
            }

            if (report.Step == 22 && where == "checkpoint")
            {
                Directory.Delete(_folder["sub"], recursive: true);
            }
        });
        FitOptions options = Options with
        {
            Checkpoint = path,
            CheckpointInterval = where == "checkpoint" ? TimeSpan.Zero : TimeSpan.FromDays(1),
            Optimizer = where == "optimiser" ? new FailsAt(22) : new Sgd(1),
        };
        Assert.ThrowsAny<Exception>(() => model.Fit(source, Examples.InMemory(s_validation, 1), options, progress));
        Assert.Equal((12, 12), (model.StepsSeen, model.Step));

        // What was done is not lost, where it could be written.
        Assert.Equal(where is not "checkpoint" and not "optimiser", File.Exists(path));
    }

    // The values of a half-written step are those of no step.
    [Fact]
    public void AnOptimiserThatFails_LeavesOneStepsParameters()
    {
        using var model = new ScriptedModel([]);
        Assert.Throws<TimeoutException>(() => model.Fit(s_train, Options with { Optimizer = new FailsAt(6) }));
        Assert.Equal([4.0, 4.0], model.Parameters.ToArray());
        Assert.Equal(4, model.Step);
    }

    [Theory]
    [InlineData(5, 20)]
    [InlineData(6, 22)]
    public void AFailure_CanBeResumed(int epochs, int failAt)
    {
        using var model = new ScriptedModel([]);
        Assert.Throws<TimeoutException>(() => model.Fit(
            s_train, Options with { Epochs = 8 }, new DirectProgress(report => _ = report.Step == failAt ? throw new TimeoutException() : 0)));
        FitReport report = model.Fit(s_train, Options with { Epochs = epochs, Resume = true });
        Assert.Equal((epochs * StepsPerEpoch, epochs), (model.StepsSeen, report.KeptEpoch));
    }

    // Epochs of a warm-up of 14 steps minimise different objectives: the first to end after it is the fourth.
    [Fact]
    public void DuringWarmup_PatienceDoesNotCountAndTheNewestEpochIsBest()
    {
        using var model = new ScriptedModel([1, 2, 3, 9, 8, 7, 8, 9, 10], warmupSteps: 14);
        FitReport report = model.Fit(s_train, s_validation, Options with { Patience = 2 });
        Assert.Equal((FitStop.Patience, 8, 6, 6), (report.Stopped, report.Epochs.Count, report.Best!.Epoch, report.KeptEpoch));
        Assert.Equal(6 * StepsPerEpoch, model.StepsSeen);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(20)]
    [InlineData(500)]
    public void AWarmupOverTheWholeFit_EndsWithTheLastEpoch(int warmupSteps)
    {
        using var model = new ScriptedModel([1, 2, 3, 4, 5], warmupSteps);
        FitReport report = model.Fit(s_train, s_validation, Options with { Epochs = 5, Patience = 2 });
        Assert.Equal((FitStop.Completed, 5, 5), (report.Stopped, report.Best!.Epoch, report.KeptEpoch));
        Assert.Equal(5 * StepsPerEpoch, model.StepsSeen);
    }

    [Fact]
    public void ResumedAfterTheWarmup_JudgesAsWithoutABreak()
    {
        double[] losses = [1, 2, 3, 9, 8, 7, 8, 9, 10];
        using var model = new ScriptedModel(losses, warmupSteps: 14);
        model.Fit(s_train, s_validation, Options with { Epochs = 3 });
        FitReport report = model.Fit(s_train, s_validation, Options with { Epochs = 20, Patience = 2, Resume = true });
        Assert.Equal((FitStop.Patience, 8, 6), (report.Stopped, report.Epochs.Count, report.KeptEpoch));
    }

    // Plain gradient descent of rate 1 that fails in the middle of a step.
    private sealed class FailsAt(long step) : Optimizer(1)
    {
        public override System.Collections.Immutable.ImmutableArray<string> StateNames => [];

        public override bool Update<T>(UpdateRange<T> range)
        {
            for (int place = 0; place < range.Parameters.Length; place++)
            {
                if (range.Step == step && place == 1)
                {
                    throw new TimeoutException();
                }

                range.Parameters[place] -= range.Gradients[place];
            }

            return true;
        }
    }
}
