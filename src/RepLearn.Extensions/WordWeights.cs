using RepLearn.Embeddings;

namespace RepLearn;

/// <summary>How much each word of a text counts in its mean.</summary>
public sealed class WordWeights
{
    private readonly Func<string, double> _weight;

    private WordWeights(Func<string, double> weight) => _weight = weight;

    /// <summary>All words count alike.</summary>
    public static WordWeights Equal { get; } = new(_ => 1);

    /// <summary>
    /// <c>a / (a + p)</c> with p the word's share of the corpus: frequent words count less (Arora, Liang and Ma 2017, "A Simple but
    /// Tough-to-Beat Baseline for Sentence Embeddings", who also remove the sentences' first principal component). Words that the
    /// vocabulary does not have count as those with p = 0.
    /// </summary>
    /// <param name="vocabulary">Has the words' counts.</param>
    /// <param name="a">Words of this share count half; above 0. The paper takes 1e-3 to 1e-4.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="a"/> is not a finite number above 0.</exception>
    public static WordWeights SmoothInverseFrequency(Vocabulary vocabulary, double a = 1e-3)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(a);
        if (!double.IsFinite(a))
        {
            throw new ArgumentOutOfRangeException(nameof(a), a, "Expected a finite number above 0.");
        }

        return new(word => vocabulary.IndexOf(word) is >= 0 and var id ? a / (a + ((double)vocabulary.CountOf(id) / vocabulary.TotalCount)) : 1);
    }

    internal double Of(string word) => _weight(word);
}
