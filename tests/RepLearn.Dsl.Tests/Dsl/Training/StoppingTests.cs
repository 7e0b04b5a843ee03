using RepLearn.Runtime;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

// How a fit ends, and with which parameters.
public sealed class StoppingTests
{
    private const int Width = 6;
    private static readonly double[] s_train = TestData.Plane<double>(40, Width);
    private static readonly double[] s_validation = TestData.Plane<double>(30, Width, seed: 6);

    // A rate that is too high makes the validation loss rise again.
    [Fact]
    public void Patience_StopsAndKeepsTheBestParameters()
    {
        using var model = new LinearModel<double>(Width, 2, masks: false);
        double[]? best = null;
        double lowest = double.PositiveInfinity;
        var progress = new DirectProgress(report =>
        {
            if (report.EpochDone && report.Validation!.Value.Total < lowest)
            {
                lowest = report.Validation.Value.Total;
                best = model.Parameters.ToArray();
            }
        });
        FitReport report = model.Fit(s_train, s_validation, new FitOptions { Epochs = 500, BatchSize = 4, Optimizer = new Adam(0.3), Patience = 3 }, progress);

        Assert.Equal(FitStop.Patience, report.Stopped);
        Assert.Equal(report.Best!.Epoch + 3, report.Epochs.Count);
        Assert.True(report.Epochs.Count < 500);
        Assert.Equal(report.Epochs.Min(epoch => epoch.Validation!.Value.Total), report.Best.Validation!.Value.Total);
        Assert.Equal(best, model.Parameters.ToArray());
        Assert.Equal(report.Best.Epoch, report.KeptEpoch);
        Assert.Equal(report.Best.Epoch * 10, model.Step);
    }

    [Fact]
    public void WithoutKeepBest_TheLastParametersStay()
    {
        using var model = new LinearModel<double>(Width, 2, masks: false);
        double[]? last = null;
        var progress = new DirectProgress(_ => last = model.Parameters.ToArray());
        FitReport report = model.Fit(
            s_train, s_validation, new FitOptions { Epochs = 50, BatchSize = 4, Optimizer = new Adam(0.3), Patience = 2, KeepBest = false }, progress);
        Assert.Equal(FitStop.Patience, report.Stopped);
        Assert.Equal(last, model.Parameters.ToArray());
        Assert.Equal(report.Epochs.Count, report.KeptEpoch);
    }

    [Fact]
    public void AnExceptionFromProgress_PassesAndTheBestParametersStay()
    {
        using var model = new LinearModel<double>(Width, 2, masks: false);
        double[]? best = null;
        var progress = new DirectProgress(report =>
        {
            if (report.EpochDone)
            {
                best ??= model.Parameters.ToArray();
            }
            else if (report.Epoch == 2)
            {
                throw new TimeoutException("enough");
            }
        });
        FitOptions options = new() { BatchSize = 4, ProgressInterval = TimeSpan.Zero };
        Assert.Throws<TimeoutException>(() => model.Fit(s_train, s_validation, options, progress));
        Assert.Equal(best, model.Parameters.ToArray());
        Assert.Equal(10, model.Step);
    }

    [Fact]
    public void ValidationLoss_IsThatOfTestWithOneKey()
    {
        using var model = new LinearModel<double>(Width, 2);
        FitReport report = model.Fit(s_train, s_validation, new FitOptions { Epochs = 1, KeepBest = false });
        Assert.Equal(model.Test(s_validation, default).Total, report.Epochs[0].Validation!.Value.Total);
    }

    [Fact]
    public void Cancellation_StopsBetweenStepsAndReports()
    {
        using var model = new LinearModel<double>(Width, 2);
        using var cancellation = new CancellationTokenSource();
        double[]? atCancel = null;
        var progress = new DirectProgress(report =>
        {
            if (report.Step == 13)
            {
                atCancel = model.Parameters.ToArray();
                cancellation.Cancel();
            }
        });
        FitReport report = model.Fit(
            s_train, new FitOptions { Epochs = 100, BatchSize = 4, ProgressInterval = TimeSpan.Zero }, progress, cancellation.Token);
        Assert.Equal(FitStop.Cancelled, report.Stopped);
        Assert.Equal(13, report.Steps);
        Assert.Single(report.Epochs);
        Assert.Null(report.KeptEpoch);
        Assert.Equal(atCancel, model.Parameters.ToArray());
    }

    [Fact]
    public void CancelledBeforeItStarts_ChangesNothing()
    {
        using var model = new LinearModel<double>(Width, 2);
        double[] before = model.Parameters.ToArray();
        FitReport report = model.Fit(s_train, cancellationToken: new CancellationToken(canceled: true));
        Assert.Equal((FitStop.Cancelled, 0L), (report.Stopped, report.Steps));
        Assert.Equal(before, model.Parameters.ToArray());
        Assert.StartsWith("Cancelled after 0 epochs, 0 steps", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Divergence_RestoresTheLastGoodParametersAndReports()
    {
        using var model = new LinearModel<double>(Width, 2);
        double[] start = model.Parameters.ToArray();
        var exception = Assert.Throws<TrainingDivergedException>(
            () => model.Fit(s_train, new FitOptions { Epochs = 5, BatchSize = 10, Optimizer = new Sgd(1e6) }));
        Assert.Equal(start, model.Parameters.ToArray());
        Assert.Equal(0, model.Step);
        Assert.Equal((2L, 1, "reconstruction", 1e6, 0L), (exception.Step, exception.Epoch, exception.Term, exception.LearningRate, exception.RestoredStep));
        Assert.True(exception.Losses.Total > 1e6);
        Assert.True(exception.GradientNorm > 1e6);
        Assert.Null(exception.Parameter);
        Assert.Equal(FitStop.Diverged, exception.Report.Stopped);
        Assert.Contains("step 2, epoch 1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("learning rate 1E+06", exception.Message, StringComparison.Ordinal);
    }

    // The gradient is finite; the decay is not. So no function of the model is to blame.
    [Fact]
    public void AnUpdateThatOverflows_BlamesNoLayer()
    {
        using var model = new LinearModel<float>(Width, 2);
        float[] data = [.. s_train.Select(value => (float)value)];
        var exception = Assert.Throws<TrainingDivergedException>(() => model.Fit(data, new FitOptions { Optimizer = new Sgd(0.01, weightDecay: 1e300) }));
        Assert.Null(exception.Layer);
        Assert.Equal("codeWeight", exception.Parameter);
        Assert.Contains("Try a tenth of the learning rate", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e-60, "0")]
    [InlineData(1e300, "")]
    public void ARateThatThePrecisionHasNot_IsRefused(double rate, string value)
    {
        using var model = new LinearModel<float>(Width, 2);
        float[] data = [.. s_train.Select(each => (float)each)];
        string message = Assert.Throws<ArgumentException>("options", () => model.Fit(data, new FitOptions { Optimizer = new Sgd(rate) })).Message;
        Assert.Contains("single precision", message, StringComparison.Ordinal);
        Assert.Contains($"is {value}", message, StringComparison.Ordinal);
        using var wide = new LinearModel<double>(Width, 2);
        wide.Fit(s_train, new FitOptions { Epochs = 1, Optimizer = new Sgd(1e-60) });
    }

    // No other step sees what the last one made of the parameters.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DivergenceInTheLastStep_IsNoticed(bool cancels)
    {
        using var model = new LinearModel<float>(Width, 2);
        using var stop = new CancellationTokenSource();
        float[] start = model.Parameters.ToArray();
        float[] data = [.. s_train.Select(value => (float)value)];
        FitOptions options = new() { Epochs = 1, BatchSize = cancels ? 20 : 40, Optimizer = new Adam(1e30), ProgressInterval = TimeSpan.Zero };
        var exception = Assert.Throws<TrainingDivergedException>(
            () => model.Fit(data, options, new DirectProgress(_ => stop.Cancel()), cancels ? stop.Token : default));
        Assert.Equal((1L, 0L, 1L), (exception.Step, exception.RestoredStep, exception.Report.Steps));
        Assert.Equal(start, model.Parameters.ToArray());
    }

    // Snapshots are taken at each epoch's start: the third epoch fails, so the second one's result stays.
    [Fact]
    public void Divergence_KeepsWhatEarlierEpochsLearned()
    {
        using var model = new LinearModel<double>(Width, 2);
        using var reference = new LinearModel<double>(Width, 2);
        reference.Fit(s_train, new FitOptions { Epochs = 2, BatchSize = 10 });
        var exception = Assert.Throws<TrainingDivergedException>(
            () => model.Fit(s_train, new FitOptions { Epochs = 5, BatchSize = 10, Schedule = new Explodes(9) }));
        Assert.Equal(reference.Parameters.ToArray(), model.Parameters.ToArray());
        Assert.Equal(8, model.Step);
        Assert.Equal(8, exception.RestoredStep);
        Assert.Equal(2, exception.Report.Epochs.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1.0)]
    public void GradientThatIsNotFinite_NamesItsParameter(double? clipNorm)
    {
        using var model = new PoisonedModel(4);
        double[] start = model.Parameters.ToArray();
        var exception = Assert.Throws<TrainingDivergedException>(
            () => model.Fit(new double[40], new FitOptions { Epochs = 5, BatchSize = 10, ClipNorm = clipNorm }));
        Assert.Equal("second", exception.Parameter);
        Assert.Equal(1, exception.Step);
        Assert.Contains("first in 'second'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(start, model.Parameters.ToArray());
    }

    [Fact]
    public void DivergenceFactor_DecidesWhatIsTooMuch()
    {
        using var model = new LinearModel<double>(Width, 2);
        var exception = Assert.Throws<TrainingDivergedException>(
            () => model.Fit(s_train, new FitOptions { Epochs = 5, Optimizer = new Sgd(0.5), DivergenceFactor = 1.5 }));
        Assert.Contains("1.5 times that of the last good parameters", exception.Message, StringComparison.Ordinal);
    }

    private sealed record Explodes(long At) : Schedule
    {
        public override double Factor(long step, long totalSteps) => step == At ? 1e12 : 1;
    }

    /// <summary>A finite loss whose gradient is not a number in its second parameter.</summary>
    private sealed class PoisonedModel(int inputs) : HandWrittenModel<double>(MakeInfo(inputs), 0)
    {
        protected override void RunBackward(Worker<double> worker)
        {
            if (worker.Rank == 0)
            {
                worker.Terms[0] = 1;
                Gradients.Clear();
                Gradients[3] = double.NaN;
            }
        }

        protected override void RunEvaluate(Worker<double> worker) => worker.Terms[0] = 1;

        private static ModelInfo MakeInfo(int inputs)
        {
            ParameterInfo[] layout = [new("first", 1, 2, 0, InitialValues.Ones, 0), new("second", 1, 3, 2, InitialValues.Ones, 0)];
            return new ModelInfo(ModelInfo.CurrentContract, "Poisoned", inputs, 1, 5, layout, ["loss"], [], "Poisoned", "0", SmallPrograms(inputs));
        }
    }
}
