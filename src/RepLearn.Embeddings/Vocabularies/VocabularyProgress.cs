using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

/// <summary>How far the counting of a corpus has come.</summary>
/// <param name="Tokens">Tokens read.</param>
/// <param name="Words">Different words in memory.</param>
/// <param name="Share">The share of the corpus read, from 0 to 1; NaN where its length is unknown.</param>
public readonly record struct VocabularyProgress(long Tokens, int Words, double Share)
{
    /// <summary>All values by name, in invariant culture.</summary>
    public override string ToString() => InvariantText.Of(nameof(VocabularyProgress), PrintMembers);
}
