using System.Globalization;
using RepLearn;

namespace SampleCommon;

/// <summary>The progress of an autoencoder's fit in words: each loss term by its name.</summary>
internal static class FitText
{
    public static JobProgress Of(FitProgress progress)
    {
        double inEpoch = progress.EpochDone ? 1 : progress.Batches is > 0 and { } batches ? (double)progress.Batch / batches : 0;
        string losses = progress.Validation is { } validation
            ? string.Create(CultureInfo.InvariantCulture, $"{Of(progress.Losses)}, validation {validation.Total:F2}")
            : Of(progress.Losses);
        return new JobProgress(
            (progress.Epoch - 1 + inEpoch) / progress.Epochs,
            string.Create(CultureInfo.InvariantCulture, $"epoch {progress.Epoch}/{progress.Epochs}"),
            losses,
            progress.Elapsed,
            progress.Left,
            progress.EpochDone);
    }

    private static string Of(Losses losses)
    {
        IEnumerable<string> terms = losses.Names.ToArray().Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} {losses[name]:F2}"));
        IEnumerable<string> metrics = losses.Metrics.Names.ToArray().Select(name => string.Create(CultureInfo.InvariantCulture, $"; {name} {losses.Metrics[name]:F2}"));
        return string.Create(CultureInfo.InvariantCulture, $"loss {losses.Total:F2} = {string.Join(" + ", terms)}{string.Concat(metrics)}");
    }
}
