using System.Globalization;

namespace RepLearn;

/// <summary>The progress of a fit: a snapshot, which does not change later.</summary>
/// <remarks>
/// <see cref="Progress{T}"/> reports on another thread, so reports may come late or out of order, and a model serves one
/// caller at a time: use the model in a report only from an <see cref="IProgress{T}"/> of your own, which is called
/// between two steps on the thread that called Fit. Any thread may call <see cref="Autoencoder{T}.Clone"/>.
/// </remarks>
public sealed record FitProgress
{
    /// <summary>The current epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs of the whole fit.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps taken in this epoch.</summary>
    public required long Batch { get; init; }

    /// <summary>Steps of one epoch; null while a source without a count is read for the first time.</summary>
    public required long? Batches { get; init; }

    /// <summary>Whether the epoch is complete, its validation included.</summary>
    public required bool EpochDone { get; init; }

    /// <summary>Steps taken in the whole fit.</summary>
    public required long Step { get; init; }

    /// <summary>Mean of each term of the training loss, and of each metric, over this epoch's examples so far.</summary>
    public required Losses Losses { get; init; }

    /// <summary>Validation losses of the last epoch that has them.</summary>
    public required Losses? Validation { get; init; }

    /// <summary>The last step's learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Euclidean norm of the last step's gradients before clipping.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Examples trained on per second since the last report, or the rate of that report if there were none since.</summary>
    public required double ExamplesPerSecond { get; init; }

    /// <summary>Time since the call.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Expected time to the last epoch's end; null while the number of steps is unknown.</summary>
    public required TimeSpan? Left { get; init; }

    /// <summary>One line, in invariant culture.</summary>
    public override string ToString()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string batches = Batches is { } total ? string.Create(culture, $"/{total}") : "";
        string validation = Validation is { } losses ? string.Create(culture, $" | validation {losses.Total:G6}") : "";
        string left = Left is { } time ? string.Create(culture, $", {time.TotalSeconds:F0} s left") : "";
        return string.Create(
            culture,
            $"epoch {Epoch}/{Epochs}, batch {Batch}{batches} | loss {Losses}{validation} | rate {LearningRate:G4} | {ExamplesPerSecond:F0} examples/s, {Elapsed.TotalSeconds:F1} s{left}");
    }
}
