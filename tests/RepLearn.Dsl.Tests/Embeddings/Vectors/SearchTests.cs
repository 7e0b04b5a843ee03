using CsCheck;
using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Vectors;

public class SearchTests
{
    private static readonly Gen<float> Value = Gen.Float[-3, 3];

    [Theory]
    [InlineData(Metric.Cosine)]
    [InlineData(Metric.Dot)]
    [InlineData(Metric.Euclidean)]
    public void MostSimilar_IsTheScalarReferencesOrder(Metric metric) =>
        (from dimension in Gen.Int[1, 40]
         from count in Gen.Int[1, 300]
         from rows in Value.Array[dimension * count]
         from query in Value.Array[dimension]
         select (dimension, rows, query)).Sample(
            data =>
            {
                WordVectors vectors = Numbered(data.rows, data.dimension);
                (int Row, double Score)[] expected = ScalarSearch.Rank(data.query, data.rows, metric);
                Neighbour[] actual = vectors.MostSimilar(data.query, 7, metric);

                Assert.Equal(Math.Min(7, vectors.Count), actual.Length);
                for (int rank = 0; rank < actual.Length; rank++)
                {
                    double tolerance = 2e-6 * (1 + Math.Abs(expected[rank].Score)) * data.dimension;
                    Assert.Equal(expected[rank].Score, actual[rank].Score, tolerance);
                    float[] row = vectors[actual[rank].Word].ToArray();
                    Assert.Equal(ScalarSearch.Score(data.query, row, metric), actual[rank].Score, tolerance);
                }
            },
            iter: 200);

    [Theory]
    [InlineData(Metric.Cosine)]
    [InlineData(Metric.Dot)]
    [InlineData(Metric.Euclidean)]
    public void ManyQueriesOnAnyNumberOfThreads_GiveTheBitsOfOne(Metric metric)
    {
        // Large enough for several threads to be woken.
        var random = new Random(3);
        WordVectors vectors = Numbered(RandomValues(random, 5003 * 51), 51);
        float[] queries = RandomValues(random, 37 * 51);
        var single = new Neighbour[37][];
        vectors.Threads = 1;
        for (int query = 0; query < single.Length; query++)
        {
            single[query] = vectors.MostSimilar(queries.AsSpan(query * 51, 51), 12, metric);
        }

        foreach (int threads in new[] { 1, 2, 3, 7, int.MaxValue })
        {
            vectors.Threads = threads;
            Assert.Equal(single, vectors.MostSimilarBatch(queries, 12, metric));
        }
    }

    [Fact]
    public void BatchOfWords_AnswersAsOneWordAfterAnother()
    {
        WordVectors vectors = Gensim.Families;
        string[] words = ["low4", "Paris", "high9"];

        Assert.Equal(words.Select(word => vectors.MostSimilar(word, 5)), vectors.MostSimilarBatch(words, 5));
        Assert.Empty(vectors.MostSimilarBatch(Array.Empty<string>()));
    }

    [Fact]
    public void EqualScores_ComeInTheOrderOfTheWords()
    {
        var rows = new float[1000 * 2];
        Array.Fill(rows, 1);

        Neighbour[] nearest = Numbered(rows, 2).MostSimilar([1, 1], 3);

        Assert.Equal(["0", "1", "2"], nearest.Select(neighbour => neighbour.Word));
    }

    [Fact]
    public void QueryWord_IsNotAmongTheAnswers()
    {
        var vectors = new WordVectors(["same", "twin", "other"], [1, 0, 1, 0, 0, 1], 2);

        Assert.Equal(["twin", "other"], vectors.MostSimilar("same").Select(neighbour => neighbour.Word));
        Assert.Equal("other", Assert.Single(vectors.MostSimilar(["same", "twin"], [])).Word);
    }

    [Fact]
    public void CloseVectors_KeepTheirDistance()
    {
        // From the dot product the distance would be 0: all its digits cancel.
        var vectors = new WordVectors(["near", "far"], [1000, 1000.001f, 1000, 1010], 2);

        Assert.Equal(1000.001f - 1000, vectors.MostSimilar([1000, 1000], 1, Metric.Euclidean)[0].Score, 1e-9f);
    }

    [Fact]
    public void ZeroVector_HasCosineZeroWithEverything()
    {
        var vectors = new WordVectors(["zero", "one", "minus"], [0, 0, 1, 1, -1, -1], 2);

        Assert.Equal(0, vectors.Similarity("zero", "one"));
        Assert.Equal(1, vectors.Distance("zero", "zero"));
        Assert.Equal([0f, 0f], vectors.MostSimilar("zero").Select(neighbour => neighbour.Score));
        Assert.Equal([("zero", 0f), ("minus", -1f)], vectors.MostSimilar("one").Select(neighbour => (neighbour.Word, neighbour.Score)));
        Assert.All(vectors.Analogy("zero", "zero", "zero", 3, AnalogyRule.Multiply), answer => Assert.True(float.IsFinite(answer.Score)));
        Assert.Equal("minus", vectors.DoesNotMatch("one", "minus", "zero", "one"));
    }

    [Theory]
    [InlineData(3e38f)]
    [InlineData(1e-37f)]
    [InlineData(1e-44f)]
    public void RowsOfExtremeLengths_HaveTheCosinesOfOthers(float length)
    {
        // At 1e-44 these are 7, 14 and 21 times the smallest number; at 3e38 the longest row's length is no longer a float.
        float[] rows = [length, length, 0, length, length / 3 * 2, length / 3, 1, 2, 3, -1, 0, 2];
        WordVectors vectors = Numbered(rows, 2);
        foreach (float[] query in new[] { [1f, -0.01f], [length, length / 3], new[] { -3e-3f, 4e-3f } })
        {
            (int Row, double Score)[] expected = ScalarSearch.Rank(query, rows, Metric.Cosine);
            Neighbour[] actual = vectors.MostSimilar(query, 6);

            Assert.Equal(expected.Select(ranked => $"{ranked.Row}"), actual.Select(neighbour => neighbour.Word));
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 2e-7));
            Assert.All(vectors.MostSimilarBatch([.. query, .. query, .. query], 6), answer => Assert.Equal(actual, answer));
        }

        Assert.Equal(ScalarSearch.Score(vectors["2"], vectors["0"], Metric.Cosine), vectors.Similarity("2", "0"), 1e-15);
    }

    [Theory]
    [InlineData(3e38f)]
    [InlineData(1e-44f)]
    public void AnalogyOfExtremeRows_IsTheOneOfTheirDirections(float length)
    {
        // Whole multiples of a length, so that short rows keep their directions.
        float[] directions = [1, 1, -1, 2, 3, -1, 2, -3, -1, -1, 1, 3];
        WordVectors usual = Numbered(directions, 2);
        WordVectors extreme = Numbered([.. directions.Select((value, place) => place % 4 < 2 ? value * (length / 3) : value)], 2);

        foreach (AnalogyRule rule in new[] { AnalogyRule.Add, AnalogyRule.Multiply })
        {
            Neighbour[] expected = usual.Analogy("0", "1", "2", 3, rule);
            Neighbour[] actual = extreme.Analogy("0", "1", "2", 3, rule);
            Assert.Equal(expected.Select(neighbour => neighbour.Word), actual.Select(neighbour => neighbour.Word));
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-5f * Math.Abs(pair.First.Score)));
        }
    }

    [Fact]
    public void MoreNeighboursThanWords_GivesAllOthers() =>
        Assert.Equal(Gensim.Families.Count - 1, Gensim.Families.MostSimilar("low0", int.MaxValue).Length);

    [Fact]
    public void FirstWords_AreTheOnlyOnesFoundAndKnown()
    {
        WordVectors first = Gensim.Families.First(10);

        Assert.Equal(9, first.MostSimilar("low0", 100).Length);
        Assert.Throws<UnknownWordException>(() => first.MostSimilar("low30"));
        Assert.Equal(Gensim.Families.Count, Gensim.Families.First(1000).Count);
    }

    private static WordVectors Numbered(float[] rows, int dimension) =>
        new(Enumerable.Range(0, rows.Length / dimension).Select(row => $"{row}"), rows, dimension);

    private static float[] RandomValues(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];

    // Mathematically equal cosines, which differ by rounding: the first of the given words, in any order.
    [Fact]
    public void DoesNotMatch_OfEqualWords_IsTheFirst()
    {
        var random = new Random(4);
        for (int trial = 0; trial < 200; trial++)
        {
            var vectors = new WordVectors(["a", "b", "zero", "minus"], [.. Enumerable.Range(0, 14).Select(_ => (float)random.NextDouble() - 0.3f), .. new float[7], .. new float[7]], 7);
            Assert.Equal("a", vectors.DoesNotMatch("a", "b"));
            Assert.Equal("b", vectors.DoesNotMatch("b", "a"));
            Assert.Equal("zero", vectors.DoesNotMatch("zero", "minus"));
            Assert.Equal("minus", vectors.DoesNotMatch("minus", "zero"));
        }

        var opposite = new WordVectors(["up", "down", "left", "right"], [0.1f, 0.7f, -0.1f, -0.7f, -0.7f, 0.1f, 0.7f, -0.1f], 2);
        Assert.Equal("left", opposite.DoesNotMatch("left", "up", "right", "down"));
        Assert.Equal("down", opposite.DoesNotMatch("down", "up"));
        Assert.Equal("right", opposite.DoesNotMatch("up", "up", "right", "left"));
    }
}
