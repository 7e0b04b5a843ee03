using System.Text;
using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Corpora;

public sealed class SequenceCorpusTests
{
    [Fact]
    public void EachPass_GivesTheSequencesAsTheyStand()
    {
        var corpus = new SequenceCorpus([["id 7", "ID 7"], [], ["naïve", "日本", "😀"]]);
        for (int pass = 0; pass < 2; pass++)
        {
            using SentenceReader reader = corpus.Open();
            var sentence = new TokenBuffer();
            Assert.True(reader.Read(sentence));
            Assert.Equal(["id 7", "ID 7"], Tokens(sentence));
            Assert.True(reader.Read(sentence));
            Assert.Equal(0, sentence.Count);
            Assert.True(reader.Read(sentence));
            Assert.Equal(["naïve", "日本", "😀"], Tokens(sentence));
            Assert.Equal(1, reader.Progress);
            Assert.False(reader.Read(sentence));
            Assert.Equal(0, sentence.Count);
        }
    }

    [Fact]
    public void AMissingToken_IsRefusedWithItsPlace()
    {
        using SentenceReader reader = new SequenceCorpus([["a"], ["b", ""]]).Open();
        var sentence = new TokenBuffer();
        Assert.True(reader.Read(sentence));
        string message = Assert.Throws<CorpusException>(() => reader.Read(sentence)).Message;
        Assert.Contains("sequence 1, token 1, both from 0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALongSentence_GrowsTheBufferOnce()
    {
        var sentence = new TokenBuffer();
        for (int round = 0; round < 2; round++)
        {
            sentence.Clear();
            for (int i = 0; i < 20_000; i++)
            {
                sentence.Add($"token{i}");
            }

            Assert.Equal("token19999", Encoding.UTF8.GetString(sentence[19_999]));
            Assert.Equal("token0", Encoding.UTF8.GetString(sentence[0]));
            Assert.Throws<ArgumentOutOfRangeException>(() => sentence[20_000].Length);
        }
    }

    private static IEnumerable<string> Tokens(TokenBuffer sentence) =>
        Enumerable.Range(0, sentence.Count).Select(index => Encoding.UTF8.GetString(sentence[index]));
}
