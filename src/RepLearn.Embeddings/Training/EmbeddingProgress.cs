using System.Globalization;

namespace RepLearn.Embeddings;

/// <summary>
/// How far a fit has come. In the racing mode it is reported on whichever thread is due, except for complete epochs, which the thread of Fit
/// reports.
/// </summary>
public sealed record EmbeddingProgress
{
    /// <summary>The current epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs of the whole fit.</summary>
    public required int Epochs { get; init; }

    /// <summary>
    /// Whether the epoch is complete. The fit waits until this report returns: the model can be saved and its vectors taken.
    /// </summary>
    public bool IsEpochComplete { get; init; }

    /// <summary>Words of the vocabulary read in all epochs, counted before subsampling.</summary>
    public required long Words { get; init; }

    /// <summary>Words of the whole fit, as far as is known.</summary>
    public required long TotalWords { get; init; }

    /// <summary>Mean loss per predicted word over this epoch so far, in nats; see <see cref="EmbeddingReport"/> for why it may rise.</summary>
    public required double Loss { get; init; }

    /// <summary>The learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Words per second since the call.</summary>
    public required double WordsPerSecond { get; init; }

    /// <summary>Time since the call.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Expected time to the end.</summary>
    public required TimeSpan Left { get; init; }

    /// <summary>The words of some epochs, or half of the largest long if they are more, so that sums do not overflow.</summary>
    internal static long WordsOf(long words, int epochs) => (long)Int128.Min(long.MaxValue / 2, (Int128)words * epochs);

    /// <summary>One line, in invariant culture.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {Epoch}/{Epochs}, {100.0 * Words / Math.Max(TotalWords, 1):F0} % | loss {Loss:F4} | rate {LearningRate:G3} | {WordsPerSecond:F0} words/s, {Elapsed.TotalSeconds:F1} s, {Left.TotalSeconds:F0} s left");
}
