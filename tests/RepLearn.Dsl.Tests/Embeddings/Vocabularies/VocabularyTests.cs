using System.Text;
using CsCheck;
using RepLearn.Embeddings;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Vocabularies;

public sealed class VocabularyTests
{
    private static readonly VocabularyOptions All = new() { MinimumCount = 1 };

    [Fact]
    public void Build_CountsAsADictionaryDoes() => Gen.Char['a', 'z'].Select(letter => letter.ToString()).List[2, 30].List[1, 30].Sample(sentences =>
    {
        Dictionary<string, long> counts = sentences.SelectMany(words => words).GroupBy(word => word).ToDictionary(group => group.Key, group => group.LongCount());
        if (counts.Count < 2)
        {
            return;
        }

        Vocabulary vocabulary = Vocabulary.Build(new SequenceCorpus(sentences), All);
        string[] order = [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key)];
        Assert.Equal(order, Words(vocabulary));
        Assert.Equal(order.Select(word => counts[word]), Enumerable.Range(0, vocabulary.Count).Select(vocabulary.CountOf));
        Assert.Equal(counts.Values.Sum(), vocabulary.TotalCount);
        Assert.Equal(counts.Values.Sum(), vocabulary.CorpusTokens);
        Assert.Equal(Enumerable.Range(0, order.Length), order.Select(vocabulary.IndexOf));
        Assert.Equal(0, vocabulary.DroppedUpTo);
    });

    [Fact]
    public void MinimumCount_LeavesOutRarerWords()
    {
        Vocabulary vocabulary = Vocabulary.Build(Corpus("a a a b b c"), new VocabularyOptions { MinimumCount = 2 });

        Assert.Equal(["a", "b"], Words(vocabulary));
        Assert.Equal(5, vocabulary.TotalCount);
        Assert.Equal(6, vocabulary.CorpusTokens);
        Assert.Equal(-1, vocabulary.IndexOf("c"));
    }

    /// <summary>A file would not come back: words that are no text are read as such, and two may become one.</summary>
    [Fact]
    public void TokensThatAreNotUtf8_AreRefusedWhereTheyWouldBeKept()
    {
        var corpus = new Bytes([[(byte)'a'], [(byte)'a'], [(byte)'b'], [(byte)'b'], [0xC3, 0x28]]);
        CorpusException refused = Assert.Throws<CorpusException>(() => Vocabulary.Build(corpus, All));
        Assert.Contains("tokens in UTF-8", refused.Message, StringComparison.Ordinal);
        Vocabulary vocabulary = Vocabulary.Build(corpus, new VocabularyOptions { MinimumCount = 2 });
        Assert.Equal(["a", "b"], Words(vocabulary));
        Assert.Throws<CorpusException>(() => vocabulary.Extend(corpus, All));
    }

    [Fact]
    public void MaximumSize_KeepsTheMostFrequentWords() =>
        Assert.Equal(["c", "a"], Words(Vocabulary.Build(Corpus("c c c a b b a d"), All with { MaximumSize = 2 })));

    [Fact]
    public void Encode_KeepsKnownWordsInOrder()
    {
        Vocabulary vocabulary = Vocabulary.FromCounts([new("the", 9), new("incomprehensibilities", 2), new("naïve", 4)]);
        var sentence = new TokenBuffer();
        foreach (string word in "incomprehensibilities are the naïve , the incomprehensibility".Split(' '))
        {
            sentence.Add(word);
        }

        var ids = new int[sentence.Count];
        Assert.Equal(4, vocabulary.Encode(sentence, ids));
        Assert.Equal([2, 0, 1, 0], ids[..4]);
        Assert.Throws<ArgumentException>(() => vocabulary.Encode(sentence, new int[sentence.Count - 1]));
    }

    [Fact]
    public void LookingUp_AllocatesNothing()
    {
        Vocabulary vocabulary = Vocabulary.FromCounts([new("the", 9), new("incomprehensibilities", 2)]);
        var sentence = new TokenBuffer();
        var ids = new int[100];
        int found = 0;
        LookUp();
        Assert.Equal(2 + 1 - 1, found);
        Assert.Equal(0, Allocated.ByThread(LookUp));

        void LookUp()
        {
            for (int round = 0; round < 100; round++)
            {
                sentence.Clear();
                sentence.Add("the"u8);
                sentence.Add("incomprehensibilities"u8);
                found = vocabulary.Encode(sentence, ids) + vocabulary.IndexOf("incomprehensibilities") + vocabulary.IndexOf("absent"u8);
            }
        }
    }

    [Fact]
    public void CountsBeyond32Bits_AreKept()
    {
        Vocabulary vocabulary = Vocabulary.FromCounts([new("rare", 1), new("frequent", 5_000_000_000)]);
        Assert.Equal(5_000_000_000, vocabulary.CountOf(0));
        Assert.Equal(5_000_000_001, vocabulary.TotalCount);
    }

    [Fact]
    public void Extend_KeepsOldNumbersAndPutsNewWordsBehind()
    {
        Vocabulary old = Vocabulary.Build(Corpus("b b a a a"), All);
        Vocabulary extended = old.Extend(Corpus("c c d d d b b b b e"), new VocabularyOptions { MinimumCount = 2 });

        Assert.Equal(["a", "b", "d", "c"], Words(extended));
        Assert.Equal([3L, 6, 3, 2], Enumerable.Range(0, 4).Select(extended.CountOf));
        Assert.Equal(15, extended.CorpusTokens);
        Assert.Equal(["a", "b"], Words(old));
        Assert.Equal(2, old.CountOf(1));
        Assert.Equal(Words(extended), Words(old.Extend(Vocabulary.Build(Corpus("c c d d d b b b b"), All), All)));
    }

    [Fact]
    public void Extend_AddsTokensAndLosses_OfACorpusAndOfAVocabulary()
    {
        var limited = new VocabularyOptions { MinimumCount = 2, CountingLimit = 3 };
        SequenceCorpus more = Corpus("a a a b b b c d e f g a a b b");
        Vocabulary old = Vocabulary.Build(Corpus("a a x x y"), limited with { MaximumSize = 2 });
        Vocabulary other = Vocabulary.Build(more, limited);
        Assert.True(other.DroppedUpTo > 0);
        Assert.Equal((5 + 15, old.DroppedUpTo + other.DroppedUpTo), (old.Extend(other, limited).CorpusTokens, old.Extend(other, limited).DroppedUpTo));
        Assert.Equal((5 + 15, old.DroppedUpTo + other.DroppedUpTo), (old.Extend(more, limited).CorpusTokens, old.Extend(more, limited).DroppedUpTo));
    }

    [Fact]
    public void Words_CanBeEnumerated()
    {
        Vocabulary vocabulary = Vocabulary.Build(Corpus("b a a"), All);
        Assert.Equal(["a", "b"], vocabulary);
        IWordIndex index = vocabulary;
        Assert.Equal(["A", "B"], index.Select(word => word.ToUpperInvariant()));
        var vectors = new WordVectors(["x", "y", "z"], [1, 2, 3], 1);
        Assert.Equal(["x", "y", "z"], vectors.Words);
        Assert.Equal(["x", "y"], vectors.First(2).Words);
    }

    [Fact]
    public void CountsThatAddUpToTooMuch_AreRefused()
    {
        Assert.Contains("'b'", Assert.Throws<ArgumentException>(() => Vocabulary.FromCounts([new("a", long.MaxValue), new("b", 1)])).Message, StringComparison.Ordinal);
        Vocabulary large = Vocabulary.FromCounts([new("a", long.MaxValue - 5), new("b", 1)]);
        Assert.Throws<ArgumentException>(() => large.Extend(large));
    }

    [Fact]
    public void CountingLimit_BoundsTheWordsHeldAndKeepsFrequentOnes()
    {
        // 5000 words once each, and two that come after every tenth.
        IEnumerable<string> words = Enumerable.Range(0, 5000).SelectMany(i => i % 10 == 0 ? ["often", "also", $"w{i}"] : new[] { $"w{i}" });
        int most = 0;
        Vocabulary vocabulary = Vocabulary.Build(
            new SequenceCorpus(words.Chunk(1)),
            new VocabularyOptions { MinimumCount = 50, CountingLimit = 100 },
            new Reporter(report => most = Math.Max(most, report.Words)));

        Assert.Equal(["also", "often"], Words(vocabulary));
        Assert.InRange(most, 2, 100);
        Assert.InRange(vocabulary.DroppedUpTo, 1, 1000);
        Assert.InRange(vocabulary.CountOf(0), 500 - (vocabulary.DroppedUpTo * (vocabulary.DroppedUpTo + 1) / 2), 500);
        Assert.Equal(6000, vocabulary.CorpusTokens);
    }

    [Fact]
    public void Parts_MakeTheSameVocabularyAgain()
    {
        Vocabulary vocabulary = Vocabulary.Build(Corpus("b b a a a"), All).Extend(Corpus("z z z z z z"));
        Vocabulary again = Vocabulary.Restore(vocabulary.Text, vocabulary.Starts, vocabulary.Counts, vocabulary.CorpusTokens);
        Assert.Equal(Words(vocabulary), Words(again));
        Assert.Equal(vocabulary.Counts, again.Counts);
        Assert.Throws<FormatException>(() => Vocabulary.Restore("aa"u8, [0, 1, 2], [1, 1], 2));
        Assert.Throws<FormatException>(() => Vocabulary.Restore("ab"u8, [0, 1], [1, 1], 2));
        Assert.Throws<FormatException>(() => Vocabulary.Restore("ab"u8, [0, 3, 2], [1, 1], 2));
    }

    [Fact]
    public void EmptyCorpus_IsRefused() =>
        Assert.Contains("holds none", Assert.Throws<CorpusException>(() => Vocabulary.Build(Corpus(""))).Message, StringComparison.Ordinal);

    [Fact]
    public void OneWord_IsRefusedByName() => Assert.Contains(
        "of 1 different ones only 'alone' does", Assert.Throws<CorpusException>(() => Vocabulary.Build(Corpus("alone alone"), All)).Message, StringComparison.Ordinal);

    [Fact]
    public void WordsThatAreAllRare_AreRefusedWithTheMinimumCount() => Assert.Contains(
        "come 5 times or more, but of 2 different ones none does", Assert.Throws<CorpusException>(() => Vocabulary.Build(Corpus("a b"))).Message, StringComparison.Ordinal);

    [Fact]
    public void BadCounts_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Vocabulary.FromCounts([new("a", 1), new("a", 2)]));
        Assert.Throws<ArgumentException>(() => Vocabulary.FromCounts([new("a", 0), new("b", 2)]));
        Assert.Throws<ArgumentException>(() => Vocabulary.FromCounts([new("", 1), new("b", 2)]));
        Assert.Contains("half of a surrogate pair", Assert.Throws<ArgumentException>(() => Vocabulary.FromCounts([new("a\uD83D", 1), new("b", 2)])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Vocabulary.FromCounts([new("a", 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.Build(Corpus("a b"), new VocabularyOptions { MinimumCount = 0 }));
        Assert.Throws<ArgumentException>(() => Vocabulary.Build(Corpus("a b"), new VocabularyOptions { MaximumSize = 1000, CountingLimit = 100 }));
    }

    [Fact]
    public void Cancellation_StopsCounting()
    {
        using var source = new CancellationTokenSource();
        IEnumerable<IEnumerable<string>> Endless()
        {
            for (int i = 0; ; i++)
            {
                if (i == 5000)
                {
                    source.Cancel();
                }

                yield return ["a", "b"];
            }
        }

        Assert.Throws<OperationCanceledException>(() => Vocabulary.Build(new SequenceCorpus(Endless()), cancellationToken: source.Token));
    }

    private static SequenceCorpus Corpus(string text) => new([text.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    private static IEnumerable<string> Words(Vocabulary vocabulary) =>
        Enumerable.Range(0, vocabulary.Count).Select(id => Encoding.UTF8.GetString(vocabulary.Utf8Of(id)));

    private sealed class Reporter(Action<VocabularyProgress> report) : IProgress<VocabularyProgress>
    {
        public void Report(VocabularyProgress value) => report(value);
    }

    /// <summary>A corpus of one sentence, whose tokens are any bytes.</summary>
    private sealed class Bytes(byte[][] tokens) : ICorpus
    {
        public SentenceReader Open() => new Reader(tokens);

        private sealed class Reader(byte[][] tokens) : SentenceReader
        {
            private bool _ended;

            public override double Progress => _ended ? 1 : 0;

            public override bool Read(TokenBuffer sentence)
            {
                sentence.Clear();
                if (_ended)
                {
                    return false;
                }

                Array.ForEach(tokens, token => sentence.Add((ReadOnlySpan<byte>)token));
                return _ended = true;
            }
        }
    }
}
