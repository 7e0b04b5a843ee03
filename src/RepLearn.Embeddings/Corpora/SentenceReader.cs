namespace RepLearn.Embeddings;

/// <summary>One pass over a corpus, sentence by sentence. Not for use by several threads at once.</summary>
public abstract class SentenceReader : IDisposable
{
    /// <summary>The share of the corpus that has been read, from 0 to 1; NaN where the corpus's length is unknown.</summary>
    public abstract double Progress { get; }

    /// <summary>Runs of text read so far and left out because they are too long for a token; 0 where there is no such limit.</summary>
    public virtual long LongRuns => 0;

    /// <summary>Reads the next sentence.</summary>
    /// <param name="sentence">Cleared, then filled with the sentence's tokens.</param>
    /// <returns>Whether there was one; <see langword="false"/> at the end, <paramref name="sentence"/> then being empty.</returns>
    /// <exception cref="CorpusException">The source is damaged or cannot be read further.</exception>
    public abstract bool Read(TokenBuffer sentence);

    /// <summary>Closes what the pass reads.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the pass reads; nothing by default.</summary>
    /// <param name="disposing">Whether it was called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
