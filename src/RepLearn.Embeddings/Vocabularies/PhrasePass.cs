using System.Collections.Frozen;
using System.Text;

namespace RepLearn.Embeddings;

/// <summary>The pairs of words that one pass joins.</summary>
internal sealed class PhrasePass
{
    private readonly WordTable _words;
    private readonly FrozenSet<ulong> _pairs;

    private PhrasePass(WordTable words, FrozenSet<ulong> pairs, Phrase[] phrases)
    {
        _words = words;
        _pairs = pairs;
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

        // A pair that comes more than δ times has words that do.
        int[] frequent = counter.Frequent(options.MinimumCount + 1);
        var words = new WordTable(frequent.Length);
        foreach (int id in frequent)
        {
            words.Add(counter[id]);
        }

        PairCounter pairs = CountPairs(corpus, words, options.CountingLimit, cancellationToken);
        var found = new List<(ulong Pair, Phrase Phrase)>();
        foreach ((ulong pair, long count) in pairs.Counts)
        {
            (int first, int second) = (PairCounter.First(pair), PairCounter.Second(pair));
            double score = (count - options.MinimumCount) / ((double)counter.CountOf(frequent[first]) * counter.CountOf(frequent[second])) * counter.Total;
            if (score > options.Thresholds[pass])
            {
                string text = $"{Encoding.UTF8.GetString(words[first])}_{Encoding.UTF8.GetString(words[second])}";
                found.Add((pair, new Phrase(text, count, score, pass)));
            }
        }

        found.Sort((left, right) => left.Phrase.Score != right.Phrase.Score
            ? right.Phrase.Score.CompareTo(left.Phrase.Score)
            : string.CompareOrdinal(left.Phrase.Text, right.Phrase.Text));
        return Keep(words, found);
    }

    /// <summary>Copies a sentence, joining from left to right what the pass joins; no word is in two phrases.</summary>
    public void Join(TokenBuffer sentence, TokenBuffer joined)
    {
        joined.Clear();
        int previous = -1;
        for (int token = 0; token < sentence.Count; token++)
        {
            int word = _words.IndexOf(sentence[token]);
            if (previous >= 0 && word >= 0 && _pairs.Contains(PairCounter.Pair(previous, word)))
            {
                joined.AppendToLast(sentence[token]);
                previous = -1;
            }
            else
            {
                joined.Add(sentence[token]);
                previous = word;
            }
        }
    }

    private static PairCounter CountPairs(ICorpus corpus, WordTable words, int limit, CancellationToken cancellationToken)
    {
        var pairs = new PairCounter(limit);
        var sentence = new TokenBuffer();
        using SentenceReader reader = corpus.Open();
        while (reader.Read(sentence))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int previous = -1;
            for (int token = 0; token < sentence.Count; token++)
            {
                int word = words.IndexOf(sentence[token]);
                if (previous >= 0 && word >= 0)
                {
                    pairs.Add(previous, word);
                }

                previous = word;
            }
        }

        return pairs;
    }

    // A table of just the words that are in phrases.
    private static PhrasePass Keep(WordTable all, List<(ulong Pair, Phrase Phrase)> found)
    {
        var words = new WordTable();
        var pairs = new List<ulong>(found.Count);
        foreach ((ulong pair, _) in found)
        {
            pairs.Add(PairCounter.Pair(words.Add(all[PairCounter.First(pair)]), words.Add(all[PairCounter.Second(pair)])));
        }

        return new PhrasePass(words, pairs.ToFrozenSet(), [.. found.Select(entry => entry.Phrase)]);
    }
}
