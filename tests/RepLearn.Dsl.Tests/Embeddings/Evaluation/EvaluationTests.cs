using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Evaluation;

public class EvaluationTests
{
    // Cosines with the first word: 1, about 0.7, 0 and −1.
    private static readonly WordVectors s_plane = new(["East", "northeast", "north", "west", "nowhere"], [1, 0, 1, 1, 0, 2, -3, 0, 0, 0], 2);

    [Fact]
    public void Pairs_ListWhatIsOutOfVocabulary()
    {
        var unknown = new WordPair("east", "up", 5);
        WordPairResult result = s_plane.Evaluate([new("east", "northeast", 9), unknown, new("EAST", "north", 4), new("east", "west", 1)]);
        Assert.Equal((1.0, 3), (result.Spearman, result.Used));
        Assert.Equal([unknown], result.Unknown);
        Assert.Equal("ρ 1.0000: 3 of 4 pairs used, 1 out of vocabulary", result.ToString());
    }

    [Fact]
    public void Pairs_WithoutAnswerSayWhy()
    {
        WordPairResult one = s_plane.Evaluate([new WordPair("east", "north", 4), new WordPair("east", "up", 1)]);
        Assert.Null(one.Spearman);
        Assert.Equal("no ρ, which needs two pairs with vectors: 1 of 2 pairs used, 1 out of vocabulary", one.ToString());
        WordPairResult equal = s_plane.Evaluate([new WordPair("east", "nowhere", 4), new WordPair("west", "nowhere", 1)]);
        Assert.Null(equal.Spearman);
        Assert.Equal("no ρ, since all judgements or all cosines are equal: 2 of 2 pairs used, 0 out of vocabulary", equal.ToString());
    }

    [Fact]
    public void Case_CountsOnRequest()
    {
        WordPair[] pairs = [new("east", "north", 4), new("East", "west", 1), new("north", "west", 2)];
        Assert.Equal(3, s_plane.Evaluate(pairs).Used);
        Assert.Equal(2, s_plane.Evaluate(pairs, new EvaluationOptions { IgnoreCase = false }).Used);
    }

    [Fact]
    public void Analogies_WithoutQuestions_AreNamed() => Assert.All((AnalogySection[])[null!, new AnalogySection("winds", null!)], section =>
        Assert.Contains("section 1 is null", Assert.Throws<ArgumentException>(() => s_plane.Evaluate([new AnalogySection("", []), section])).Message, StringComparison.Ordinal));

    [Fact]
    public void Analogies_OfWhichNoneCanBeAsked_HaveNoShare()
    {
        AnalogyResult result = s_plane.Evaluate([new AnalogySection("winds", [new("east", "west", "up", "down")])]);
        Assert.Equal(new AnalogyScore("winds", 0, 0, 1), Assert.Single(result.Sections));
        Assert.Null(result.Total.Share);
        Assert.EndsWith($"total         0       0       –                   1", result.ToString());
    }

    // Northeast − east + north points northwest: west is nearest, by cosine 0.17, and "nowhere" has cosine 0.
    [Theory]
    [InlineData(AnalogyRule.Add)]
    [InlineData(AnalogyRule.Multiply)]
    public void Analogies_AskedInSeveralBatches_AreAllCounted(AnalogyRule rule)
    {
        AnalogyQuestion right = new("East", "northeast", "north", "west");
        AnalogyQuestion[] questions = [.. Enumerable.Repeat(right, 1500), .. Enumerable.Repeat(right with { Expected = "nowhere" }, 1000)];
        AnalogyScore score = s_plane.Evaluate([new AnalogySection("", questions)], rule).Total;
        Assert.Equal((1500, 2500), (score.Right, score.Asked));
    }

    // The spellings point northwest exactly, where west does not, but are words of the question.
    [Theory]
    [InlineData(AnalogyRule.Add)]
    [InlineData(AnalogyRule.Multiply)]
    public void Analogies_PassOverAllSpellingsOfTheirWords(AnalogyRule rule)
    {
        string[] spellings = ["NORTH", "North", "nORTH", "nOrTh", "NoRtH", "nortH", "norTh", "noRth", "nOrth"];
        var vectors = new WordVectors(
            ["East", "northeast", "north", "west", "nowhere", .. spellings],
            [1, 0, 1, 1, 0, 2, -3, 0, 0, 0, .. spellings.SelectMany(_ => (float[])[-1, 1])],
            2);
        Assert.Equal(1, vectors.Evaluate([new AnalogySection("", [new("east", "northeast", "north", "west")])], rule).Total.Right);
    }
}
