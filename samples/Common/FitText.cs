using RepLearn;
using RepLearn.Runtime;
using static SampleCommon.Figures;

namespace SampleCommon;

/// <summary>The progress of an autoencoder's fit in words: each loss term by its name.</summary>
internal static class FitText
{
    public static JobProgress Of(FitProgress progress)
    {
        double inEpoch = progress.EpochDone ? 1 : progress.Batches is > 0 and { } batches ? (double)progress.Batch / batches : 0;
        string losses = progress.Validation is { } validation
            ? Text($"{Of(progress.Losses)}, validation {validation.Total:F2}")
            : Of(progress.Losses);
        return new JobProgress(
            (progress.Epoch - 1 + inEpoch) / progress.Epochs,
            Text($"epoch {progress.Epoch}/{progress.Epochs}"),
            losses,
            progress.Elapsed,
            progress.Left,
            progress.EpochDone);
    }

    /// <summary>Which epoch's parameters a model has after its fit, as the end of a sentence.</summary>
    public static string Kept(FitReport report, ModelInfo model) => report.Steps < model.WarmupSteps
        ? Text($"the parameters of the last epoch, {report.KeptEpoch}, are kept: no epoch came after the {model.WarmupSteps} steps over which the weight of kl rises.")
        : Text($"the parameters of epoch {report.KeptEpoch} are kept, which has the lowest validation loss{(model.WarmupSteps > 0 ? " of those after the warm-up" : "")}.");

    private static string Of(Losses losses)
    {
        IEnumerable<string> terms = losses.Names.ToArray().Select(name => Text($"{name} {losses[name]:F2}"));
        IEnumerable<string> metrics = losses.Metrics.Names.ToArray().Select(name => Text($"; {name} {losses.Metrics[name]:F2}"));
        return Text($"loss {losses.Total:F2} = {string.Join(" + ", terms)}{string.Concat(metrics)}");
    }
}
