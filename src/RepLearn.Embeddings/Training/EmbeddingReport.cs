using System.Globalization;
using System.Text;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

/// <summary>One epoch of a fit.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Loss">Mean loss per predicted word, in nats, each measured just before the step for it. It may rise at the end, see <see cref="EmbeddingReport"/>.</param>
/// <param name="Words">Words of the vocabulary read; for a resumed epoch, those of this call, as are loss and time.</param>
/// <param name="Seconds">Time of the epoch.</param>
public sealed record EmbeddingEpoch(int Epoch, double Loss, long Words, double Seconds)
{
    /// <summary>All values by name, in invariant culture.</summary>
    public override string ToString() => InvariantText.Of(nameof(EmbeddingEpoch), PrintMembers);
}

/// <summary>What a fit of an embedding did.</summary>
/// <remarks>
/// The loss may rise in the last epochs although the vectors improve. It is measured on each word just before the step for
/// that word, and so gains from the steps just made for its neighbours, which share contexts with it: the larger the learning rate, the
/// more. As the rate falls this gain shrinks, and the measured loss rises, while the loss of the vectors at the end of an epoch still falls.
/// Judge vectors by their use, not by this number.
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

    /// <summary>Duration of the call, including the first reading of the corpus.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Memory in bytes: tables, vocabulary, sampling tables, the corpus's word numbers, buffers and the last good copy.</summary>
    public required long Memory { get; init; }

    /// <summary>Probable mistakes that made nothing fail, one sentence each: words were read, but no vector changed. Empty if there are none.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>A table of the epochs, a line that says how the fit ended, and the notices, in invariant culture.</summary>
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
