using System.Security.Cryptography;
using System.Text;
using RepLearn.Data;
using RepLearn.Embeddings;
using RepLearn.Tests.Embeddings.Corpora;
using Xunit;

namespace RepLearn.Tests.Data;

public sealed class SpeechesTests
{
    [Fact]
    public void Resource_IsThePackedOriginalUnchanged()
    {
        using Stream resource = typeof(Speeches).Assembly.GetManifestResourceStream("speeches.txt.br")!;
        Assert.Equal("659A7805AD2CFA97D41A05D5EA897AC17BC93ED62726D1882B9138AD8057E64F", Convert.ToHexString(SHA256.HashData(resource)));
    }

    [Fact]
    public void Text_IsOneAddressALine()
    {
        using var reader = new StreamReader(Speeches.Open());
        string text = reader.ReadToEnd();
        Assert.Equal(7_532_492, Encoding.UTF8.GetByteCount(text));
        Assert.Equal(152, text.Count(character => character == '\n'));
        Assert.StartsWith("Fellow-Citizens of the Senate and House of Representatives: To express gratitude to God", text, StringComparison.Ordinal);
    }

    // Figures and digest of a Python program that goes by the same rule: unicodedata.category and str.lower on each character.
    // (With [a-z]+ there are two tokens more: "naïve" and "Nicolás" fall apart.)
    [Fact]
    public void Tokens_EqualThoseOfAnotherProgram()
    {
        TextCorpus corpus = TextCorpus.FromStream(Speeches.Open, name: "speeches");
        string[] sentences = Texts.Sentences(corpus);
        Assert.Equal(194, sentences.Length);
        Assert.Equal(
            "F1860460FC35B50ED92F394BD7E2072E066FD7ADA0AAD47E43814E6D8E253529",
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(sentences.Select(sentence => sentence + "\n"))))));

        Vocabulary vocabulary = Vocabulary.Build(corpus);
        Assert.Equal((1_256_331, 9636), (vocabulary.CorpusTokens, vocabulary.Count));
        Assert.Equal(("the", 99_574), (vocabulary[0], vocabulary.CountOf(0)));
    }
}
