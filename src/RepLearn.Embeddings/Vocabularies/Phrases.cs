using RepLearn.Embeddings.Corpora;
using RepLearn.Embeddings.Vocabularies;

namespace RepLearn.Embeddings;

/// <summary>
/// Pairs of neighbouring words that occur together far more often than by chance, such as "new york", to be learned as one word each. The
/// score of a pair is that of word2vec's word2phrase (Mikolov et al. 2013, "Distributed Representations of Words
/// and Phrases and their Compositionality", eq. 6, times the corpus's length):
/// (count(ab) − δ) · tokens / (count(a) · count(b)). Pairs are counted within sentences; with
/// <see cref="PhraseOptions.ConnectingWords"/> between a and b, ab is the whole of them.
/// </summary>
/// <remarks>gensim's default score uses the size of its table of words and pairs in place of the number of tokens.</remarks>
public sealed class Phrases
{
    private readonly PhrasePass[] _passes;

    private Phrases(PhrasePass[] passes)
    {
        _passes = passes;
        Found = [.. passes.SelectMany(pass => pass.Phrases)];
    }

    /// <summary>Articles, prepositions and conjunctions of English, the same as gensim's <c>ENGLISH_CONNECTOR_WORDS</c>.</summary>
    public static IReadOnlyCollection<string> EnglishConnectingWords { get; } =
        ["a", "an", "the", "for", "of", "with", "without", "at", "from", "to", "in", "on", "by", "and", "or"];

    /// <summary>The phrases of all passes, in the order of the passes, then by falling score, then in ordinal order.</summary>
    public IReadOnlyList<Phrase> Found { get; }

    /// <summary>Finds the phrases of a corpus, which is read twice per pass.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="options">What is a phrase; one pass with a threshold of 100 by default.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="CorpusException">The corpus is empty or damaged.</exception>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public static Phrases Learn(ICorpus corpus, PhraseOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        options ??= new PhraseOptions();
        options.Check();
        var passes = new PhrasePass[options.Thresholds.Count];
        for (int pass = 0; pass < passes.Length; pass++)
        {
            passes[pass] = PhrasePass.Learn(corpus, options, pass, cancellationToken);
            corpus = new JoinedCorpus(corpus, passes[pass]);
        }

        return new Phrases(passes);
    }

    /// <summary>A corpus whose phrases are joined to tokens by underscores, as it is read, from left to right in each pass.</summary>
    /// <param name="corpus">The corpus: the one that was learned from, or another.</param>
    public ICorpus Apply(ICorpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        foreach (PhrasePass pass in _passes)
        {
            corpus = new JoinedCorpus(corpus, pass);
        }

        return corpus;
    }

    private sealed class JoinedCorpus(ICorpus corpus, PhrasePass pass) : ICorpus
    {
        public CorpusTerms Terms => corpus.Terms;

        public SentenceReader Open() => new Reader(CorpusPass.Begin(corpus), pass);
    }

    private sealed class Reader(SentenceReader reader, PhrasePass pass) : SentenceReader
    {
        private readonly TokenBuffer _words = new();

        public override double Progress => reader.Progress;

        public override long LongRuns => reader.LongRuns;

        public override bool Read(TokenBuffer sentence)
        {
            ArgumentNullException.ThrowIfNull(sentence);
            bool any = reader.Read(_words);
            pass.Join(_words, sentence);
            return any;
        }

        protected override void Dispose(bool disposing) => reader.Dispose();
    }
}
