namespace RepLearn;

/// <summary>How an autoencoder is trained on a column, beside its <see cref="FitOptions"/>.</summary>
public sealed record AutoencoderFit
{
    /// <summary>Decides the first values of all parameters. 1 if not given.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Rows held for shuffling, where the column's rows are read again in each epoch instead of being held in memory; at least 1. Null, as it is if not given,
    /// holds all.
    /// </summary>
    public int? ShuffleBuffer { get; init; }

    /// <summary>Receives reports between steps.</summary>
    public IProgress<FitProgress>? Progress { get; init; }
}
