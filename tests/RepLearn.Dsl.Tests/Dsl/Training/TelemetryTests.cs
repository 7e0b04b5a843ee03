using System.Diagnostics;
using System.Diagnostics.Metrics;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

public sealed class TelemetryTests
{
    private static readonly double[] s_train = TestData.Plane<double>(40, 6);
    private static readonly double[] s_validation = TestData.Plane<double>(20, 6, seed: 6);

    [Fact]
    public void AFit_IsMeasured()
    {
        var numbers = new List<(string Name, string Tags, double Value)>();
        using var model = new LinearModel<double>(6, 2, masks: false);
        string name = model.Info.Name;
        int thread = Environment.CurrentManagedThreadId;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == FitTelemetry.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };

        // Other tests train at the same time.
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        FitReport report = model.Fit(s_train, s_validation, new FitOptions { Epochs = 2, BatchSize = 16, LastBatch = LastBatch.Keep });
        listener.Dispose();

        double[] steps = [.. Of("replearn.fit.step.duration", "")];
        Assert.Equal(6, steps.Length);
        Assert.All(steps, seconds => Assert.InRange(seconds, 1e-9, 60));
        Assert.Equal(80, Of("replearn.fit.examples", "").Sum());
        Assert.Equal(2, Of("replearn.fit.epochs", "").Sum());
        Assert.Equal(report.Epochs.Select(epoch => epoch.Training["reconstruction"]), Of("replearn.fit.loss", "data=training,term=reconstruction"));
        Assert.Equal(report.Epochs.Select(epoch => epoch.Validation!.Value.Total), Of("replearn.fit.loss", "data=validation,term=total"));
        Assert.Equal(report.Epochs.Select(epoch => epoch.LearningRate), Of("replearn.fit.learning_rate", ""));

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                Assert.Equal(new KeyValuePair<string, object?>("model", name), tags[0]);
                numbers.Add((instrument.Name, string.Join(',', tags[1..].ToArray().Select(tag => $"{tag.Key}={tag.Value}")), value));
            }
        }

        IEnumerable<double> Of(string instrument, string tags) => numbers.Where(number => number.Name == instrument && number.Tags == tags).Select(number => number.Value);
    }

    [Fact]
    public void AFit_IsAnActivityOfEpochs()
    {
        var stopped = new List<Activity>();
        using var model = new LinearModel<double>(6, 2, masks: false);
        using ActivityListener listener = Listen(stopped);
        FitReport report = model.Fit(s_train, new FitOptions { Epochs = 2, BatchSize = 16, Seed = 7 });
        listener.Dispose();

        Assert.Equal(["replearn.epoch", "replearn.epoch", "replearn.fit"], stopped.Select(activity => activity.OperationName));
        Assert.Equal([stopped[2].SpanId, stopped[2].SpanId], stopped[..2].Select(activity => activity.ParentSpanId));
        Assert.Equal([1, 2], stopped[..2].Select(activity => activity.GetTagItem("epoch")));
        Assert.Equal(report.Epochs[1].Training.Total, stopped[1].GetTagItem("loss"));
        Assert.Equal("7", stopped[2].GetTagItem("seed"));
        Assert.Equal("Completed", stopped[2].GetTagItem("stopped"));
        Assert.Equal(report.Steps, stopped[2].GetTagItem("steps"));
    }

    // An example that is no number, a report that throws, and a step that diverges.
    [Theory]
    [InlineData(typeof(ArgumentException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(TrainingDivergedException))]
    public void AnEpochThatFails_HasTheStatusOfAnError(Type failure)
    {
        var stopped = new List<Activity>();
        using var model = new LinearModel<double>(6, 2, masks: false);
        double[] rows = [.. s_train];
        rows[9] = failure == typeof(ArgumentException) ? double.NaN : rows[9];
        var progress = new DirectProgress(_ =>
        {
            if (failure == typeof(TimeoutException))
            {
                throw new TimeoutException("no answer");
            }
        });
        FitOptions options = new() { Epochs = 9, ProgressInterval = TimeSpan.Zero, Optimizer = new Sgd(failure == typeof(TrainingDivergedException) ? 1e150 : 1e-3) };
        using (Listen(stopped))
        {
            Assert.IsType(failure, Record.Exception(() => model.Fit(Examples.InMemory(rows, 6), options, progress)), exactMatch: false);
        }

        Activity[] failed = [.. stopped.Where(activity => activity.Status == ActivityStatusCode.Error)];
        Assert.Equal(["replearn.epoch", "replearn.fit"], failed.Select(activity => activity.OperationName));
        Assert.All(failed, activity => Assert.NotEmpty(activity.StatusDescription!));
    }

    // Other tests train at the same time, on other threads.
    private static ActivityListener Listen(List<Activity> stopped)
    {
        int thread = Environment.CurrentManagedThreadId;
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FitTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (Environment.CurrentManagedThreadId == thread)
                {
                    stopped.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
