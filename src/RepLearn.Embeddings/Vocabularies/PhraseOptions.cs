using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

/// <summary>Which neighbouring words are joined to phrases.</summary>
public sealed record PhraseOptions
{
    /// <summary>
    /// The scores that a pair must exceed, one per pass; 100 by default. Later passes see the phrases of earlier ones as single words, so
    /// that <c>[200, 100]</c> finds phrases of up to four words.
    /// </summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [100];

    /// <summary>
    /// The discount δ of a pair's count, which keeps pairs of rare words out; 5 by default. Pairs that are not more frequent have no score
    /// above 0.
    /// </summary>
    public long MinimumCount { get; init; } = 5;

    /// <summary>
    /// Words that may stand within a phrase but neither begin nor end one, so that "bank of america" is found in one pass and "of the" never;
    /// none by default. <see cref="Phrases.EnglishConnectingWords"/> has those of English. Letters are compared as they are.
    /// </summary>
    public IReadOnlyCollection<string> ConnectingWords { get; init; } = [];

    /// <summary>
    /// The largest number of different words, and of different pairs of frequent words, in memory while counting. Beyond it the rarest are
    /// dropped, as for <see cref="VocabularyOptions.CountingLimit"/>.
    /// </summary>
    public int CountingLimit { get; init; } = 20_000_000;

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Thresholds);
        ArgumentNullException.ThrowIfNull(ConnectingWords);
        if (ConnectingWords.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("Expected connecting words that are not empty.", nameof(ConnectingWords));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(MinimumCount);
        ArgumentOutOfRangeException.ThrowIfEqual(MinimumCount, long.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(CountingLimit, 2);
        if (Thresholds.Count == 0)
        {
            throw new ArgumentException("Expected a threshold for each pass, but got none.", nameof(Thresholds));
        }

        foreach (double threshold in Thresholds)
        {
            // Not below 0, so that words too rare to be counted in pairs cannot be missed.
            if (!(threshold >= 0 && double.IsFinite(threshold)))
            {
                throw new ArgumentOutOfRangeException(nameof(Thresholds), threshold, "Expected a finite number of at least 0.");
            }
        }
    }

    /// <summary>All values by name, in invariant culture.</summary>
    public override string ToString() => InvariantText.Of(nameof(PhraseOptions), PrintMembers);
}
