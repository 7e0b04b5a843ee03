using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using RepLearn.Embeddings.Corpora;
using RepLearn.Embeddings.Files;
using RepLearn.Embeddings.Vocabularies;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

/// <summary>
/// The words that have an embedding, each with its number and its count. Words are numbered by falling count, words of equal count by their
/// UTF-8 bytes; words added by <c>Extend</c> come after the old ones. A vocabulary is immutable and may be read by many threads.
/// </summary>
public sealed class Vocabulary : IWordIndex
{
    private const int SentencesBetweenReports = 1024;

    private readonly WordTable _words;
    private readonly long[] _counts;

    internal Vocabulary(WordTable words, long[] counts, long corpusTokens, long droppedUpTo, long longRuns = 0)
    {
        _words = words;
        _counts = counts;
        CorpusTokens = corpusTokens;
        DroppedUpTo = droppedUpTo;
        LongRuns = longRuns;
        foreach (long count in counts)
        {
            TotalCount = checked(TotalCount + count);
        }
    }

    /// <inheritdoc/>
    public int Count => _words.Count;

    /// <summary>The sum of all counts: occurrences of the vocabulary's words in the corpus.</summary>
    public long TotalCount { get; }

    /// <summary>Tokens of the corpus, including those that are not in the vocabulary.</summary>
    public long CorpusTokens { get; }

    /// <summary>
    /// How often rare words had to be dropped while counting (<see cref="VocabularyOptions.CountingLimit"/>), those with counts
    /// of 1, of at most 2 and so on; 0 when all counts are exact. With d a count is too low by at most d(d + 1)/2.
    /// </summary>
    public long DroppedUpTo { get; }

    /// <summary>
    /// Runs of the corpus's text that were left out because they are too long for a token (<see cref="LetterTokenizer.MaximumBytes"/>): they
    /// do not count as tokens.
    /// </summary>
    public long LongRuns { get; }

    /// <summary>The memory held, in bytes: words, look-up table and counts.</summary>
    public long Bytes => _words.Bytes + (sizeof(long) * (long)_counts.Length);

    /// <summary>The words' UTF-8 end to end, for files.</summary>
    internal ReadOnlySpan<byte> Text => _words.Text;

    /// <summary>Where each word begins in <see cref="Text"/>, and the last one's end.</summary>
    internal ReadOnlySpan<int> Starts => _words.Starts;

    /// <summary>The words' counts by number.</summary>
    internal ReadOnlySpan<long> Counts => _counts;

    /// <inheritdoc/>
    /// <remarks>Each call makes a new string; <see cref="Utf8Of"/> allocates nothing.</remarks>
    public string this[int id] => Encoding.UTF8.GetString(Utf8Of(id));

    /// <summary>Counts a corpus's words in one pass and keeps the frequent ones.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="options">What to keep; by default words with a count of at least five, and all nodes of a graph.</param>
    /// <param name="progress">Receives reports of the progress, the last one at the end.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    /// <exception cref="ArgumentException">Options are out of their range, or more words are to be kept than counted.</exception>
    /// <exception cref="CorpusException">The corpus is empty or damaged, fewer than two words are frequent enough, or one of them is not UTF-8.</exception>
    /// <exception cref="OperationCanceledException">The counting was stopped.</exception>
    public static Vocabulary Build(
        ICorpus corpus,
        VocabularyOptions? options = null,
        IProgress<VocabularyProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new VocabularyOptions();
        if (options.MaximumSize is var size && size != int.MaxValue && size > options.CountingLimit)
        {
            throw new ArgumentException(
                Invariant($"Expected a MaximumSize of at most the CountingLimit, because no more words are held while counting, but got {size} and {options.CountingLimit}."), nameof(options));
        }

        WordCounter counter = CountWords(corpus, options, progress, cancellationToken);
        return Keep(counter, CorpusPass.NameOf(corpus), corpus.Terms, options.MinimumCount ?? corpus.Terms.MinimumCount, options.MaximumSize);
    }

    /// <summary>Makes a vocabulary of words whose counts are known. All are kept.</summary>
    /// <param name="counts">Each word and its count, in any order.</param>
    /// <exception cref="ArgumentException">A word is empty, listed twice or has half of a surrogate pair, a count is below 1, or there are fewer than two words.</exception>
    public static Vocabulary FromCounts(IEnumerable<KeyValuePair<string, long>> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var counter = new WordCounter(int.MaxValue);
        foreach ((string word, long count) in counts)
        {
            if (string.IsNullOrEmpty(word) || count < 1)
            {
                throw new ArgumentException(Invariant($"Expected words with counts of at least 1, but got '{word}' with {count}."), nameof(counts));
            }

            if (count > long.MaxValue - counter.Total)
            {
                throw new ArgumentException(Invariant($"Expected counts that add up to at most {long.MaxValue}, but with '{word}' they are more."), nameof(counts));
            }

            int before = counter.Count;
            counter.Add(Encoding.UTF8.GetBytes(FileText.Whole(word, "words", nameof(counts))), count);
            if (counter.Count == before)
            {
                throw new ArgumentException($"Expected each word once, but '{word}' comes again.", nameof(counts));
            }
        }

        return counter.Count >= 2
            ? Keep(counter, "counts", CorpusTerms.Text, 1, int.MaxValue)
            : throw new ArgumentException(Invariant($"Expected at least two words, but got {counter.Count}."), nameof(counts));
    }

    /// <summary>The count of a word in the corpus.</summary>
    /// <param name="id">The word's number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such word.</exception>
    public long CountOf(int id)
    {
        ThrowIfNoWord(id);
        return _counts[id];
    }

    /// <summary>A word's UTF-8, valid as long as the vocabulary.</summary>
    /// <param name="id">The word's number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such word.</exception>
    public ReadOnlySpan<byte> Utf8Of(int id)
    {
        ThrowIfNoWord(id);
        return _words[id];
    }

    /// <summary>A word's number; −1 when the vocabulary lacks it. Nothing is allocated.</summary>
    /// <param name="utf8">The word; letters are compared as they are.</param>
    public int IndexOf(ReadOnlySpan<byte> utf8) => _words.IndexOf(utf8);

    /// <inheritdoc/>
    public int IndexOf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        const int Short = 128;
        if (Encoding.UTF8.GetMaxByteCount(word.Length) > Short)
        {
            return IndexOf(Encoding.UTF8.GetBytes(word));
        }

        Span<byte> utf8 = stackalloc byte[Short];
        return IndexOf(utf8[..Encoding.UTF8.GetBytes(word, utf8)]);
    }

    /// <summary>The numbers of a sentence's words, in order; words that the vocabulary lacks are left out.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="ids">Gets the numbers; at least as long as the sentence.</param>
    /// <returns>How many words the vocabulary has.</returns>
    /// <exception cref="ArgumentException"><paramref name="ids"/> is shorter than the sentence.</exception>
    public int Encode(TokenBuffer sentence, Span<int> ids)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        if (ids.Length < sentence.Count)
        {
            throw new ArgumentException(Invariant($"Expected room for {sentence.Count} numbers, but got {ids.Length}."), nameof(ids));
        }

        ref byte text = ref MemoryMarshal.GetReference(sentence.Text);
        ReadOnlySpan<int> bounds = sentence.Bounds;
        int known = 0;
        for (int bound = 0; bound + 1 < bounds.Length; bound += 2)
        {
            int start = bounds[bound];
            int id = _words.IndexOf(ref Unsafe.Add(ref text, start), bounds[bound + 1] - start);
            ids[known] = id;
            known += id >= 0 ? 1 : 0;
        }

        return known;
    }

    /// <summary>
    /// This vocabulary with the words of another corpus, for continued training: the words here keep their numbers and add the
    /// new counts to theirs; new words that are frequent enough in the new corpus follow.
    /// </summary>
    /// <param name="more">The other corpus.</param>
    /// <param name="options">Which new words to take; the maximum size is that of old and new words together.</param>
    /// <param name="progress">Receives reports of the progress, the last one at the end.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    /// <returns>The longer vocabulary; this one stays as it is.</returns>
    /// <exception cref="CorpusException">The corpus is empty or damaged, or a new word is not UTF-8.</exception>
    /// <exception cref="OperationCanceledException">The counting was stopped.</exception>
    public Vocabulary Extend(
        ICorpus more,
        VocabularyOptions? options = null,
        IProgress<VocabularyProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new VocabularyOptions();
        WordCounter counter = CountWords(more, options, progress, cancellationToken);
        return Merge(counter, CorpusPass.NameOf(more), options with { MinimumCount = options.MinimumCount ?? more.Terms.MinimumCount }, counter.Total, counter.DroppedUpTo);
    }

    /// <summary>The same for a corpus whose vocabulary is known.</summary>
    /// <param name="more">The other corpus's vocabulary.</param>
    /// <param name="options">Which new words to take; all if not given, because the other vocabulary has chosen them.</param>
    public Vocabulary Extend(Vocabulary more, VocabularyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(more);
        options ??= new VocabularyOptions();
        options.Check();
        var counter = new WordCounter(int.MaxValue);
        for (int id = 0; id < more.Count; id++)
        {
            counter.Add(more._words[id], more._counts[id]);
        }

        counter.LongRuns = more.LongRuns;
        return Merge(counter, "vocabulary", options with { MinimumCount = options.MinimumCount ?? 1 }, more.CorpusTokens, more.DroppedUpTo);
    }

    /// <summary>Whether another has the same words with the same numbers and counts.</summary>
    internal bool HoldsTheSameAs(Vocabulary other) =>
        Starts.SequenceEqual(other.Starts) && Text.SequenceEqual(other.Text) && Counts.SequenceEqual(other.Counts);

    /// <summary>A vocabulary from the parts that a file holds; numbers stay as they are.</summary>
    /// <exception cref="FormatException">The parts do not belong together; the message says how.</exception>
    internal static Vocabulary Restore(
        ReadOnlySpan<byte> text, ReadOnlySpan<int> starts, ReadOnlySpan<long> counts, long corpusTokens, long droppedUpTo = 0, long longRuns = 0)
    {
        if (counts.Length < 2)
        {
            throw new FormatException(Invariant($"Expected at least two words, but got {counts.Length}."));
        }

        if (starts.Length != counts.Length + 1 || starts[0] != 0 || starts[^1] != text.Length)
        {
            throw new FormatException(Invariant(
                $"Expected a start for each of {counts.Length} words and the end of {text.Length} bytes, but got {starts.Length} offsets."));
        }

        var words = new WordTable(counts.Length);
        long left = corpusTokens;
        for (int id = 0; id < counts.Length; id++)
        {
            if (starts[id + 1] <= starts[id] || starts[id + 1] > text.Length || counts[id] < 1)
            {
                throw new FormatException(Invariant($"Word {id} is empty, lies outside of the text or has the count {counts[id]}."));
            }

            ReadOnlySpan<byte> word = text[starts[id]..starts[id + 1]];
            if (!Utf8.IsValid(word))
            {
                throw new FormatException(Invariant($"Word {id}, '{VectorFileReader.Shown(word)}', is not UTF-8."));
            }

            if (words.Add(word) != id)
            {
                throw new FormatException(Invariant($"Word {id}, '{VectorFileReader.Shown(word)}', comes twice."));
            }

            if (counts[id] > left)
            {
                throw new FormatException(Invariant($"The counts of the first {id + 1} words add up to more than the {corpusTokens} tokens of the corpus."));
            }

            left -= counts[id];
        }

        return droppedUpTo <= corpusTokens
            ? new Vocabulary(words, counts.ToArray(), corpusTokens, droppedUpTo, longRuns)
            : throw new FormatException(Invariant($"Words are said to have been dropped {droppedUpTo} times, but the corpus has {corpusTokens} tokens."));
    }

    /// <summary>Counts a corpus's words.</summary>
    /// <exception cref="CorpusException">The corpus is empty or damaged.</exception>
    internal static WordCounter CountWords(
        ICorpus corpus, VocabularyOptions options, IProgress<VocabularyProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        options.Check();
        var counter = new WordCounter(options.CountingLimit);
        var sentence = new TokenBuffer();
        using SentenceReader reader = CorpusPass.Begin(corpus);
        for (long sentences = 1; reader.Read(sentence); sentences++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counter.Add(sentence);
            if (sentences % SentencesBetweenReports == 0)
            {
                progress?.Report(new VocabularyProgress(counter.Total, counter.Count, reader.Progress));
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        counter.LongRuns = reader.LongRuns;
        progress?.Report(new VocabularyProgress(counter.Total, counter.Count, 1));
        return counter.Total > 0 ? counter : throw new CorpusException(CorpusPass.NameOf(corpus), $"expected {corpus.Terms.Tokens} to learn from, but it holds none.");
    }

    private static Vocabulary Keep(WordCounter counter, string source, CorpusTerms terms, long minimumCount, int maximumSize)
    {
        int[] order = counter.Frequent(minimumCount);
        if (order.Length < 2)
        {
            string kept = order.Length == 0 ? "none does" : $"only '{Encoding.UTF8.GetString(counter[order[0]])}' does";
            throw new CorpusException(source, Invariant(
                $"expected at least two different {terms.Tokens} that come {minimumCount} times or more, but of {counter.Count} different ones {kept}; {(minimumCount > 1 ? "lower the minimum count or " : "")}{terms.More}."));
        }

        int count = Math.Min(order.Length, maximumSize);
        var words = new WordTable(count);
        var counts = new long[count];
        for (int id = 0; id < count; id++)
        {
            words.Add(ExpectText(counter[order[id]], source));
            counts[id] = counter.CountOf(order[id]);
        }

        return new Vocabulary(words, counts, counter.Total, counter.DroppedUpTo, counter.LongRuns);
    }

    private Vocabulary Merge(WordCounter counter, string source, VocabularyOptions options, long corpusTokens, long droppedUpTo)
    {
        if (corpusTokens > long.MaxValue - CorpusTokens)
        {
            throw new ArgumentException(Invariant($"Expected corpora of at most {long.MaxValue} tokens together, but got {CorpusTokens} and {corpusTokens}."));
        }

        var words = new WordTable(Count);
        List<long> counts = [.. _counts];
        for (int id = 0; id < Count; id++)
        {
            words.Add(_words[id]);
        }

        foreach (int found in counter.Frequent(1))
        {
            int id = words.IndexOf(counter[found]);
            if (id >= 0)
            {
                counts[id] += counter.CountOf(found);
            }
            else if (counter.CountOf(found) >= options.MinimumCount && words.Count < options.MaximumSize)
            {
                words.Add(ExpectText(counter[found], source));
                counts.Add(counter.CountOf(found));
            }
        }

        // The errors of both counts add up: d(d + 1)/2 + e(e + 1)/2 is at most the bound for d + e.
        return new Vocabulary(words, [.. counts], CorpusTokens + corpusTokens, DroppedUpTo + droppedUpTo, LongRuns + counter.LongRuns);
    }

    // Words go to files and come back as text.
    private static ReadOnlySpan<byte> ExpectText(ReadOnlySpan<byte> word, string source) => Utf8.IsValid(word)
        ? word
        : throw new CorpusException(source, $"expected tokens in UTF-8, but one has other bytes: '{VectorFileReader.Shown(word)}'.");

    private void ThrowIfNoWord(int id)
    {
        if ((uint)id >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(id), id, Invariant($"The vocabulary has {Count} words."));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
