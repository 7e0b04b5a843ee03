namespace RepLearn.Embeddings;

/// <summary>Which words of a corpus a vocabulary keeps.</summary>
public sealed record VocabularyOptions
{
    /// <summary>
    /// The smallest count of a word that is kept; at least 1. If not given, the default of the corpus: 5 for text and for sequences, 1 for walks
    /// over a graph and for baskets (<see cref="CorpusTerms.MinimumCount"/>).
    /// </summary>
    public long? MinimumCount { get; init; }

    /// <summary>The largest number of words, of which the most frequent are kept; at most <see cref="CountingLimit"/> if given.</summary>
    public int MaximumSize { get; init; } = int.MaxValue;

    /// <summary>
    /// The largest number of different words in memory while counting. Beyond it the rarest are dropped, up to a count that rises by one
    /// each time. A dropped word that occurs again starts from zero, so that counts near this bound are too low. See
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
