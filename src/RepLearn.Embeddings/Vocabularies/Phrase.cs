using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

/// <summary>Neighbouring words that are joined to one token.</summary>
/// <param name="Text">The words, joined by underscores.</param>
/// <param name="Count">How often they are neighbours in this order.</param>
/// <param name="Score">The score of <see cref="Phrases"/>.</param>
/// <param name="Pass">The pass that found it, from 0.</param>
public readonly record struct Phrase(string Text, long Count, double Score, int Pass)
{
    /// <summary>All values by name, in invariant culture.</summary>
    public override string ToString() => InvariantText.Of(nameof(Phrase), PrintMembers);
}
