namespace RepLearn.Embeddings;

/// <summary>
/// A corpus of token sequences that a program makes itself: baskets of items, ids, sessions, sentences split by its own rules. The sequences
/// are enumerated again in each pass and are not kept.
/// </summary>
/// <remarks>
/// The order of items in a basket has no meaning. A window's width is drawn from 1 to <c>Window</c> for each item, so with a window several
/// times as long as a basket, most items see the whole basket, and the order has little effect.
/// </remarks>
/// <example>
/// Films that the same people saw get similar vectors:
/// <code>
/// [SkipGram(32, Window = 100)]
/// [NegativeSampling(5)]
/// public sealed partial class Films;
///
/// string[][] seen = [["31", "1029", "1061"], ["10", "17", "31"], …]; // ids of films, one list per person
/// var corpus = new SequenceCorpus(seen, CorpusTerms.Baskets);
/// using var model = new Films(Vocabulary.Build(corpus), seed: 1);
/// model.Fit(corpus);
/// model.Vectors.MostSimilar("31", 10);
/// </code>
/// </example>
public sealed class SequenceCorpus : ICorpus
{
    private readonly IEnumerable<IEnumerable<string>> _sequences;

    /// <summary>Makes a corpus of sequences.</summary>
    /// <param name="sequences">
    /// The sequences; each string is one token. They must be the same in each enumeration: random draws need a fixed seed.
    /// </param>
    /// <param name="terms">
    /// What they are called, for example <see cref="CorpusTerms.Baskets"/>, which keeps all items by default; <see cref="CorpusTerms.Sequence"/> if
    /// not given.
    /// </param>
    public SequenceCorpus(IEnumerable<IEnumerable<string>> sequences, CorpusTerms? terms = null)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        _sequences = sequences;
        Terms = terms ?? CorpusTerms.Sequence;
    }

    /// <inheritdoc/>
    public CorpusTerms Terms { get; }

    /// <inheritdoc/>
    public SentenceReader Open() =>
        new Reader(_sequences.GetEnumerator(), _sequences.TryGetNonEnumeratedCount(out int count) ? count : 0);

    private sealed class Reader(IEnumerator<IEnumerable<string>> sequences, int count) : SentenceReader
    {
        private long _read;
        private bool _ended;

        public override double Progress => _ended ? 1 : count > 0 ? Math.Min(1, (double)_read / count) : double.NaN;

        public override bool Read(TokenBuffer sentence)
        {
            ArgumentNullException.ThrowIfNull(sentence);
            sentence.Clear();
            if (_ended || !sequences.MoveNext())
            {
                _ended = true;
                return false;
            }

            foreach (string token in sequences.Current ?? throw Missing("sequence", sentence))
            {
                if (string.IsNullOrEmpty(token))
                {
                    throw Missing("token", sentence);
                }

                sentence.Add(token);
            }

            _read++;
            return true;
        }

        protected override void Dispose(bool disposing) => sequences.Dispose();

        private CorpusException Missing(string what, TokenBuffer sentence)
        {
            string problem = $"expected a {what}, but got null or nothing (sequence {_read}, token {sentence.Count}, both from 0).";
            sentence.Clear();
            return new CorpusException("sequences", problem);
        }
    }
}
