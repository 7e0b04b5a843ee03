namespace RepLearn.Embeddings.Vocabularies;

/// <summary>How often a frequent word is kept: word2vec.c's rule, (√(f/t) + 1) · t/f of its occurrences, f its share of all words.</summary>
internal static class Subsampling
{
    /// <summary>The probability, at most 1, that an occurrence is kept.</summary>
    /// <param name="count">Occurrences of the word.</param>
    /// <param name="total">Occurrences of all words of the vocabulary.</param>
    /// <param name="threshold">The share t above which words are thinned out.</param>
    public static double KeepProbability(long count, long total, double threshold)
    {
        double excess = count / (double)total / threshold;
        return Math.Min(1, (Math.Sqrt(excess) + 1) / excess);
    }
}
