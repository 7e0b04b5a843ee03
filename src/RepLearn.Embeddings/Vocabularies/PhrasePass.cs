using System.Collections.Frozen;
using System.Text;

namespace RepLearn.Embeddings.Vocabularies;

/// <summary>The words that one pass joins: pairs, and pairs with connecting words between them.</summary>
internal sealed class PhrasePass
{
    private const int ShortKey = 256;

    private readonly WordTable _words;
    private readonly FrozenSet<ulong> _pairs;
    private readonly WordTable _connecting;
    private readonly WordTable _connected;

    private PhrasePass(WordTable words, FrozenSet<ulong> pairs, WordTable connecting, WordTable connected, Phrase[] phrases)
    {
        (_words, _pairs, _connecting, _connected) = (words, pairs, connecting, connected);
        Phrases = phrases;
    }

    /// <summary>What is joined, by falling score, phrases of one score in ordinal order.</summary>
    public Phrase[] Phrases { get; }

    /// <summary>Finds the pairs whose score exceeds a threshold, in two passes over the corpus: words, then pairs of frequent ones.</summary>
    /// <exception cref="CorpusException">The corpus is empty or damaged.</exception>
    public static PhrasePass Learn(ICorpus corpus, PhraseOptions options, int pass, CancellationToken cancellationToken)
    {
        var counting = new VocabularyOptions { CountingLimit = options.CountingLimit };
        WordCounter counter = Vocabulary.CountWords(corpus, counting, null, cancellationToken);
        var connecting = new WordTable();
        foreach (string word in options.ConnectingWords)
        {
            connecting.Add(Encoding.UTF8.GetBytes(word));
        }

        // A pair that comes more than δ times has words that do.
        var words = new WordTable();
        var counts = new List<long>();
        foreach (int id in counter.Frequent(options.MinimumCount + 1))
        {
            if (connecting.IndexOf(counter[id]) < 0)
            {
                words.Add(counter[id]);
                counts.Add(counter.CountOf(id));
            }
        }

        var found = new PhraseCounts(corpus, words, connecting, options.CountingLimit, cancellationToken);
        var keptWords = new WordTable();
        var pairs = new List<ulong>();
        var connected = new WordTable();
        var phrases = new List<Phrase>();
        foreach ((ulong pair, long count) in found.Pairs.Counts)
        {
            (int first, int second) = (PairCounter.First(pair), PairCounter.Second(pair));
            if (Score(first, second, count) is var score && score > options.Thresholds[pass])
            {
                pairs.Add(PairCounter.Pair(keptWords.Add(words[first]), keptWords.Add(words[second])));
                phrases.Add(new Phrase($"{Encoding.UTF8.GetString(words[first])}_{Encoding.UTF8.GetString(words[second])}", count, score, pass));
            }
        }

        for (int key = 0; key < found.Connected.Count; key++)
        {
            ReadOnlySpan<byte> text = found.Connected[key];
            long count = found.Connected.CountOf(key);
            if (Score(words.IndexOf(ConnectedWords.FirstOf(text)), words.IndexOf(ConnectedWords.LastOf(text)), count) is var score && score > options.Thresholds[pass])
            {
                connected.Add(text);
                phrases.Add(new Phrase(ConnectedWords.Text(text), count, score, pass));
            }
        }

        phrases.Sort((left, right) => left.Score != right.Score ? right.Score.CompareTo(left.Score) : string.CompareOrdinal(left.Text, right.Text));
        return new PhrasePass(keptWords, pairs.ToFrozenSet(), connecting, connected, [.. phrases]);

        double Score(int first, int second, long count) => (count - options.MinimumCount) / ((double)counts[first] * counts[second]) * counter.Total;
    }

    /// <summary>Copies a sentence, joining from left to right what the pass joins; no word is in two phrases.</summary>
    public void Join(TokenBuffer sentence, TokenBuffer joined)
    {
        joined.Clear();
        int first = -1;
        int previous = -1;
        int copied = 0;
        for (int token = 0; token < sentence.Count; token++)
        {
            if (_connected.Count > 0 && _connecting.IndexOf(sentence[token]) >= 0)
            {
                // Within a phrase that may come it is copied later.
                continue;
            }

            int word = _words.IndexOf(sentence[token]);
            bool isPhrase = first >= 0 && (token == first + 1
                ? previous >= 0 && word >= 0 && _pairs.Contains(PairCounter.Pair(previous, word))
                : IsConnected(sentence, first, token));
            for (; copied <= token; copied++)
            {
                if (isPhrase)
                {
                    joined.AppendToLast(sentence[copied]);
                }
                else
                {
                    joined.Add(sentence[copied]);
                }
            }

            (first, previous) = isPhrase ? (-1, -1) : (token, word);
        }

        for (; copied < sentence.Count; copied++)
        {
            joined.Add(sentence[copied]);
        }
    }

    private bool IsConnected(TokenBuffer sentence, int first, int last)
    {
        int length = ConnectedWords.LengthOf(sentence, first, last);
        Span<byte> key = length <= ShortKey ? stackalloc byte[ShortKey] : new byte[length];
        ConnectedWords.Write(sentence, first, last, key);
        return _connected.IndexOf(key[..length]) >= 0;
    }
}
