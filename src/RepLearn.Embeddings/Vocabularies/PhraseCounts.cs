using RepLearn.Embeddings.Corpora;

namespace RepLearn.Embeddings.Vocabularies;

/// <summary>How often frequent words come one after the other, directly or with connecting words between them.</summary>
internal sealed class PhraseCounts
{
    /// <summary>Pairs without a word between them.</summary>
    public PairCounter Pairs { get; }

    /// <summary>Keys of <see cref="ConnectedWords"/>.</summary>
    public WordCounter Connected { get; }

    /// <summary>Counts in one pass.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="words">Frequent words, those that connect left out.</param>
    /// <param name="connecting">Words that connect.</param>
    /// <param name="limit">Different pairs, and different keys, held at most.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    public PhraseCounts(ICorpus corpus, WordTable words, WordTable connecting, int limit, CancellationToken cancellationToken)
    {
        (Pairs, Connected) = (new PairCounter(limit), new WordCounter(limit));
        var sentence = new TokenBuffer();
        var key = new byte[256];
        using SentenceReader reader = CorpusPass.Begin(corpus);
        while (reader.Read(sentence))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int first = -1;
            int previous = -1;
            for (int token = 0; token < sentence.Count; token++)
            {
                if (connecting.Count > 0 && connecting.IndexOf(sentence[token]) >= 0)
                {
                    continue;
                }

                int word = words.IndexOf(sentence[token]);
                if (previous >= 0 && word >= 0)
                {
                    Count(sentence, first, previous, token, word, ref key);
                }

                (first, previous) = (token, word);
            }
        }
    }

    private void Count(TokenBuffer sentence, int first, int previous, int token, int word, ref byte[] key)
    {
        if (token == first + 1)
        {
            Pairs.Add(previous, word);
            return;
        }

        int length = ConnectedWords.LengthOf(sentence, first, token);
        if (length > key.Length)
        {
            key = new byte[2 * length];
        }

        ConnectedWords.Write(sentence, first, token, key);
        Connected.Add(key.AsSpan(0, length));
    }
}
