using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using RepLearn.Models;

namespace RepLearn;

/// <summary>
/// What fits tell to whoever listens, such as OpenTelemetry or <c>dotnet-counters</c>. Where nobody does, a step costs a look at a flag.
/// </summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>instrument</term><description>what it measures; every one has the tag <c>model</c>, the class's name</description></listheader>
/// <item><term><c>replearn.fit.step.duration</c></term><description>histogram, seconds: one step, with its batch's losses, gradients and update</description></item>
/// <item><term><c>replearn.fit.examples</c></term><description>counter: examples trained on</description></item>
/// <item><term><c>replearn.fit.epochs</c></term><description>counter: complete epochs</description></item>
/// <item><term><c>replearn.fit.loss</c></term><description>gauge, per epoch: the mean of each term or metric, or <c>total</c>, in the tag <c>term</c>, over the
/// examples in the tag <c>data</c>, <c>training</c> or <c>validation</c></description></item>
/// <item><term><c>replearn.fit.learning_rate</c></term><description>gauge, per epoch: its last step's learning rate</description></item>
/// </list>
/// Activities: <c>replearn.fit</c> with the tags <c>model</c>, <c>epochs</c>, <c>batch_size</c>, <c>seed</c>, and at its end <c>steps</c> and <c>stopped</c>, with the status of an error if an exception ended it; within it one
/// <c>replearn.epoch</c> per epoch with the tags <c>epoch</c>, <c>examples</c>, <c>loss</c> and <c>validation_loss</c>, or the status of an error if an exception ended it.
/// </remarks>
public static class FitTelemetry
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "RepLearn.Dsl";

    private static readonly ActivitySource s_activities = new(Name);
    private static readonly Meter s_meter = new(Name);
    private static readonly Histogram<double> s_step = s_meter.CreateHistogram<double>("replearn.fit.step.duration", "s", "Duration of a training step.");
    private static readonly Counter<long> s_examples = s_meter.CreateCounter<long>("replearn.fit.examples", "{example}", "Examples trained on.");
    private static readonly Counter<long> s_epochs = s_meter.CreateCounter<long>("replearn.fit.epochs", "{epoch}", "Complete epochs.");
    private static readonly Gauge<double> s_loss = s_meter.CreateGauge<double>("replearn.fit.loss", null, "Mean of a loss term or metric over an epoch.");
    private static readonly Gauge<double> s_rate = s_meter.CreateGauge<double>("replearn.fit.learning_rate", null, "The learning rate of an epoch's last step.");

    /// <summary>The activity of a fit; null if nobody listens.</summary>
    internal static Activity? StartFit(string model, FitOptions options) => s_activities.StartActivity("replearn.fit")
        ?.SetTag("model", model).SetTag("epochs", options.Epochs).SetTag("batch_size", options.BatchSize).SetTag("seed", options.Seed.ToString(CultureInfo.InvariantCulture));

    /// <summary>Tells how a fit ended.</summary>
    internal static FitReport Ended(Activity? activity, FitReport report)
    {
        activity?.SetTag("steps", report.Steps).SetTag("stopped", $"{report.Stopped}");
        return report;
    }

    /// <summary>The activity of an epoch; null if nobody listens.</summary>
    internal static Activity? StartEpoch(int epoch) => s_activities.StartActivity("replearn.epoch")?.SetTag("epoch", epoch);

    /// <summary>The time at which a step begins; 0 if nobody listens.</summary>
    internal static long StepBegins() => s_step.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>Counts a step that began at a time.</summary>
    internal static void StepDone(string model, long began, int examples)
    {
        var tag = new KeyValuePair<string, object?>("model", model);
        if (began != 0)
        {
            s_step.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, tag);
        }

        s_examples.Add(examples, tag);
    }

    /// <summary>Counts an epoch.</summary>
    internal static void EpochDone(string model, EpochReport epoch, Activity? activity)
    {
        var tag = new KeyValuePair<string, object?>("model", model);
        s_epochs.Add(1, tag);
        s_rate.Record(epoch.LearningRate, tag);
        if (s_loss.Enabled)
        {
            Record(tag, "training", epoch.Training);
            if (epoch.Validation is { } validation)
            {
                Record(tag, "validation", validation);
            }
        }

        activity?.SetTag("examples", epoch.Examples).SetTag("loss", epoch.Training.Total).SetTag("validation_loss", epoch.Validation?.Total);
    }

    private static void Record(KeyValuePair<string, object?> model, string data, Losses losses)
    {
        foreach ((string name, double value) in LossValues.Of(losses))
        {
            s_loss.Record(value, model, new("data", data), new("term", name));
        }
    }
}
