namespace RepLearn.Embeddings;

/// <summary>How text is read.</summary>
public sealed record TextOptions
{
    /// <summary>Cuts lines into tokens; <see cref="LetterTokenizer"/> by default.</summary>
    public ITokenizer Tokenizer { get; init; } = new LetterTokenizer();

    /// <summary>
    /// A line of more tokens is cut into sentences of that many; 10,000 by default, as in gensim. Values above 1,048,576 have no effect: at
    /// most this many tokens are in memory.
    /// </summary>
    public int MaximumSentenceLength { get; init; } = 10_000;

    /// <summary>What to do with bytes that are not UTF-8; an error by default.</summary>
    public InvalidUtf8 InvalidUtf8 { get; init; } = InvalidUtf8.Refuse;
}
