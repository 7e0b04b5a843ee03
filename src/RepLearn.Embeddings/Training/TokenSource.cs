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

    /// <summary>Words of an epoch: counted where they are kept in memory, else those of the vocabulary.</summary>
    public long Words { get; private set; }

    public long Bytes => (sizeof(int) * ((long)(_ids?.Length ?? 0) + (_ends?.Capacity ?? 0))) + _sentence.Bytes;

    /// <summary>Reads a corpus for the first time.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="vocabulary">The words that count; others are left out.</param>
    /// <param name="memory">Bytes that word numbers may take.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CorpusException">No word of the vocabulary is in it.</exception>
    public static TokenSource Open(ICorpus corpus, Vocabulary vocabulary, long memory, CancellationToken cancellationToken)
    {
        var source = new TokenSource(corpus, vocabulary) { Words = vocabulary.TotalCount };
        source.Keep(memory / sizeof(int), cancellationToken);
        return source;
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

    // Reads all of the corpus, if it is short enough.
    private void Keep(long mostWords, CancellationToken cancellationToken)
    {
        var chunk = new TokenChunk();
        int[] ids = new int[Math.Min(mostWords, 1 << 16)];
        var ends = new List<int>();
        int words = 0;
        Rewind();
        while (Read(chunk))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (words + (long)chunk.Words + ends.Count + chunk.Sentences > Math.Min(mostWords, Array.MaxLength))
            {
                ids = [];
                break;
            }

            if (words + chunk.Words > ids.Length)
            {
                Array.Resize(ref ids, (int)Math.Min(Math.Min(mostWords, Array.MaxLength), 2L * (words + chunk.Words)));
            }

            chunk.Ids.CopyTo(ids.AsSpan(words));
            foreach (int end in chunk.Ends)
            {
                ends.Add(words + end);
            }

            words += chunk.Words;
        }

        if (_wordsBefore == 0)
        {
            throw new CorpusException("corpus", "expected words of the vocabulary to learn from, but none is in it.");
        }

        if (words > 0 && ids.Length > 0)
        {
            (_ids, _ends, Words) = (ids, ends, words);
        }

        _reader?.Dispose();
        _reader = null;
    }
}
