using RepLearn.Embeddings.Corpora;

namespace RepLearn.Embeddings.Training;

/// <summary>
/// A corpus as chunks of word numbers, the same in each epoch. They are kept in memory when they fit, so that later epochs need
/// not read the text again.
/// </summary>
internal sealed class TokenSource : IDisposable
{
    private const ulong FirstDigest = 14695981039346656037;

    private readonly ICorpus _corpus;
    private readonly Vocabulary _vocabulary;
    private readonly CancellationToken _cancellation;
    private readonly TokenBuffer _sentence = new();
    private int[]? _ids;
    private List<int>? _ends;
    private SentenceReader? _reader;
    private int _nextSentence;
    private int _nextChunk;
    private long _wordsBefore;
    private long _tokens;
    private ulong _digest;

    private TokenSource(ICorpus corpus, Vocabulary vocabulary, CancellationToken cancellation) =>
        (_corpus, _vocabulary, _cancellation) = (corpus, vocabulary, cancellation);

    /// <summary>What the corpus is called in messages.</summary>
    public string Name => CorpusPass.NameOf(_corpus);

    /// <summary>Words of an epoch.</summary>
    public long Words { get; private set; }

    /// <summary>What an epoch holds; null where the reading was stopped.</summary>
    public CorpusIdentity? Identity { get; private set; }

    /// <summary>Whether a complete pass gave other words, or in another order, than the first one.</summary>
    public bool Differs => _ids is null && _digest != Identity?.Digest;

    public long Bytes => (sizeof(int) * ((long)(_ids?.Length ?? 0) + (_ends?.Capacity ?? 0))) + _sentence.Bytes;

    /// <summary>Reads a corpus for the first time, counts its words and keeps them if there are few enough.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="vocabulary">The words that count; others are left out.</param>
    /// <param name="memory">Bytes that word numbers may take.</param>
    /// <param name="cancellationToken">Stops this reading and later ones; then the words that were read are the source's, but not kept.</param>
    /// <exception cref="CorpusException">Nothing can be learned from it, as no sentence has two words of the vocabulary.</exception>
    public static TokenSource Open(ICorpus corpus, Vocabulary vocabulary, long memory, CancellationToken cancellationToken)
    {
        var source = new TokenSource(corpus, vocabulary, cancellationToken);
        try
        {
            source.Keep(memory / sizeof(int));
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
        _reader = _ids is null ? CorpusPass.Begin(_corpus) : null;
        (_nextSentence, _nextChunk, _wordsBefore, _digest) = (0, 0, 0, FirstDigest);
    }

    /// <summary>Reads the next chunk; false at the epoch's end, or where the reading was stopped, maybe within a chunk.</summary>
    public bool Read(TokenChunk chunk)
    {
        chunk.Clear();
        while (chunk.Words < TokenChunk.EnoughWords)
        {
            if (_cancellation.IsCancellationRequested)
            {
                return false;
            }

            if (!ReadSentence(chunk))
            {
                break;
            }
        }

        // Of a corpus in memory it is known.
        _digest = _ids is null ? Digest(chunk, _digest) : _digest;

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

        _tokens += _sentence.Count;
        chunk.Commit(_vocabulary.Encode(_sentence, chunk.Reserve(_sentence.Count)));
        return true;
    }

    // Keeps the words if there are few enough, and finds what the corpus is known by.
    private void Keep(long mostWords)
    {
        var chunk = new TokenChunk();
        mostWords = Math.Min(mostWords, Array.MaxLength);
        int[]? ids = new int[Math.Min(mostWords, 1 << 16)];
        var ends = new List<int>();
        bool hasNeighbours = false;
        Rewind();
        while (Read(chunk))
        {
            hasNeighbours |= HasNeighbours(chunk);
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
        if (_cancellation.IsCancellationRequested)
        {
            return;
        }

        if (!hasNeighbours)
        {
            throw NothingToLearn();
        }

        Identity = new CorpusIdentity(Words, _nextChunk - 1, _digest);
        (_ids, _ends) = (ids, ids is null ? null : ends);
    }

    // FNV-1a over word numbers in place of bytes, with the sentences' ends.
    private static ulong Digest(TokenChunk chunk, ulong digest)
    {
        const ulong Prime = 1099511628211;
        ReadOnlySpan<int> ids = chunk.Ids;
        int start = 0;
        foreach (int end in chunk.Ends)
        {
            foreach (int id in ids[start..end])
            {
                digest = (digest ^ (uint)id) * Prime;
            }

            digest = (digest ^ uint.MaxValue) * Prime;
            start = end;
        }

        return digest;
    }

    private static bool HasNeighbours(TokenChunk chunk)
    {
        int start = 0;
        foreach (int end in chunk.Ends)
        {
            if (end - start > 1)
            {
                return true;
            }

            start = end;
        }

        return false;
    }

    private CorpusException NothingToLearn()
    {
        CorpusTerms terms = _corpus.Terms;
        string problem =
            _tokens == 0 ? $"but it holds none. A source that can be enumerated only once was used up when the {terms.Tokens} were counted; keep its {terms.Sequences} in a list"
            : Words == 0 ? $"but of its {_tokens} {terms.Tokens} none is in the vocabulary"
            : $"but none of its {terms.Sequences} has two, and {terms.Tokens} are learned from those beside them in one of the {terms.Sequences}";
        return new CorpusException(Name, FormattableString.Invariant($"expected {terms.Sequences} of {terms.Tokens} of the vocabulary to learn from, ") + problem + ".");
    }
}
