namespace RepLearn.Embeddings;

/// <summary>
/// Sequences of tokens to learn from: sentences of words, walks over a graph, baskets of items. A corpus may be read
/// several times, also by several readers at once; every pass gives the same sentences in the same order.
/// </summary>
public interface ICorpus
{
    /// <summary>Begins one pass from the start.</summary>
    /// <returns>The reader; dispose of it to close what it reads.</returns>
    /// <exception cref="CorpusException">The corpus's source cannot be opened.</exception>
    SentenceReader Open();

    /// <summary>What its parts are called in messages, and the default of the smallest count; those of text if not given.</summary>
    CorpusTerms Terms => CorpusTerms.Text;
}
