using System.Globalization;
using System.Text;
using CsCheck;
using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Corpora;

public sealed class TokenizerTests
{
    // Letters of 1 to 4 bytes, some that change their length with their case, marks, digits and separators.
    private static readonly string[] Characters =
        ["a", "Z", "x", "é", "Ä", "\u0130", "\u212A", "\u023A", "ß", "Ω", "日", "\U00010400", "\U0001D49C", "\u0301", "7", " ", " ", "'", "-", "😀", "\u00A0", "\t"];

    private static readonly Gen<string> Text =
        Gen.Frequency((3, Gen.Const("R")), (1, Gen.Int[0, Characters.Length - 1].Select(index => Characters[index]))).Array[0, 200].Select(string.Concat);

    [Fact]
    public void LetterTokens_EqualThoseOfAReadingByCharacters() => Text.Sample(text =>
    {
        var sentence = new TokenBuffer();
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Assert.Equal(utf8.Length, new LetterTokenizer().Split(utf8, true, int.MaxValue, sentence));
        Assert.Equal(LetterTokens(text), Texts.Tokens(sentence));
    });

    [Fact]
    public void WhitespaceTokens_StandAsTheyAre() => Text.Sample(text =>
    {
        var sentence = new TokenBuffer();
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Assert.Equal(utf8.Length, new WhitespaceTokenizer().Split(utf8, true, int.MaxValue, sentence));
        Assert.Equal(text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries), Texts.Tokens(sentence));
    });

    // Whole blocks of bytes end anywhere, then single characters are taken up to the maximum.
    [Fact]
    public void WhitespaceTokens_AreTheSameAtEveryMaximum()
    {
        string[] words = [.. Enumerable.Range(0, 60).SelectMany(number => (string[])["日本", "žluťoučký", "k", "ůň", new string('a', number)])];
        byte[] utf8 = Encoding.UTF8.GetBytes(string.Join(' ', words));
        string[] expected = [.. words.Where(word => word.Length > 0)];
        for (int maximum = 1; maximum <= expected.Length; maximum++)
        {
            var sentence = new TokenBuffer();
            new WhitespaceTokenizer().Split(utf8, true, maximum, sentence);
            Assert.Equal(expected.Take(maximum), Texts.Tokens(sentence));
        }
    }

    [Fact]
    public void ALineInPieces_HasTheTokensOfTheWholeLine() => Gen.Select(Text, Gen.Int[0, 50].Array[1, 8], Gen.Int[1, 40]).Sample((text, sizes, maximum) =>
    {
        string[] expected = [.. LetterTokens(text).Take(maximum)];
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        var sentence = new TokenBuffer();
        int taken = 0;
        int given = 0;
        for (int piece = 0; sentence.Count < maximum && (piece == 0 || given < utf8.Length); piece++)
        {
            given = piece < 20 ? Math.Min(utf8.Length, given + sizes[piece % sizes.Length]) : utf8.Length;
            while (given < utf8.Length && (utf8[given] & 0xC0) == 0x80)
            {
                given++;
            }

            taken += new LetterTokenizer().Split(utf8.AsSpan(taken..given), given == utf8.Length, maximum, sentence);
        }

        Assert.Equal(expected, Texts.Tokens(sentence));
    });

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    [InlineData(200_000, false)]
    public void OverlongRuns_AreLeftOut(int length, bool kept)
    {
        string[] expected = kept ? ["before", new string('a', length), "after"] : ["before", "after"];
        Assert.Equal(string.Join(' ', expected), Assert.Single(Texts.Sentences(TextCorpus.FromText($"before {new string('A', length)} after"))));
    }

    // A run's marks belong to it however many buffers of 64 KB they fill, and wherever one ends.
    [Theory]
    [InlineData(32_000)]
    [InlineData(32_768)]
    [InlineData(65_536)]
    [InlineData(100_000)]
    public void MarksOfAnOverlongRun_AreNoBeginning(int marks)
    {
        string run = "a" + new string('\u0301', marks) + "bcd";
        for (int before = 0; before < 8; before++)
        {
            var corpus = TextCorpus.FromText($"{new string('x', 5)} {new string(' ', before)}{run} efg\n\u0301hij {run}");
            Assert.Equal(["xxxxx efg", "hij"], Texts.Sentences(corpus));
            using SentenceReader reader = corpus.Open();
            var sentence = new TokenBuffer();
            while (reader.Read(sentence))
            {
            }

            Assert.Equal(2, reader.LongRuns);
        }
    }

    [Fact]
    public void OverlongRunsInPieces_HaveTheTokensOfTheWholeLine() =>
        Gen.Select(Gen.Int[0, 6].Array[1, 12], Gen.Int[1, 3000].Array[1, 8], Gen.Int[1, 9]).Sample((kinds, sizes, maximum) =>
        {
            string[] parts = ["a", " ", "\u0301", new string('\u0301', 2500), new string('b', 900), "\u212A", "c d"];
            byte[] utf8 = Encoding.UTF8.GetBytes(string.Concat(kinds.Select(kind => parts[kind])));
            var whole = new TokenBuffer();
            new LetterTokenizer().Split(utf8, true, maximum, whole);
            var pieces = new TokenBuffer();
            int taken = 0;
            int given = 0;
            for (int piece = 0; given < utf8.Length; piece++)
            {
                given = piece < 20 ? Math.Min(utf8.Length, given + sizes[piece % sizes.Length]) : utf8.Length;
                while (given < utf8.Length && (utf8[given] & 0xC0) == 0x80)
                {
                    given++;
                }

                taken += new LetterTokenizer().Split(utf8.AsSpan(taken..given), given == utf8.Length, maximum, pieces);
            }

            Assert.Equal(Texts.Tokens(whole), Texts.Tokens(pieces));
            Assert.Equal(whole.LongRuns, pieces.LongRuns);
        });

    [Fact]
    public void OverlongRunsAmongTheTokensOfALongLine_TakeNoTokensPlace()
    {
        string run = new('x', 1001);
        var options = new TextOptions { MaximumSentenceLength = 3 };
        Assert.Equal(["a b c", "d"], Texts.Sentences(TextCorpus.FromText($"a {run} b c d", options)));
        Assert.Equal(["a b c", "d"], Texts.Sentences(TextCorpus.FromText($"{run} a {run} b {run} {run} c {run} d {run}", options)));

        string line = string.Join(' ', Enumerable.Repeat("a", 5000)) + $" {run} " + string.Join(' ', Enumerable.Repeat("b", 6000));
        foreach (ITokenizer tokenizer in (ITokenizer[])[new LetterTokenizer(), new WhitespaceTokenizer()])
        {
            string[] sentences = Texts.Sentences(TextCorpus.FromText(line, new TextOptions { Tokenizer = tokenizer }));
            Assert.Equal([10_000, 1000], sentences.Select(sentence => sentence.Split(' ').Length));
            Assert.Equal(line.Replace(run + " ", "", StringComparison.Ordinal), string.Join(' ', sentences));
        }
    }

    [Fact]
    public void OverlongRuns_AreCountedByTheReaderAndTheVocabulary()
    {
        // One that spans several buffers, too.
        string text = $"a b {new string('x', 1001)} a b\n{new string('é', 300_000)} a b {new string('y', 4000)}\n";
        var corpus = TextCorpus.FromText(text, new TextOptions { MaximumSentenceLength = 3 });
        using SentenceReader reader = corpus.Open();
        var sentence = new TokenBuffer();
        while (reader.Read(sentence))
        {
        }

        Assert.Equal(3, reader.LongRuns);
        Vocabulary vocabulary = Vocabulary.Build(corpus, new VocabularyOptions { MinimumCount = 1 });
        Assert.Equal((2, 6, 3), (vocabulary.Count, vocabulary.CorpusTokens, vocabulary.LongRuns));
        Assert.Equal(6, vocabulary.Extend(corpus).LongRuns);
    }

    [Fact]
    public void AnyTextWithOverlongRuns_HasTheTokensOfTheTextWithout() => Gen.Select(Gen.Int[0, 9].Array[0, 40], Gen.Int[1, 6]).Sample((kinds, maximum) =>
    {
        string run = new('r', 1001);
        string text = string.Join(' ', kinds.Select(kind => kind < 3 ? run : kind == 3 ? "\n" : "abcdefg"[..(kind - 3)]));
        var options = new TextOptions { MaximumSentenceLength = maximum };
        Assert.Equal(
            Texts.Sentences(TextCorpus.FromText(text.Replace(run, "", StringComparison.Ordinal), options)),
            Texts.Sentences(TextCorpus.FromText(text, options)));
    });

    [Fact]
    public void ATokenizerThatStopsShort_IsNamed()
    {
        var options = new TextOptions { Tokenizer = new Lazy() };
        Assert.Contains("'bytes', byte 0: Lazy took 0 bytes of a piece of 3", Assert.Throws<InvalidOperationException>(
            () => Texts.Sentences(Texts.Corpus("abc"u8.ToArray(), options: options))).Message, StringComparison.Ordinal);
    }

    /// <summary>A line feed ends a line and begins none.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("a\n", "a </s>")]
    [InlineData("a\nb", "a </s>", "b </s>")]
    [InlineData("a\n\nb\n", "a </s>", "</s>", "b </s>")]
    public void ATokenizerThatMarksEnds_MarksThoseOfLinesThatAreThere(string text, params string[] expected) =>
        Assert.Equal(expected, Texts.Sentences(TextCorpus.FromText(text, new TextOptions { Tokenizer = new EndMarks() })).Take(9));

    // The rule as its documentation states it.
    private static List<string> LetterTokens(string text)
    {
        List<string> tokens = [];
        var token = new StringBuilder();
        foreach (Rune rune in (text + " ").EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            bool isMark = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
            if (Rune.IsLetter(rune) || (isMark && token.Length > 0))
            {
                token.Append(rune.Value == 0x130 ? "i" : Rune.ToLowerInvariant(rune).ToString());
            }
            else if (token.Length > 0)
            {
                tokens.Add(token.ToString());
                token.Clear();
            }
        }

        return tokens;
    }

    private sealed class EndMarks : ITokenizer
    {
        public int Split(ReadOnlySpan<byte> text, bool isEnd, int maximum, TokenBuffer tokens)
        {
            int taken = new WhitespaceTokenizer().Split(text, isEnd, maximum, tokens);
            if (isEnd && taken == text.Length)
            {
                tokens.Add("</s>"u8);
            }

            return taken;
        }
    }

    private sealed class Lazy : ITokenizer
    {
        public int Split(ReadOnlySpan<byte> text, bool isEnd, int maximum, TokenBuffer tokens) => 0;
    }
}
