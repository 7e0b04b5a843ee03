using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RepLearn.Data;
using RepLearn.Embeddings;
using RepLearn.Tests.Embeddings.Corpora;
using RepLearn.Tests.Embeddings.Vectors;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Vocabularies;

public sealed class PhrasesTests
{
    // gensim's score has its table's size where ours has the number of tokens, so that thresholds and scores differ by that ratio.
    [Fact]
    public void PhrasesOfTheSpeeches_EqualGensimsInTwoPasses()
    {
        JsonElement[] passes = [.. JsonDocument.Parse(File.ReadAllBytes(Gensim.PathOf("phrases.json"))).RootElement.EnumerateArray()];
        double[] ratios = [.. passes.Select(pass => pass.GetProperty("tokens").GetDouble() / pass.GetProperty("entries").GetDouble())];
        double[] thresholds = [.. passes.Select((pass, index) => pass.GetProperty("threshold").GetDouble() * ratios[index])];
        TextCorpus speeches = TextCorpus.FromStream(Speeches.Open, name: "speeches");

        Phrases phrases = Phrases.Learn(speeches, new PhraseOptions { Thresholds = thresholds });
        for (int pass = 0; pass < 2; pass++)
        {
            Dictionary<string, double> expected = passes[pass].GetProperty("phrases").EnumerateObject().ToDictionary(found => found.Name, found => found.Value.GetDouble());
            Dictionary<string, double> actual = phrases.Found.Where(phrase => phrase.Pass == pass).ToDictionary(phrase => phrase.Text, phrase => phrase.Score / ratios[pass]);
            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
            Assert.All(expected, phrase => Assert.Equal(phrase.Value, actual[phrase.Key], phrase.Value * 1e-14));
        }

        Phrases first = Phrases.Learn(speeches, new PhraseOptions { Thresholds = thresholds[..1] });
        Assert.Equal(passes[0].GetProperty("digest").GetString(), Digest(first.Apply(speeches)));
        Assert.Equal(passes[1].GetProperty("digest").GetString(), Digest(phrases.Apply(speeches)));
    }

    // "new york" 6 times, "new" 7 and "york" 8 times among 20 tokens.
    [Fact]
    public void AScore_IsTheFormulas()
    {
        TextCorpus corpus = TextCorpus.FromText(string.Concat(Enumerable.Repeat("new york\n", 6)) + "new\nyork\nold york\na b c d");
        Phrase phrase = Assert.Single(Phrases.Learn(corpus, new PhraseOptions { Thresholds = [0] }).Found);
        Assert.Equal(("new_york", 6L, 0), (phrase.Text, phrase.Count, phrase.Pass));
        Assert.Equal(1.0 / (7 * 8) * 20, phrase.Score, 1e-15);
        Assert.Empty(Phrases.Learn(corpus, new PhraseOptions { Thresholds = [phrase.Score] }).Found);
    }

    [Fact]
    public void Words_AreJoinedFromTheLeftWithinSentencesOnly()
    {
        Phrases phrases = Phrases.Learn(TextCorpus.FromText("a b\nb c\na b\nb c\nx"), new PhraseOptions { MinimumCount = 0, Thresholds = [0.1] });
        Assert.Equal(["a_b", "b_c"], phrases.Found.Select(phrase => phrase.Text));
        Assert.Equal(["a_b c", "a_b", "c a_b", "x b_c"], Texts.Sentences(phrases.Apply(TextCorpus.FromText("a b c\na b\nc a b\nx b c"))));
        Assert.Equal(["b", "c"], Texts.Sentences(phrases.Apply(TextCorpus.FromText("b\nc"))));
    }

    [Fact]
    public void LaterPasses_JoinPhrasesToLongerOnes()
    {
        TextCorpus corpus = TextCorpus.FromText(string.Concat(Enumerable.Repeat("the united states of america\nwe\n", 10)));
        Phrases phrases = Phrases.Learn(corpus, new PhraseOptions { MinimumCount = 1, Thresholds = [1, 1, 1] });
        Assert.Equal(["the_united_states_of_america", "we"], Texts.Sentences(phrases.Apply(corpus)).Distinct());
        Assert.Equal(2, phrases.Found.Max(phrase => phrase.Pass));
    }

    [Fact]
    public void ALimitOnCounting_KeepsTheFrequentPairs()
    {
        var random = new Random(1);
        var text = new StringBuilder();
        for (int line = 0; line < 2000; line++)
        {
            text.Append(line % 4 == 0 ? "new york\n" : $"w{(char)('a' + random.Next(20))} v{(char)('a' + random.Next(20))}\n");
        }

        var options = new PhraseOptions { CountingLimit = 100, Thresholds = [3.5] };
        Assert.Equal("new_york", Assert.Single(Phrases.Learn(TextCorpus.FromText(text.ToString()), options).Found).Text);
    }

    /// <summary>"bank of america" 6 times, "bank" and "america" 7 times among 38 tokens; words that connect begin and end no phrase.</summary>
    [Fact]
    public void ConnectingWords_StandWithinPhrasesOnly()
    {
        string repeated = string.Concat(Enumerable.Repeat("the bank of america of\n", 6));
        TextCorpus corpus = TextCorpus.FromText(repeated + "bank america\nof bank a b a\nof");
        var options = new PhraseOptions { Thresholds = [0.5], ConnectingWords = Phrases.EnglishConnectingWords };
        Phrases phrases = Phrases.Learn(corpus, options);
        Phrase phrase = Assert.Single(phrases.Found);
        Assert.Equal(("bank_of_america", 6L), (phrase.Text, phrase.Count));
        Assert.Equal((6 - 5) / (8.0 * 7) * 38, phrase.Score, 1e-15);
        Assert.Equal(
            ["the bank_of_america of", "bank of", "bank of the america", "bank_of_america of bank", "of of"],
            Texts.Sentences(phrases.Apply(TextCorpus.FromText("the bank of america of\nbank of\nbank of the america\nbank of america of bank\nof of"))));
        Assert.Contains(Phrases.Learn(corpus, options with { ConnectingWords = [] }).Found, found => found.Text is "of_america" or "the_bank");
        Assert.Throws<ArgumentException>(() => Phrases.Learn(corpus, options with { ConnectingWords = [""] }));
    }

    /// <summary>gensim 4.3, phrases.py: ENGLISH_CONNECTOR_WORDS.</summary>
    [Fact]
    public void EnglishConnectingWords_AreGensims() => Assert.Equal(
        "a an the for of with without at from to in on by and or".Split(' ').Order(), Phrases.EnglishConnectingWords.Order());

    [Fact]
    public void ACorpusWithoutFrequentWords_HasNoPhrases()
    {
        TextCorpus corpus = TextCorpus.FromText("every word once");
        Phrases phrases = Phrases.Learn(corpus, new PhraseOptions { Thresholds = [1, 1] });
        Assert.Empty(phrases.Found);
        Assert.Equal(["every word once"], Texts.Sentences(phrases.Apply(corpus)));
        Assert.Throws<CorpusException>(() => Phrases.Learn(TextCorpus.FromText("")));
    }

    [Fact]
    public void Options_AreChecked()
    {
        TextCorpus corpus = TextCorpus.FromText("a b");
        Assert.Throws<ArgumentException>(() => Phrases.Learn(corpus, new PhraseOptions { Thresholds = [] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Phrases.Learn(corpus, new PhraseOptions { Thresholds = [double.NaN] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Phrases.Learn(corpus, new PhraseOptions { Thresholds = [-1] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Phrases.Learn(corpus, new PhraseOptions { MinimumCount = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Phrases.Learn(corpus, new PhraseOptions { CountingLimit = 1 }));
        Assert.Throws<OperationCanceledException>(() => Phrases.Learn(corpus, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Joining_AllocatesNothingAfterTheFirstSentence()
    {
        string text = string.Concat(Enumerable.Repeat("in new york city they met\n", 115_000));
        TextCorpus corpus = TextCorpus.FromText(text);
        using SentenceReader reader = Phrases.Learn(corpus, new PhraseOptions { Thresholds = [1] }).Apply(corpus).Open();
        var sentence = new TokenBuffer();
        ReadMany();
        Assert.Equal(0, Allocated.ByThread(ReadMany));
        Assert.Equal(["in_new", "york_city", "they_met"], Texts.Tokens(sentence));

        void ReadMany()
        {
            for (int read = 0; read < 5000; read++)
            {
                Assert.True(reader.Read(sentence));
            }
        }
    }

    private static string Digest(ICorpus corpus) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Texts.Sentences(corpus).Select(sentence => sentence + "\n")))));
}
