namespace RepLearn.Embeddings.Corpora;

/// <summary>Passes over corpora, which anyone may write.</summary>
internal static class CorpusPass
{
    /// <summary>What a corpus is called in messages: its files' names, <c>graph</c> or <c>corpus</c>.</summary>
    public static string NameOf(ICorpus corpus)
    {
        const int Most = 3;
        string[] names = corpus is TextCorpus text ? [.. text.Names.Take(Most + 1)] : [corpus.Terms == CorpusTerms.Walks ? "graph" : "corpus"];
        return string.Join(", ", names.Take(Most)) + (names.Length > Most ? ", …" : "");
    }

    /// <summary>Begins one pass from the start.</summary>
    /// <exception cref="InvalidOperationException">The corpus gives no reader.</exception>
    public static SentenceReader Begin(ICorpus corpus) => corpus.Open()
        ?? throw new InvalidOperationException($"Expected {corpus.GetType().Name}.{nameof(ICorpus.Open)} to give a reader, but got null.");
}
