using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Tests.Embeddings.Vectors;

/// <summary>Dot products and distances whose squares overflow or vanish in single precision.</summary>
public sealed class ExtremeMagnitudeTests
{
    public static TheoryData<float, Metric, int> Cases
    {
        get
        {
            var cases = new TheoryData<float, Metric, int>();
            foreach (float size in (float[])[1e-40f, 1e-30f, 1e-22f, 1e-18f, 1, 1e17f, 1e18f, 1e19f, 1e20f, 1e30f, 1e38f])
            {
                foreach (Metric metric in Enum.GetValues<Metric>())
                {
                    cases.Add(size, metric, 1);
                    cases.Add(size, metric, 37);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheNearest_AreFoundInOrder(float size, Metric metric, int dimension)
    {
        var random = new Random(7);
        float[] rows = [.. Enumerable.Range(0, 300 * dimension).Select(_ => Rounded(random) * size)];
        WordVectors vectors = Numbered(rows, dimension);
        for (int query = 0; query < 5; query++)
        {
            float[] asked = [.. Enumerable.Range(0, dimension).Select(_ => Rounded(random) * size)];
            ExpectOrder(asked, rows, vectors.MostSimilar(asked, 20, metric), metric);
            ExpectOrder(asked, rows, vectors.MostSimilarBatch([.. asked, .. asked], 20, metric)[1], metric);
        }
    }

    /// <summary>One row of another size must not spoil the others' order.</summary>
    [Theory]
    [InlineData(3e38f, 1)]
    [InlineData(3e38f, 1e20f)]
    [InlineData(1e-44f, 1)]
    [InlineData(1, 1e-25f)]
    [InlineData(1e25f, 1e-25f)]
    public void RowsOfSeveralSizes_AreFoundInOrder(float one, float others)
    {
        float[] rows = [.. Enumerable.Range(1, 40).SelectMany(row => (float[])[row * (row == 7 ? one / 8 : others / 40), -others / 40, row % 5 * (others / 40)])];
        WordVectors vectors = Numbered(rows, 3);
        foreach (Metric metric in Enum.GetValues<Metric>())
        {
            foreach (float[] asked in (float[][])[[others, others, 0], [one, -one / 3, others], [-others, 0, others / 3]])
            {
                ExpectOrder(asked, rows, vectors.MostSimilar(asked, 12, metric), metric);
            }
        }
    }

    [Fact]
    public void RowsThatDifferInATinyValue_KeepTheirOrder()
    {
        float[] rows = [1, 3e-25f, 1, 1e-25f, 1, 2e-25f, 1, 0];
        Assert.Equal(["3", "1", "2", "0"], Numbered(rows, 2).MostSimilar([1, 0], 4, Metric.Euclidean).Select(neighbour => neighbour.Word));
    }

    [Fact]
    public void PartsThatCancel_GiveTheRestsOrder()
    {
        // 1e40 − 1e40 + a small rest: a sum in single precision is not a number.
        float[] rows = [1e20f, -1e20f, 3, 1e20f, -1e20f, 5, -1e20f, 1e20f, 4, 0, 0, 2];
        Neighbour[] nearest = Numbered(rows, 3).MostSimilar([1e20f, 1e20f, 1e20f], 4, Metric.Dot);
        Assert.Equal(["1", "2", "0", "3"], nearest.Select(neighbour => neighbour.Word));
    }

    /// <summary>Single precision leaves 0 or 8 of 1e8 + v − 1e8, where v is below 6; double leaves v.</summary>
    [Fact]
    public void PartsThatCancelButForLittle_GiveTheRestsOrder()
    {
        var random = new Random(3);
        var rows = new List<float>();
        var rests = new List<float>();
        for (int row = 0; row < 400; row++)
        {
            float rest = (float)((12 * random.NextDouble()) - 6);
            float[] values = row % 2 == 0 ? [rest, 0, 0] : [1e8f, -1e8f, rest];
            random.Shuffle(values);
            rests.Add(rest);
            rows.AddRange(values);
        }

        IEnumerable<string> expected = Enumerable.Range(0, 400).OrderByDescending(row => rests[row]).Take(10).Select(row => $"{row}");
        Neighbour[] nearest = Numbered([.. rows], 3).MostSimilar([1, 1, 1], 10, Metric.Dot);
        Assert.Equal(expected, nearest.Select(neighbour => neighbour.Word));
        Assert.Equal(rests.OrderDescending().Take(10), nearest.Select(neighbour => neighbour.Score));
    }

    private static void ExpectOrder(float[] query, float[] rows, Neighbour[] found, Metric metric)
    {
        int dimension = query.Length;
        (int Row, double Score)[] expected = ScalarSearch.Rank(query, rows, metric);
        Assert.Equal(Math.Min(found.Length, expected.Length), found.Length);
        Assert.NotEmpty(found);
        for (int rank = 0; rank < found.Length; rank++)
        {
            // Rows that are equal but for rounding may change places.
            int row = int.Parse(found[rank].Word);
            double score = ScalarSearch.Score(query, rows.AsSpan(row * dimension, dimension), metric);
            double scale = Math.Max(Math.Abs(expected[rank].Score), Math.Abs(score));
            if (metric == Metric.Dot)
            {
                scale = Math.Max(scale, Math.Sqrt(ScalarSearch.Score(query, query, metric) * ScalarSearch.Score(rows.AsSpan(row * dimension, dimension), rows.AsSpan(row * dimension, dimension), metric)));
            }

            Assert.Equal(expected[rank].Score, score, 4e-6 * (metric == Metric.Cosine ? 1 : scale));
            Assert.Equal((float)score, found[rank].Score, (float)Math.Min(float.MaxValue, 3e-45 + (4e-6 * (metric == Metric.Cosine ? 1 : scale))));
        }

        Assert.Equal(found.Length, found.Select(neighbour => neighbour.Word).Distinct().Count());
    }

    // Short enough for the smallest numbers, and far enough apart that the order is one.
    private static float Rounded(Random random) => random.Next(-2000, 2001) / 1000f;

    private static WordVectors Numbered(float[] rows, int dimension) =>
        new(Enumerable.Range(0, rows.Length / dimension).Select(row => $"{row}"), rows, dimension);
}
