namespace RepLearn.Embeddings;

/// <summary>Passes over corpora, which anyone may write.</summary>
internal static class CorpusPass
{
    /// <summary>Begins one pass from the start.</summary>
    /// <exception cref="InvalidOperationException">The corpus gives no reader.</exception>
    public static SentenceReader Begin(ICorpus corpus) => corpus.Open()
        ?? throw new InvalidOperationException($"Expected {corpus.GetType().Name}.{nameof(ICorpus.Open)} to give a reader, but got null.");
}
