using System.Globalization;
using System.Text;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

/// <summary>One epoch of a fit.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Loss">Mean loss of a predicted word, in nats, each as it was when its turn came. It may rise at the end, see <see cref="EmbeddingReport"/>.</param>
/// <param name="Words">Words of the vocabulary read; of an epoch that was resumed those of this call, and so are loss and time.</param>
/// <param name="Seconds">Time of the epoch.</param>
public sealed record EmbeddingEpoch(int Epoch, double Loss, long Words, double Seconds)
{
    /// <summary>All values by name, in invariant culture.</summary>
    public override string ToString() => InvariantText.Of(nameof(EmbeddingEpoch), PrintMembers);
}

/// <summary>What a fit of an embedding did.</summary>
/// <remarks>
/// The loss may rise in the last epochs and the vectors be the better for it. It is measured on each word just before the step for
/// that word, and so gains from the steps just made for its neighbours, which share contexts with it: the larger the learning rate, the
/// more. As the rate falls this gain shrinks, and the measured loss rises, while the loss of the vectors as they stand at an epoch's end
/// still falls. Judge vectors by what they are for, not by this number.
/// </remarks>
public sealed record EmbeddingReport
{
    /// <summary>The complete epochs of this call, in order; see the remarks on why the loss may rise.</summary>
    public required IReadOnlyList<EmbeddingEpoch> Epochs { get; init; }

    /// <summary>Why the fit ended: <see cref="FitStop.Completed"/> or <see cref="FitStop.Cancelled"/>.</summary>
    public required FitStop Stopped { get; init; }

    /// <summary>How threads shared the tables.</summary>
    public required EmbeddingMode Mode { get; init; }

    /// <summary>Threads that trained: those of the options, or the machine's processors where they are fewer.</summary>
    public required int Threads { get; init; }

    /// <summary>Words of the vocabulary read by this call.</summary>
    public required long Words { get; init; }

    /// <summary>Time of the call, the first reading of the corpus included.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Memory in bytes: tables, vocabulary, sampling tables, the corpus's word numbers, buffers and the last good copy.</summary>
    public required long Memory { get; init; }

    /// <summary>What is probably not as it was meant although nothing failed, each in one sentence: words were read, but no vector changed. Empty where all is well.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>A table of the epochs, a line that tells how the fit ended, and the notices, in invariant culture.</summary>
    public override string ToString()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        var text = new StringBuilder("epoch      loss        words   seconds\n");
        foreach (EmbeddingEpoch epoch in Epochs)
        {
            text.Append(culture, $"{epoch.Epoch,5} {epoch.Loss,9:F4} {epoch.Words,12} {epoch.Seconds,9:F2}\n");
        }

        string mode = Mode == EmbeddingMode.Racing ? "racing: other bits each time when threads are several" : "deterministic";
        double rate = Words / Math.Max(Time.TotalSeconds, 1e-9);
        text.Append(culture, $"{Stopped} after {Time.TotalSeconds:F1} s, {rate:F0} words/s on {Threads} {(Threads == 1 ? "thread" : "threads")} ({mode}), {Memory / 1e6:F0} MB");
        foreach (string notice in Notices)
        {
            text.Append("\nNotice: ").Append(notice);
        }

        return text.ToString();
    }
}
