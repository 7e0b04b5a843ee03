namespace RepLearn.Embeddings;

/// <summary>
/// A corpus as chunks of word numbers, the same in each epoch. They are kept in memory when they fit, so that later epochs need
/// not read the text again.
/// </summary>
internal sealed class TokenSource : IDisposable
{
    private readonly ICorpus _corpus;
    private readonly Vocabulary _vocabulary;
    private readonly TokenBuffer _sentence = new();
    private int[]? _ids;
    private List<int>? _ends;
    private SentenceReader? _reader;
    private int _nextSentence;
    private int _nextChunk;
    private long _wordsBefore;

    private TokenSource(ICorpus corpus, Vocabulary vocabulary) => (_corpus, _vocabulary) = (corpus, vocabulary);

    /// <summary>Words of an epoch.</summary>
    public long Words { get; private set; }

    public long Bytes => (sizeof(int) * ((long)(_ids?.Length ?? 0) + (_ends?.Capacity ?? 0))) + _sentence.Bytes;

    /// <summary>Reads a corpus for the first time, counts its words and keeps them if there are few enough.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="vocabulary">The words that count; others are left out.</param>
    /// <param name="memory">Bytes that word numbers may take.</param>
    /// <param name="cancellationToken">Stops the reading; then the words that were read are the source's, but not kept.</param>
    /// <exception cref="CorpusException">No word of the vocabulary is in it.</exception>
    public static TokenSource Open(ICorpus corpus, Vocabulary vocabulary, long memory, CancellationToken cancellationToken)
    {
        var source = new TokenSource(corpus, vocabulary);
        try
        {
            source.Keep(memory / sizeof(int), cancellationToken);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Begins an epoch.</summary>
    public void Rewind()
    {
        _reader?.Dispose();
        _reader = _ids is null ? _corpus.Open() : null;
        (_nextSentence, _nextChunk, _wordsBefore) = (0, 0, 0);
    }

    /// <summary>Reads the next chunk; false at the epoch's end.</summary>
    public bool Read(TokenChunk chunk)
    {
        chunk.Clear();
        while (chunk.Words < TokenChunk.EnoughWords && ReadSentence(chunk))
        {
        }

        (chunk.Index, chunk.WordsBefore) = (_nextChunk++, _wordsBefore);
        _wordsBefore += chunk.Words;
        return chunk.Sentences > 0;
    }

    public void Dispose() => _reader?.Dispose();

    private bool ReadSentence(TokenChunk chunk)
    {
        if (_ids is not null)
        {
            if (_nextSentence == _ends!.Count)
            {
                return false;
            }

            int start = _nextSentence == 0 ? 0 : _ends[_nextSentence - 1];
            chunk.Add(_ids.AsSpan(start, _ends[_nextSentence++] - start));
            return true;
        }

        if (!_reader!.Read(_sentence))
        {
            return false;
        }

        chunk.Commit(_vocabulary.Encode(_sentence, chunk.Reserve(_sentence.Count)));
        return true;
    }

    private void Keep(long mostWords, CancellationToken cancellationToken)
    {
        var chunk = new TokenChunk();
        mostWords = Math.Min(mostWords, Array.MaxLength);
        int[]? ids = new int[Math.Min(mostWords, 1 << 16)];
        var ends = new List<int>();
        Rewind();
        while (!cancellationToken.IsCancellationRequested && Read(chunk))
        {
            long before = chunk.WordsBefore;
            if (ids is null || before + chunk.Words + ends.Count + chunk.Sentences > mostWords)
            {
                ids = null;
                continue;
            }

            if (before + chunk.Words > ids.Length)
            {
                Array.Resize(ref ids, (int)Math.Min(mostWords, 2 * (before + chunk.Words)));
            }

            chunk.Ids.CopyTo(ids.AsSpan((int)before));
            foreach (int end in chunk.Ends)
            {
                ends.Add((int)before + end);
            }
        }

        Words = _wordsBefore;
        _reader?.Dispose();
        _reader = null;
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        if (Words == 0)
        {
            throw new CorpusException("corpus", "expected words of the vocabulary to learn from, but none is in it.");
        }

        (_ids, _ends) = (ids, ids is null ? null : ends);
    }
}
