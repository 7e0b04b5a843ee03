using Microsoft.Extensions.VectorData;
using RepLearn.Embeddings;
using RepLearn.Tests.Extensions.VectorData;
using Xunit;

namespace RepLearn.Tests.Extensions.Hnsw;

public sealed class HnswIndexTests
{
    private const int Count = 4000;
    private const int Dimension = 24;
    private static readonly float[][] s_rows = Clusters.Draw(Count, Dimension, seed: 6);
    private static readonly float[][] s_queries = Clusters.Draw(Count, Dimension, seed: 6, spread: 0.6)[..100];

    [Theory]
    [InlineData(DistanceFunction.CosineSimilarity, 0.97)]
    [InlineData(DistanceFunction.EuclideanDistance, 0.97)]
    [InlineData(DistanceFunction.DotProductSimilarity, 0.8)]
    public async Task MostOfTheNearest_AreFound_WithTheScoresOfExactSearch(string function, double least)
    {
        using MemoryVectorStore store = Store();
        VectorStoreCollection<int, VectorRecord<int>> collection = await Fill(store, function);
        int hits = 0;
        foreach (float[] query in s_queries)
        {
            (int Row, double Score)[] found = await Found(collection.SearchAsync(query, 10));
            Assert.Equal(10, found.Length);
            Assert.All(found, one => Assert.Equal(Clusters.Score(function, s_rows[one.Row], query), one.Score, 1e-9));
            hits += found.Select(one => one.Row).Intersect(Clusters.Nearest(function, s_rows, query, 10).Select(one => one.Row)).Count();
        }

        Assert.InRange(hits / (10.0 * s_queries.Length), least, 1);
    }

    // Half of the rows pass: enough of the first proposals. One in 500: the search is exact.
    [Fact]
    public async Task Filters_AreMet()
    {
        using MemoryVectorStore store = Store();
        VectorStoreCollection<int, VectorRecord<int>> collection = await Fill(store, DistanceFunction.CosineSimilarity);
        foreach ((int every, double least) in ((int, double)[])[(2, 0.97), (500, 1)])
        {
            int hits = 0;
            foreach (float[] query in s_queries)
            {
                (int Row, double Score)[] found = await Found(collection.SearchAsync(query, 8, new() { Filter = record => record.Key % every == 0 }));
                Assert.Equal(8, found.Length);
                Assert.All(found, one => Assert.Equal(0, one.Row % every));
                hits += found.Select(one => one.Row).Intersect(Clusters.Nearest(DistanceFunction.CosineSimilarity, s_rows, query, 8, row => row % every == 0).Select(one => one.Row)).Count();
            }

            Assert.InRange(hits / (8.0 * s_queries.Length), least, 1);
        }
    }

    [Fact]
    public async Task DeletedAndReplacedRows_AreNotFoundWhereTheyWere()
    {
        using MemoryVectorStore store = Store();
        VectorStoreCollection<int, VectorRecord<int>> collection = await Fill(store, DistanceFunction.EuclideanDistance);
        await collection.DeleteAsync(Enumerable.Range(0, Count).Where(row => row % 4 == 0));
        await collection.UpsertAsync(Enumerable.Range(0, Count).Where(row => row % 4 == 1).Select(row => new VectorRecord<int> { Key = row, Vector = s_rows[row - 1] }));
        await collection.UpsertAsync(Enumerable.Range(Count, 300).Select(row => new VectorRecord<int> { Key = row, Vector = Array.ConvertAll(s_rows[row - Count], value => value + 50) }));
        int hits = 0;
        for (int row = 0; row < Count; row += 4)
        {
            VectorSearchResult<VectorRecord<int>> nearest = await collection.SearchAsync(s_rows[row], 1).SingleAsync();
            Assert.NotEqual(0, nearest.Record.Key % 4);
            hits += nearest.Record.Key == row + 1 && nearest.Score == 0 ? 1 : 0;
        }

        Assert.InRange(hits / (Count / 4.0), 0.97, 1);
        float[] far = Array.ConvertAll(s_rows[7], value => value + 50);
        Assert.Equal(Count + 7, (await collection.SearchAsync(far, 1).SingleAsync()).Record.Key);
    }

    // Exact although the graph has far fewer than an eighth of the rows to propose.
    [Fact]
    public async Task MoreThanAGraphProposes_IsSearchedExactly()
    {
        using MemoryVectorStore store = Store();
        VectorStoreCollection<int, VectorRecord<int>> collection = await Fill(store, DistanceFunction.CosineSimilarity);
        Assert.Equal(Count, (await Found(collection.SearchAsync(s_queries[0], Count + 5))).Length);
        (int Row, double Score)[] page = await Found(collection.SearchAsync(s_queries[0], 10, new() { Skip = 2000 }));
        Assert.Equal(Clusters.Nearest(DistanceFunction.CosineSimilarity, s_rows, s_queries[0], 2010)[2000..].Select(one => one.Row), page.Select(one => one.Row));
    }

    [Fact]
    public async Task FlatProperties_StayExact()
    {
        var definition = new VectorStoreCollectionDefinition
        {
            Properties =
            [
                new VectorStoreKeyProperty("Key", typeof(int)),
                new VectorStoreVectorProperty("Vector", typeof(ReadOnlyMemory<float>), 2) { IndexKind = IndexKind.Flat },
            ],
        };
        using var store = new MemoryVectorStore(new MemoryVectorStoreOptions { Index = (_, _) => throw new InvalidOperationException("No index was asked for.") });
        VectorStoreCollection<int, VectorRecord<int>> collection = store.GetCollection<int, VectorRecord<int>>("flat", definition);
        await collection.EnsureCollectionExistsAsync();
        await collection.UpsertAsync(new VectorRecord<int> { Key = 1, Vector = new float[] { 1, 0 } });
        Assert.Single(await Found(collection.SearchAsync(new float[] { 1, 0 }, 5)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheIndexAlone_ProposesRows(bool half)
    {
        using var index = new HnswIndex(Dimension, Metric.Cosine, new HnswOptions { Connectivity = 8, ExpansionAdd = 64, ExpansionSearch = 32, HalfPrecision = half });
        Assert.Empty(index.Search(s_rows[0], 3));
        for (int row = 0; row < 200; row++)
        {
            index.Set(row, s_rows[row]);
        }

        index.Set(200, new float[Dimension]);
        index.Set(200, new float[Dimension]);
        Assert.Contains(7, index.Search(s_rows[7], 3));
        int[] all = index.Search(s_rows[7], 500);
        Assert.Equal(all.Length, all.Distinct().Count());
        index.Remove(7);
        index.Remove(7);
        index.Remove(900);
        Assert.DoesNotContain(7, index.Search(s_rows[7], 100));
    }

    [Fact]
    public void WrongCalls_NeverReachNativeCode()
    {
        var index = new HnswIndex(2, Metric.Dot);
        Assert.StartsWith("Expected 2 values, but got 3.", Assert.Throws<ArgumentException>(() => index.Set(0, [1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => index.Search([1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Search([1, 2], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Set(-1, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Remove(-1));
        index.Dispose();
        index.Dispose();
        Assert.Throws<ObjectDisposedException>(() => index.Search([1, 2], 1));
        Assert.Throws<ObjectDisposedException>(() => index.Set(0, [1, 2]));
        Assert.Throws<ObjectDisposedException>(() => index.Remove(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HnswIndex(0, Metric.Dot));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HnswIndex(70000, Metric.Dot));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HnswIndex(2, (Metric)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HnswOptions { Connectivity = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HnswOptions { ExpansionAdd = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HnswOptions { ExpansionSearch = 1 << 17 });
    }

    // More threads than native workspaces.
    [Fact]
    public void ManyThreads_Search()
    {
        using var index = new HnswIndex(Dimension, Metric.Euclidean);
        for (int row = 0; row < 300; row++)
        {
            index.Set(row, s_rows[row]);
        }

        int[][] alone = [.. Enumerable.Range(0, 300).Select(row => index.Search(s_rows[row], 5))];
        Parallel.For(0, 3000, new ParallelOptions { MaxDegreeOfParallelism = 32 }, call => Assert.Equal(alone[call % 300], index.Search(s_rows[call % 300], 5)));
    }

    private static MemoryVectorStore Store() => new(new MemoryVectorStoreOptions { Index = HnswIndex.Create });

    private static async Task<VectorStoreCollection<int, VectorRecord<int>>> Fill(MemoryVectorStore store, string function) =>
        await store.AddRowsAsync("rows", [.. Enumerable.Range(0, Count)], s_rows.SelectMany(row => row).ToArray(), Dimension, function);

    private static async Task<(int Row, double Score)[]> Found(IAsyncEnumerable<VectorSearchResult<VectorRecord<int>>> results) =>
        [.. (await results.ToListAsync()).Select(result => (result.Record.Key, result.Score!.Value))];
}
