using System.Text.Json;
using RepLearn.Embeddings;
using RepLearn.Embeddings.Vectors;
using RepLearn.Tests.Embeddings.Vectors;
using Xunit;

namespace RepLearn.Tests.Embeddings.Evaluation;

// Answers of gensim's evaluate_word_pairs and evaluate_word_analogies about the same vectors and files.
public class GensimEvaluationTests
{
    private const int Pairs = 43;
    private const int Questions = 121;

    [Theory]
    [InlineData("pairs", int.MaxValue, true)]
    [InlineData("pairs_first_60", 60, true)]
    [InlineData("pairs_case", int.MaxValue, false)]
    public void Pairs_HaveGensimsRho(string name, int mostFrequent, bool ignoreCase)
    {
        JsonElement expected = Gensim.Answers.GetProperty(name);
        WordPairResult result = Gensim.Families.Evaluate(
            WordPair.ReadFile(Gensim.PathOf("pairs.tsv")), new EvaluationOptions { MostFrequent = mostFrequent, IgnoreCase = ignoreCase });
        Assert.Equal(expected.GetProperty("spearman").GetDouble(), result.Spearman!.Value, 1e-12);
        Assert.Equal(expected.GetProperty("unknown_percent").GetDouble(), 100.0 * result.Unknown.Count / Pairs, 1e-12);
        Assert.Equal(Pairs, result.Used + result.Unknown.Count);
    }

    [Theory]
    [InlineData("analogies", AnalogyRule.Add, int.MaxValue, true)]
    [InlineData("analogies_first_90", AnalogyRule.Add, 90, true)]
    [InlineData("analogies_case", AnalogyRule.Add, int.MaxValue, false)]
    [InlineData("analogies_multiply", AnalogyRule.Multiply, int.MaxValue, true)]
    public void Analogies_HaveGensimsCounts(string name, AnalogyRule rule, int mostFrequent, bool ignoreCase)
    {
        JsonElement expected = Gensim.Answers.GetProperty(name);
        AnalogyResult result = Gensim.Families.Evaluate(
            AnalogySection.ReadFile(Gensim.PathOf("analogies.txt")), rule, new EvaluationOptions { MostFrequent = mostFrequent, IgnoreCase = ignoreCase });
        AnalogyScore[] scores = [.. result.Sections, result.Total with { Name = "Total accuracy" }];
        Assert.Equal(
            expected.GetProperty("sections").EnumerateArray().Select(section => (section[0].GetString()!, section[1].GetInt32(), section[1].GetInt32() + section[2].GetInt32())),
            scores.Select(score => (score.Name, score.Right, score.Asked)));
        Assert.Equal(expected.GetProperty("score").GetDouble(), result.Total.Share!.Value, 1e-12);
        Assert.Equal(Questions, result.Total.Asked + result.Total.Unknown);
    }
}
