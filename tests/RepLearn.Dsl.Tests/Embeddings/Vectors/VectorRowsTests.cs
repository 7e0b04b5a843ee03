using RepLearn.Embeddings;
using RepLearn.Embeddings.Vectors;
using RepLearn.Tests.Extensions.VectorData;
using Xunit;
using DistanceFunction = Microsoft.Extensions.VectorData.DistanceFunction;

namespace RepLearn.Tests.Embeddings.Vectors;

public sealed class VectorRowsTests
{
    private const int Dimension = 21;

    // Segments of 100 rows: rows are appended, replaced and removed across their bounds, and searched in between.
    [Theory]
    [InlineData(Metric.Cosine, DistanceFunction.CosineSimilarity)]
    [InlineData(Metric.Dot, DistanceFunction.DotProductSimilarity)]
    [InlineData(Metric.Euclidean, DistanceFunction.EuclideanDistance)]
    public void Searches_FindWhatComparingAllFinds_AfterEveryChange(Metric metric, string function)
    {
        float[][] drawn = Clusters.Draw(1000, Dimension, seed: 4);
        var rows = new VectorRows(Dimension, segmentRows: 100);
        float[]?[] expected = new float[]?[450];
        var random = new Random(5);
        for (int step = 0; step < 60; step++)
        {
            for (int change = 0; change < 20; change++)
            {
                int row = random.Next(Math.Min(450, 30 + (step * 10)));
                if (random.Next(4) == 0)
                {
                    Assert.Equal(expected[row] is not null, rows.Remove(row));
                    expected[row] = null;
                }
                else
                {
                    expected[row] = drawn[random.Next(drawn.Length)];
                    rows.Set(row, expected[row]);
                }
            }

            float[] query = drawn[random.Next(drawn.Length)];
            Func<int, bool>? accepts = step % 3 == 2 ? row => row % 3 == 0 : null;
            Check(rows, expected, query, metric, function, accepts);
            Check(rows, expected, query, metric, function, accepts);
        }
    }

    [Fact]
    public void Rows_AreThereOrNot()
    {
        var rows = new VectorRows(2, segmentRows: 2);
        Assert.Empty(rows.Search([1, 0], Metric.Cosine, 3, 1));
        rows.Set(5, [1, 2]);
        Assert.Equal((1, false, true, false), (rows.Present, rows.Has(0), rows.Has(5), rows.Has(6)));
        Assert.Equal([1, 2], rows[5].ToArray());
        Assert.Equal([(5, 0.0)], rows.Search([1, 2], Metric.Euclidean, 3, 1));
        Assert.False(rows.Remove(0));
        Assert.True(rows.Remove(5));
        Assert.Empty(rows.Search([1, 2], Metric.Dot, 3, 1));
        Assert.Throws<ArgumentException>(() => rows.Set(0, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VectorRows(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VectorRows(2, 0));
    }

    // The sums of single precision lose what is left of parts that cancel.
    [Fact]
    public void RowsThatAreFilteredOut_DoNotHideExactProducts()
    {
        var rows = new VectorRows(3);
        for (int row = 0; row < 200; row++)
        {
            rows.Set(row, [1e20f, -1e20f, row % 50]);
        }

        (int Row, double Score)[] found = rows.Search([1, 1, 1], Metric.Dot, 4, 1, row => row % 2 == 0);
        Assert.Equal([(48, 48.0), (98, 48.0), (148, 48.0), (198, 48.0)], found);
    }

    private static void Check(VectorRows rows, float[]?[] expected, float[] query, Metric metric, string function, Func<int, bool>? accepts)
    {
        Assert.Equal(expected.Count(row => row is not null), rows.Present);
        float[][] whole = [.. expected.Select(row => row ?? new float[Dimension])];
        (int Row, double Score)[] nearest = Clusters.Nearest(function, whole, query, 10, row => expected[row] is not null && accepts?.Invoke(row) != false);
        (int Row, double Score)[] found = rows.Search(query, metric, 10, threads: 2, accepts);
        Assert.Equal(nearest.Select(one => one.Score), found.Select(one => one.Score), (first, second) => Math.Abs(first - second) < 1e-10);
        Assert.All(found, one => Assert.Equal(Clusters.Score(function, whole[one.Row], query), one.Score, 1e-10));
    }
}
