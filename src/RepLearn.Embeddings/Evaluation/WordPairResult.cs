using System.Globalization;

namespace RepLearn.Embeddings;

/// <summary>How well the cosines of word vectors follow people's judgements.</summary>
/// <param name="Spearman">
/// Spearman's ρ between the judgements and the cosines, from −1 to 1; null where it is not defined, since fewer than two pairs have
/// vectors, or all of their judgements or all of their cosines are equal.
/// </param>
/// <param name="Used">Pairs whose words both have vectors.</param>
/// <param name="Unknown">The pairs that were left out, since a word has no vector, in the order of the questions.</param>
public sealed record WordPairResult(double? Spearman, int Used, IReadOnlyList<WordPair> Unknown)
{
    /// <summary>The result in one line, in invariant culture.</summary>
    public override string ToString()
    {
        string answer = Spearman is { } rho ? string.Create(CultureInfo.InvariantCulture, $"ρ {rho:F4}")
            : Used < 2 ? "no ρ, which needs two pairs with vectors"
            : "no ρ, since all judgements or all cosines are equal";
        return $"{answer}: {Used} of {Used + Unknown.Count} pairs used, {Unknown.Count} out of vocabulary";
    }
}
