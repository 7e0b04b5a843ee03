using System.Globalization;
using System.Numerics;
using RepLearn.Numerics.Files;
using RepLearn.Runtime;

namespace RepLearn.Training;

/// <summary>What a fit's report says besides its numbers.</summary>
internal static class FitNotices
{
    /// <summary>The notices of a fit that has ended, with the parameters that the model keeps.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The fit's options.</param>
    /// <param name="state">Where it ended.</param>
    /// <param name="totalSteps">Steps of the whole fit; 0 where unknown.</param>
    /// <param name="stopped">Why it ended.</param>
    /// <param name="idleSteps">Steps of the call if they left every trained parameter as it was, else 0.</param>
    public static IReadOnlyList<string> Of<T>(Autoencoder<T> model, FitOptions options, TrainingState<T> state, long totalSteps, FitStop stopped, long idleSteps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<string> notices = [];
        long planned = totalSteps > 0 ? totalSteps : stopped == FitStop.Completed ? state.Step : long.MaxValue;
        if (options.Schedule.LeastSteps > planned)
        {
            notices.Add(FormattableString.Invariant(
                $"The learning rate's schedule needs {options.Schedule.LeastSteps} steps, but the whole fit has {planned}, so it did not come to its end: the last rate was {state.LearningRate:G4}. Train for more epochs, or give the schedule fewer steps."));
        }

        if (options.Schedule.NeedsTotalSteps && state.Schedule.HadEnded)
        {
            notices.Add(FormattableString.Invariant(
                $"The learning rate's schedule over the whole fit had ended before epochs were added, so their rate is its last, {state.LearningRate:G4}. For a new wave of the schedule fit again without {nameof(FitOptions.Resume)}."));
        }

        if (state.StepsWithoutRate > state.StepsWithoutFactor)
        {
            notices.Add(FormattableString.Invariant(
                $"In {state.StepsWithoutRate - state.StepsWithoutFactor} steps of this call the learning rate was 0 in {Precision<T>()} precision, so they changed nothing: the schedule {InvariantText.Of(options.Schedule.ToString)} falls too far, or ends before the fit does. Give it more steps or a larger last factor, or train for fewer epochs."));
        }

        if (state.StepsWithoutFactor > 0)
        {
            notices.Add(FormattableString.Invariant(
                $"In {state.StepsWithoutFactor} steps of this call the learning rate was 0 in {Precision<T>()} precision, so they changed nothing: the {nameof(EpochEnd.LearningRateFactor)} that {nameof(FitOptions.AfterEpoch)} set made it so. Set a larger one, or {nameof(EpochEnd.Stop)}."));
        }

        if (idleSteps > state.StepsWithoutRate)
        {
            notices.Add(FormattableString.Invariant(
                $"No parameter changed in the {idleSteps} steps of this call: their gradients are 0, or too small beside the parameters for {Precision<T>()} precision. Look at the scale of the data and of the likelihood, at units that are all saturated, and at the learning rate."));
        }

        if (state.StepsOfOneExample > 0 && NeedsManyExamples(model.Info) is { } part)
        {
            notices.Add(FormattableString.Invariant(
                $"In {state.StepsOfOneExample} steps of this call the batch had one example, of which {part}. Take a larger {nameof(FitOptions.BatchSize)}, or another {nameof(FitOptions.LastBatch)}."));
        }

        if (model.Info.ClassCount > 0 && state.Epochs.Count > 0 && state.Epochs.TrueForAll(epoch => epoch.Training.Metrics["crossEntropy"] == 0))
        {
            notices.Add("No example had a label, so the head learned nothing: the cross-entropy is 0 in all epochs. Rows of examples end with a class number, -1 where it is not known.");
        }

        if (model.Info.PredictionSize > model.Info.ClassCount && state.Epochs.Count > 0 && state.Epochs.TrueForAll(epoch => epoch.Training.Metrics["targetShare"] == 0))
        {
            notices.Add("No example had a target, so the head learned nothing: all targets of all epochs are NaN, which stands for one that is not known.");
        }

        if (model.Info.WarmupSteps > model.OwnCounts.Step)
        {
            notices.Add(FormattableString.Invariant(
                $"The latent's warm-up takes {model.Info.WarmupSteps} steps, but the model's parameters are those of step {model.OwnCounts.Step}, {(double)model.OwnCounts.Step / model.Info.WarmupSteps:P0} of the way, while Test counts its term at full weight. Train for more epochs, or declare fewer WarmupSteps."));
        }

        int[] bad = [.. state.Epochs.Where(epoch => epoch.Validation is { } losses && !double.IsFinite(losses.Total)).Select(epoch => epoch.Epoch)];
        int[] unjudged = [.. state.EarlyStopping.WithoutFinite.Except(bad)];
        if (unjudged.Length > 0)
        {
            notices.Add($"The {nameof(EpochEnd.Criterion)} that {nameof(FitOptions.AfterEpoch)} set was not finite after epoch {Listed(unjudged)}; such an epoch is never the best.");
        }

        if (bad.Length > 0)
        {
            string cause = state.StepsOfOneExample > 0 && HasBatchNorm(model.Info)
                ? "Batch normalisation divides by a running variance, to which each batch of one example adds 0."
                : "The validation data may hold values far larger than the training data's.";
            notices.Add($"The validation loss was not finite after epoch {Listed(bad)}{(options.AfterEpoch is null ? "; such an epoch is never the best" : "")}. {cause}");
        }
        else if (options.Patience is not null && state.Epochs.Count > 0 && !state.EarlyStopping.HasJudged)
        {
            notices.Add($"{nameof(FitOptions.Patience)} had nothing to watch: {nameof(FitOptions.AfterEpoch)} left no epoch with a {nameof(EpochEnd.Criterion)}. Set one, or pass validation data.");
        }

        return notices;
    }

    // What a declaration makes of a batch's examples together and cannot make of one. Of one image batch normalisation has many pixels.
    private static string? NeedsManyExamples(ModelInfo info)
    {
        bool isWithoutImages = info.Architecture.StartsWith(FormattableString.Invariant($"autoencoder {info.InputSize} "), StringComparison.Ordinal)
            && !info.Architecture.Contains("reshape", StringComparison.Ordinal);
        return isWithoutImages && HasBatchNorm(info) ? "batch normalisation makes its bias, whatever the example is"
            : info.LossNames.Contains("mmd") ? "the discrepancy has no pair of codes"
            : info.LossNames.Contains("totalCorrelation") ? "the total correlation is 0"
            : null;
    }

    private static bool HasBatchNorm(ModelInfo info) => info.Layout.Any(parameter => parameter.Name.EndsWith("RunningMean", StringComparison.Ordinal));

    private static string Listed(int[] epochs)
    {
        string first = string.Join(", ", epochs.Take(5).Select(epoch => epoch.ToString(CultureInfo.InvariantCulture)));
        return epochs.Length <= 5 ? first : FormattableString.Invariant($"{first} and {epochs.Length - 5} more");
    }

    private static string Precision<T>() => typeof(T) == typeof(float) ? "single" : "double";
}
