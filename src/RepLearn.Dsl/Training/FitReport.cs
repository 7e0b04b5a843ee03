using System.Globalization;
using System.Text;
using RepLearn.Numerics.Files;

namespace RepLearn;

/// <summary>Why a fit ended.</summary>
public enum FitStop
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The validation loss did not fall for <see cref="FitOptions.Patience"/> epochs.</summary>
    Patience,

    /// <summary>The cancellation token asked for it.</summary>
    Cancelled,

    /// <summary><see cref="FitOptions.AfterEpoch"/> asked for it.</summary>
    Requested,

    /// <summary>The loss or the parameters were no longer finite, or the loss exploded.</summary>
    Diverged,
}

/// <summary>One epoch of a fit.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Training">Mean of each loss term and metric over the epoch's examples, each measured in its own training step.</param>
/// <param name="Validation">Losses and metrics on the validation data after the epoch; null without such data.</param>
/// <param name="LearningRate">The last step's learning rate.</param>
/// <param name="Examples">Examples trained on.</param>
/// <param name="Seconds">Time of the epoch, its validation included.</param>
public sealed record EpochReport(int Epoch, Losses Training, Losses? Validation, double LearningRate, long Examples, double Seconds)
{
    /// <summary>All values by name, in invariant culture.</summary>
    public override string ToString() => InvariantText.Of(nameof(EpochReport), PrintMembers);
}

/// <summary>What a fit did.</summary>
public sealed record FitReport
{
    /// <summary>The complete epochs, in order, including those before a resume.</summary>
    public required IReadOnlyList<EpochReport> Epochs { get; init; }

    /// <summary>Why the fit ended.</summary>
    public required FitStop Stopped { get; init; }

    /// <summary>
    /// The epoch with the lowest total validation loss, or the lowest <see cref="EpochEnd.Criterion"/>, of those that ended after the latent's
    /// warm-up, or the last epoch if there are none; null where nothing was judged. After a resume, epochs validated on other data do not count.
    /// </summary>
    public required EpochReport? Best { get; init; }

    /// <summary>
    /// The epoch whose final parameters the model has now, however the fit ended: those at its end, or those that <see cref="FitOptions.AfterEpoch"/> gave
    /// the model there, such as by <see cref="Autoencoder{T}.Restore(string)"/>; null if its parameters are from within an epoch or from
    /// before the fit.
    /// </summary>
    public required int? KeptEpoch { get; init; }

    /// <summary>Optimisation steps of the fit, including those before a resume.</summary>
    public required long Steps { get; init; }

    /// <summary>
    /// Probable mistakes that made nothing fail, one sentence each: a schedule or a warm-up longer than the
    /// fit, a validation loss that is not finite, steps that changed no parameter or whose
    /// batch was too small, labels that are missing. Empty if there are none.
    /// </summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Duration of the call.</summary>
    public required TimeSpan Time { get; init; }

    private bool HasValidation => Epochs.Any(epoch => epoch.Validation is not null);

    /// <summary>A table of the epochs, terms and then metrics, and a line that says how the fit ended, in invariant culture.</summary>
    public override string ToString()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        var text = new StringBuilder();
        if (Epochs.Count > 0)
        {
            Losses first = Epochs[0].Training;
            text.Append("epoch         loss");
            foreach (string name in (string[])[.. first.Names, .. first.Metrics.Names])
            {
                text.Append(culture, $"  {name,12}");
            }

            text.Append(HasValidation ? "    validation" : "").Append("          rate   seconds\n");
            foreach (EpochReport epoch in Epochs)
            {
                AppendRow(text, epoch);
            }
        }

        string best = Best is null ? "" : string.Create(culture, $"; best validation loss {Best.Validation!.Value.Total:G6} after epoch {Best.Epoch}");
        string kept = KeptEpoch is null ? "" : string.Create(culture, $"; parameters of epoch {KeptEpoch}");
        text.Append(culture, $"{Stopped} after {Epochs.Count} {(Epochs.Count == 1 ? "epoch" : "epochs")}, {Steps} {(Steps == 1 ? "step" : "steps")}, {Time.TotalSeconds:F1} s{best}{kept}");
        foreach (string notice in Notices)
        {
            text.Append("\nNotice: ").Append(notice);
        }

        return text.ToString();
    }

    private void AppendRow(StringBuilder text, EpochReport epoch)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        text.Append(culture, $"{epoch.Epoch,5} {epoch.Training.Total,12:G6}");
        string[] names = [.. epoch.Training.Names, .. epoch.Training.Metrics.Names];
        for (int value = 0; value < names.Length; value++)
        {
            text.Append("  ").Append(epoch.Training.Value(value).ToString("G6", culture).PadLeft(Math.Max(12, names[value].Length)));
        }

        if (HasValidation)
        {
            text.Append(culture, $"  {epoch.Validation?.Total,11:G6}{(epoch.Epoch == Best?.Epoch ? '*' : ' ')}");
        }

        text.Append(culture, $"  {epoch.LearningRate,12:G4}  {epoch.Seconds,8:F2}\n");
    }
}
