namespace RepLearn.Embeddings;

/// <summary>Which words of a corpus a vocabulary keeps.</summary>
public sealed record VocabularyOptions
{
    /// <summary>
    /// Words that come more rarely are not kept; at least 1. If not given, as the corpus has it: 5 for text and for sequences, 1 for walks
    /// over a graph and for baskets (<see cref="CorpusTerms.MinimumCount"/>).
    /// </summary>
    public long? MinimumCount { get; init; }

    /// <summary>Words kept at most: the most frequent ones; no more than <see cref="CountingLimit"/> if given.</summary>
    public int MaximumSize { get; init; } = int.MaxValue;

    /// <summary>
    /// Different words held at most while counting. Beyond it the rarest are dropped, with a bound on the count that rises by
    /// one each time; a word that comes back starts from zero, so that counts near the bound are too low. See
    /// <see cref="Vocabulary.DroppedUpTo"/>.
    /// </summary>
    public int CountingLimit { get; init; } = 20_000_000;

    internal void Check()
    {
        if (MinimumCount is { } count)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(MinimumCount));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumSize, 2, nameof(MaximumSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(CountingLimit, 2, nameof(CountingLimit));
    }
}
