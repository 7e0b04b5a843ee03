using RepLearn.Embeddings.Random;

namespace RepLearn.Embeddings.Training;

/// <summary>Whole sentences of word numbers, some ten thousand words: the unit in which a corpus is read and shared among threads.</summary>
internal sealed class TokenChunk
{
    /// <summary>Words from which on a chunk takes no further sentence.</summary>
    public const int EnoughWords = 10_000;

    private int[] _ids = new int[2 * EnoughWords];
    private int[] _ends = new int[1024];
    private uint[] _bits = new uint[2 * EnoughWords];

    /// <summary>The chunk's number within its epoch.</summary>
    public int Index { get; set; }

    /// <summary>Words of the epoch in chunks before this one.</summary>
    public long WordsBefore { get; set; }

    /// <summary>Words read.</summary>
    public int Words { get; private set; }

    /// <summary>Words left by subsampling, or all.</summary>
    public int Kept { get; private set; }

    /// <summary>Sentences, those without words included.</summary>
    public int Sentences { get; private set; }

    public long Bytes => sizeof(int) * ((long)_ids.Length + _ends.Length + _bits.Length);

    /// <summary>The words that are left.</summary>
    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Kept);

    /// <summary>Where each sentence ends among them.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Sentences);

    public void Clear() => (Words, Kept, Sentences) = (0, 0, 0);

    /// <summary>Adds a sentence of known words.</summary>
    public void Add(ReadOnlySpan<int> sentence)
    {
        sentence.CopyTo(Reserve(sentence.Length));
        Commit(sentence.Length);
    }

    /// <summary>Room for a sentence of at most this many words.</summary>
    public Span<int> Reserve(int words)
    {
        if (Words + words > _ids.Length)
        {
            Array.Resize(ref _ids, 2 * (Words + words));
        }

        return _ids.AsSpan(Words, words);
    }

    /// <summary>Takes what was written to the room as a sentence.</summary>
    public void Commit(int words)
    {
        if (Sentences == _ends.Length)
        {
            Array.Resize(ref _ends, 2 * Sentences);
        }

        Words += words;
        Kept = Words;
        _ends[Sentences++] = Words;
    }

    /// <summary>Leaves out occurrences of frequent words; each stays if its random word is below the word's bound.</summary>
    public void Subsample(NoiseKey key, ReadOnlySpan<ulong> bounds)
    {
        int length = KeyedBits.LengthFor(Words);
        if (length > _bits.Length)
        {
            _bits = new uint[2 * length];
        }

        KeyedBits.Fill(key, EmbeddingSite.Subsampling, 0, _bits.AsSpan(0, length));
        int kept = 0, place = 0;
        for (int sentence = 0; sentence < Sentences; sentence++)
        {
            for (; place < _ends[sentence]; place++)
            {
                int id = _ids[place];
                _ids[kept] = id;
                kept += _bits[place] < bounds[id] ? 1 : 0;
            }

            _ends[sentence] = kept;
        }

        Kept = kept;
    }
}
