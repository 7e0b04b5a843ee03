using RepLearn.Embeddings;
using RepLearn.Embeddings.Vectors;
using RepLearn.Numerics.Buffers;
using Xunit;

namespace RepLearn.Tests.Embeddings.Vectors;

public class WordVectorsTests
{
    [Fact]
    public void UnknownWord_IsNamedWithTheNearestSpelling()
    {
        var vectors = new WordVectors(["president", "king", "Kong"], new float[3], 1);

        UnknownWordException problem = Assert.Throws<UnknownWordException>(() => vectors.MostSimilar("knig"));

        Assert.Equal("knig", problem.Word);
        Assert.Equal("king", Assert.Throws<UnknownWordException>(() => vectors.Similarity("KINGS", "king")).Suggestion);
        Assert.Equal("Expected one of the 3 words that have vectors, but got 'presidemt'; did you mean 'president'?",
            Assert.Throws<UnknownWordException>(() => vectors["presidemt"].ToArray()).Message);
        Assert.Equal("Expected one of the 3 words that have vectors, but got 'economy'.",
            Assert.Throws<UnknownWordException>(() => vectors["economy"].ToArray()).Message);
    }

    [Theory]
    [InlineData(float.NaN, 2f)]
    [InlineData(float.PositiveInfinity, 2f)]
    [InlineData(1f)]
    public void AVectorThatCannotBeCompared_IsNamedAsTheCallerDoes(params float[] vector)
    {
        var vectors = new WordVectors(["a"], [1, 2], 2);
        Assert.Equal("vector", Assert.Throws<ArgumentException>(() => vectors.MostSimilar(vector)).ParamName);
        Assert.Equal("vectors", Assert.Throws<ArgumentException>(() => vectors.MostSimilarBatch(vector)).ParamName);
    }

    [Fact]
    public void VectorsOfNoWords_HaveADimensionThatATableCouldHold()
    {
        Assert.Equal((0, 3), (new WordVectors([], [], 3).Count, new WordVectors([], [], 3).Dimension));
        Assert.Empty(new WordVectors([], [], 3).MostSimilar([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new WordVectors([], [], int.MaxValue));
    }

    [Fact]
    public void Metrics_AreTheirFormulas()
    {
        var vectors = new WordVectors(["a", "b"], [1, 2, 2, 4, -4, 2], 3);

        Assert.Equal(0, vectors.Similarity("a", "b"), 1e-12);
        Assert.Equal(1, vectors.Distance("a", "b"), 1e-12);
        Assert.Equal(-0.0, vectors.Similarity("a", "b", Metric.Dot));
        Assert.Equal(Math.Sqrt(45), vectors.Distance("a", "b", Metric.Euclidean), 1e-12);
        Assert.Equal(1 / (1 + Math.Sqrt(45)), vectors.Similarity("a", "b", Metric.Euclidean), 1e-12);
        Assert.Equal(1, vectors.Similarity("a", "a", Metric.Euclidean));
    }

    [Fact]
    public void View_SharesItsRowsAndSeesThemChange()
    {
        var rows = new AlignedBuffer<float>(3 * 16);
        var words = new WordList();
        Assert.True(words.TryAdd("a") && words.TryAdd("b") && !words.TryAdd("a"));
        (rows.Span[0], rows.Span[17]) = (1, 1);
        var vectors = new WordVectors(words, rows, stride: 16, dimension: 2);
        Assert.Equal(0, vectors.MostSimilar("a")[0].Score);

        rows.Span[16] = 3;
        rows.Span[17] = 4;
        vectors.Changed();

        Assert.Equal([3f, 4f], vectors["b"].ToArray());
        Assert.Equal(0.6f, vectors.MostSimilar("a")[0].Score, 1e-6f);
    }

    [Fact]
    public void WordWithoutRow_IsComposedFromItsParts()
    {
        var words = new WordList();
        words.TryAdd("a");
        var rows = new AlignedBuffer<float>(16);
        rows.Span[0] = 2;
        var vectors = new WordVectors(words, rows, 16, 1, (word, vector) =>
        {
            vector[0] = word.Length;
            return word.Length > 1;
        });

        Assert.Equal([3f], vectors["abc"].ToArray());
        Assert.Equal("a", Assert.Single(vectors.MostSimilar("abc", metric: Metric.Dot)).Word);
        Assert.False(vectors.TryGet("b", out _));
        Assert.Throws<UnknownWordException>(() => vectors["b"].ToArray());
    }

    [Fact]
    public void BadArguments_AreNamed()
    {
        Assert.Contains("'a' at place 1 and at 0", Assert.Throws<ArgumentException>(() => new WordVectors(["a", "a"], new float[2], 1)).Message);
        Assert.Contains("2 values for each of 2 words, but got 3", Assert.Throws<ArgumentException>(() => new WordVectors(["a", "b"], new float[3], 2)).Message);
        Assert.Contains("'b' has NaN at place 0", Assert.Throws<ArgumentException>(() => new WordVectors(["a", "b"], [1, float.NaN], 1)).Message);
        Assert.Contains("125", Assert.Throws<UnknownWordException>(() => Gensim.Families.DoesNotMatch("low1", "nothing of the kind")).Message);
        Assert.Throws<ArgumentException>(() => Gensim.Families.DoesNotMatch());
        Assert.Throws<ArgumentException>(() => Gensim.Families.MostSimilar([], []));
        Assert.Throws<ArgumentException>(() => Gensim.Families.MostSimilar(new float[11]));
        Assert.Throws<ArgumentException>(() => Gensim.Families.MostSimilar([.. Enumerable.Repeat(float.NaN, 12)]));
    }
}
