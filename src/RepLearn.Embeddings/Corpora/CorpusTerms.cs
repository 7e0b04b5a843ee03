namespace RepLearn.Embeddings;

/// <summary>What the parts of a corpus are called in messages, and the default of the smallest count.</summary>
/// <param name="Token">One token: "word".</param>
/// <param name="Tokens">Several: "words".</param>
/// <param name="Sequences">What they come in: "sentences".</param>
/// <param name="More">What helps when tokens are too rare: "take more text".</param>
/// <param name="MinimumCount">The default of <see cref="VocabularyOptions.MinimumCount"/>; at least 1.</param>
public sealed record CorpusTerms(string Token, string Tokens, string Sequences, string More, long MinimumCount)
{
    /// <summary>Text, whose rare words are mostly misspellings and names: a word must occur five times.</summary>
    public static CorpusTerms Text { get; } = new("word", "words", "sentences", "take more text", 5);

    /// <summary>Any sequences; a token must occur five times.</summary>
    public static CorpusTerms Sequence { get; } = new("token", "tokens", "sequences", "take more sequences", 5);

    /// <summary>Sets of items: all items are kept.</summary>
    public static CorpusTerms Baskets { get; } = new("item", "items", "baskets", "take more baskets", 1);

    /// <summary>Walks over a graph: all nodes are kept.</summary>
    public static CorpusTerms Walks { get; } = new("node", "nodes", "walks", "take more or longer walks", 1);
}
