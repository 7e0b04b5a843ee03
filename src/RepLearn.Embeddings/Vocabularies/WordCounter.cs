namespace RepLearn.Embeddings.Vocabularies;

/// <summary>
/// Counts words with bounded memory: when more different words than the limit were seen, those with the lowest counts are
/// dropped, the bound rising by one each time, as word2vec.c's ReduceVocab does. A count is then exact or too low.
/// </summary>
internal sealed class WordCounter(int limit)
{
    private WordTable _words = new();
    private long[] _counts = new long[64];

    /// <summary>Different words held.</summary>
    public int Count => _words.Count;

    /// <summary>Words that were counted, each as often as it came.</summary>
    public long Total { get; private set; }

    /// <summary>How often words were dropped, and the highest count that one had when it was dropped; 0 when none was.</summary>
    public long DroppedUpTo { get; private set; }

    /// <summary>Runs of text that were too long to be words.</summary>
    public long LongRuns { get; set; }

    public ReadOnlySpan<byte> this[int id] => _words[id];

    public long CountOf(int id) => _counts[id];

    public void Add(ReadOnlySpan<byte> word, long count = 1)
    {
        Total += count;
        int id = _words.Add(word);
        if (id == _counts.Length)
        {
            Array.Resize(ref _counts, 2 * id);
        }

        _counts[id] += count;
        if (_words.Count > limit)
        {
            Drop();
        }
    }

    /// <summary>Counts the tokens of a sentence.</summary>
    public void Add(TokenBuffer sentence)
    {
        for (int token = 0; token < sentence.Count; token++)
        {
            Add(sentence[token]);
        }
    }

    /// <summary>The numbers of the words that come at least so often, by falling count, words of one count by their bytes.</summary>
    public int[] Frequent(long minimumCount)
    {
        var ids = new List<int>();
        for (int id = 0; id < Count; id++)
        {
            if (_counts[id] >= minimumCount)
            {
                ids.Add(id);
            }
        }

        ids.Sort((left, right) => _counts[left] != _counts[right]
            ? _counts[right].CompareTo(_counts[left])
            : this[left].SequenceCompareTo(this[right]));
        return [.. ids];
    }

    private void Drop()
    {
        while (_words.Count > limit)
        {
            DroppedUpTo++;
            var words = new WordTable();
            int kept = 0;
            for (int id = 0; id < _words.Count; id++)
            {
                if (_counts[id] > DroppedUpTo)
                {
                    words.Add(_words[id]);
                    _counts[kept++] = _counts[id];
                }
            }

            Array.Clear(_counts, kept, _words.Count - kept);
            _words = words;
        }
    }
}
