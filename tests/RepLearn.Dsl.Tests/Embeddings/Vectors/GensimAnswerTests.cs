using System.Text.Json;
using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Vectors;

public class GensimAnswerTests
{
    // Both compute in single precision, in another order.
    private const float Rounding = 2e-6f;

    [Fact]
    public void MostSimilar_GivesGensimsAnswers()
    {
        foreach (JsonProperty question in Gensim.Questions("most_similar"))
        {
            AssertSame(Gensim.Ranked("most_similar", question.Name), Gensim.Families.MostSimilar(question.Name, 8));
        }
    }

    [Fact]
    public void MostSimilarToManyWords_GivesGensimsAnswers() =>
        AssertSame(Gensim.Ranked("mean"), Gensim.Families.MostSimilar(["low1", "high2", "low3"], ["low4", "high5"], 8));

    [Theory]
    [InlineData(AnalogyRule.Add, "add")]
    [InlineData(AnalogyRule.Multiply, "multiply")]
    public void Analogy_GivesGensimsAnswers(AnalogyRule rule, string name)
    {
        foreach (JsonProperty question in Gensim.Questions(name))
        {
            string[] words = question.Name.Split(' ');
            AssertSame(Gensim.Ranked(name, question.Name), Gensim.Families.Analogy(words[0], words[1], words[2], 8, rule));
        }
    }

    [Fact]
    public void DoesNotMatch_GivesGensimsAnswers()
    {
        foreach (JsonProperty question in Gensim.Questions("doesnt_match"))
        {
            Assert.Equal(question.Value.GetString(), Gensim.Families.DoesNotMatch(question.Name.Split(' ')));
        }
    }

    [Fact]
    public void Similarity_IsGensims() =>
        Assert.Equal(Gensim.Answers.GetProperty("similarity").GetDouble(), Gensim.Families.Similarity("low0", "high0"), Rounding);

    private static void AssertSame((string Word, float Score)[] expected, Neighbour[] actual)
    {
        Assert.Equal(expected.Select(entry => entry.Word), actual.Select(neighbour => neighbour.Word));
        for (int rank = 0; rank < expected.Length; rank++)
        {
            Assert.Equal(expected[rank].Score, actual[rank].Score, Rounding);
        }
    }
}
