using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Xunit;
using WordVectors = RepLearn.Embeddings.WordVectors;

namespace RepLearn.Tests.Extensions.VectorData;

public sealed class MemoryVectorSearchTests
{
    private const int Count = 600;
    private const int Dimension = 19;
    private static readonly float[][] s_rows = Clusters.Draw(Count, Dimension, seed: 1);
    private static readonly float[][] s_queries = Clusters.Draw(5, Dimension, seed: 2);

    public static TheoryData<string> Functions =>
    [
        DistanceFunction.CosineSimilarity, DistanceFunction.CosineDistance, DistanceFunction.DotProductSimilarity,
        DistanceFunction.NegativeDotProductSimilarity, DistanceFunction.EuclideanDistance, DistanceFunction.EuclideanSquaredDistance,
    ];

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Scores_AreThoseOfTheFormulas(string function)
    {
        using var store = new MemoryVectorStore();
        VectorStoreCollection<int, VectorRecord<int>> collection = await Fill(store, function);
        foreach (float[] query in s_queries)
        {
            (int Row, double Score)[] expected = Clusters.Nearest(function, s_rows, query, 12);
            AssertSame(expected, await Found(collection.SearchAsync(query, 12)));
            AssertSame(expected[3..7], await Found(collection.SearchAsync(query, 4, new() { Skip = 3 })));
            (int Row, double Score)[] odd = Clusters.Nearest(function, s_rows, query, 12, row => row % 7 == 3);
            AssertSame(odd, await Found(collection.SearchAsync(query, 12, new() { Filter = record => record.Key % 7 == 3 })));
            double threshold = (expected[5].Score + expected[6].Score) / 2;
            AssertSame(expected[..6], await Found(collection.SearchAsync(query, 12, new() { ScoreThreshold = threshold })));
        }
    }

    [Fact]
    public async Task AFilterThatFewPass_FindsThemAll()
    {
        using var store = new MemoryVectorStore();
        VectorStoreCollection<int, VectorRecord<int>> collection = await Fill(store, DistanceFunction.CosineSimilarity);
        AssertSame(
            Clusters.Nearest(DistanceFunction.CosineSimilarity, s_rows, s_queries[0], 10, row => row is 17 or 599),
            await Found(collection.SearchAsync(s_queries[0], 10, new() { Filter = record => record.Key == 17 || record.Key == 599 })));
        Assert.Empty(await Found(collection.SearchAsync(s_queries[0], 10, new() { Filter = record => record.Key < 0 })));
        Assert.Equal(Count, (await Found(collection.SearchAsync(s_queries[0], int.MaxValue, new() { Skip = 0 }))).Length);
        Assert.Empty(await Found(collection.SearchAsync(s_queries[0], int.MaxValue, new() { Skip = Count })));
    }

    [Fact]
    public async Task Vectors_AreTakenInEveryType()
    {
        using var store = new MemoryVectorStore();
        VectorStoreCollection<int, VectorRecord<int>> collection = await Fill(store, DistanceFunction.CosineSimilarity);
        float[] query = s_queries[1];
        (int, double)[] expected = await Found(collection.SearchAsync(query, 3));
        Assert.Equal(expected, await Found(collection.SearchAsync((ReadOnlyMemory<float>)query, 3)));
        Assert.Equal(expected, await Found(collection.SearchAsync(query.AsMemory(), 3)));
        Assert.Equal(expected, await Found(collection.SearchAsync(new Embedding<float>(query), 3)));
        VectorSearchResult<VectorRecord<int>> plain = await collection.SearchAsync(query, 1).SingleAsync();
        VectorSearchResult<VectorRecord<int>> whole = await collection.SearchAsync(query, 1, new() { IncludeVectors = true }).SingleAsync();
        Assert.Equal(0, plain.Record.Vector.Length);
        Assert.Equal(s_rows[whole.Record.Key], whole.Record.Vector.ToArray());
    }

    // The property holds a text, or a vector that texts are searched for by.
    [Fact]
    public async Task Texts_AreEmbeddedByTheGenerator()
    {
        using var generator = new WordEmbeddingGenerator(new WordVectors(["the", "navy", "ships", "wheat"], [1, 0, 0, 2, -1, 8, 9, -1], 2));
        using var store = new MemoryVectorStore(new MemoryVectorStoreOptions { EmbeddingGenerator = generator });
        VectorStoreCollection<int, Text> texts = store.GetCollection<int, Text>("texts");
        await texts.EnsureCollectionExistsAsync();
        await texts.UpsertAsync([new Text { Id = 1, Body = "the wheat" }, new Text { Id = 2, Body = "ships" }, new Text { Id = 3 }]);
        List<VectorSearchResult<Text>> found = await texts.SearchAsync("navy", 5).ToListAsync();
        Assert.Equal([2, 1], found.Select(result => result.Record.Id));
        Assert.Equal(8 / Math.Sqrt(65), found[0].Score!.Value, 1e-7);
        await Assert.ThrowsAsync<NotSupportedException>(() => texts.GetAsync(1, new RecordRetrievalOptions { IncludeVectors = true }));
        Assert.Throws<NotSupportedException>(() => texts.SearchAsync("navy", 1, new() { IncludeVectors = true }));
        VectorStoreCollection<string, Note> notes = store.GetCollection<string, Note>("notes");
        await notes.EnsureCollectionExistsAsync();
        await notes.UpsertAsync([Note.At("x", 1, 0), Note.At("y", 0, 1)]);
        Assert.Equal("y", (await notes.SearchAsync("the navy navy", 1).SingleAsync()).Record.Id);
    }

    [Fact]
    public async Task SeveralVectors_AreSearchedByTheOneNamed()
    {
        using var store = new MemoryVectorStore();
        VectorStoreCollection<long, Pair> pairs = store.GetCollection<long, Pair>("pairs");
        await pairs.EnsureCollectionExistsAsync();
        await pairs.UpsertAsync([new Pair { Id = 1, First = [1, 0], Second = new(new float[] { 0, 0, 1 }) }, new Pair { Id = 2, First = [0, 1], Second = new(new float[] { 1, 0, 0 }) }]);
        Assert.Equal(1, (await pairs.SearchAsync(new float[] { 1, 0 }, 1, new() { VectorProperty = pair => pair.First }).SingleAsync()).Record.Id);
        VectorSearchResult<Pair> second = await pairs.SearchAsync(new float[] { 1, 0, 0 }, 1, new() { VectorProperty = pair => pair.Second, IncludeVectors = true }).SingleAsync();
        Assert.Equal((2, 0.0), (second.Record.Id, second.Score));
        Assert.Equal([0, 1], second.Record.First!);
        Assert.Equal([1, 0, 0], second.Record.Second!.Vector.ToArray());
        Assert.Throws<InvalidOperationException>(() => pairs.SearchAsync(new float[] { 1, 0 }, 1));
    }

    // A length of 0 has no direction; its cosine is defined as 0.
    [Fact]
    public async Task ExtremeVectors_KeepTheirOrder()
    {
        using var store = new MemoryVectorStore();
        var collection = await store.AddRowsAsync("far", ["zero", "tiny", "huge", "back"], new float[] { 0, 0, 1e-30f, 1e-30f, 1e30f, 1e30f, -1, -1 }, 2);
        List<VectorSearchResult<VectorRecord<string>>> found = await collection.SearchAsync(new float[] { 1e25f, 1e25f }, 4).ToListAsync();
        Assert.Equal(["zero", "back"], found[2..].Select(result => result.Record.Key));
        Assert.Equal([1, 1, 0, -1], found.Select(result => Math.Round(result.Score!.Value, 12)));
    }

    [Fact]
    public async Task WrongSearches_SayWhatWasExpected()
    {
        using var store = new MemoryVectorStore();
        VectorStoreCollection<int, VectorRecord<int>> collection = await Fill(store, DistanceFunction.CosineSimilarity);
        Assert.Throws<ArgumentOutOfRangeException>(() => collection.SearchAsync(s_queries[0], 0));
        Assert.Throws<ArgumentNullException>(() => collection.SearchAsync((float[])null!, 1));
        ArgumentException length = await Assert.ThrowsAsync<ArgumentException>(() => Found(collection.SearchAsync(new float[3], 1)));
        Assert.StartsWith("Expected 19 values in 'Vector' of collection 'rows', but what is searched for has 3.", length.Message, StringComparison.Ordinal);
        float[] broken = [.. s_queries[0]];
        broken[4] = float.NaN;
        ArgumentException finite = await Assert.ThrowsAsync<ArgumentException>(() => Found(collection.SearchAsync(broken, 1)));
        Assert.Contains("has NaN at place 5", finite.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotSupportedException>(() => Found(collection.SearchAsync("text", 1)));
        await Assert.ThrowsAsync<OperationCanceledException>(() => Found(collection.SearchAsync(s_queries[0], 1, cancellationToken: new CancellationToken(canceled: true))));
    }

    private static async Task<VectorStoreCollection<int, VectorRecord<int>>> Fill(MemoryVectorStore store, string function) =>
        await store.AddRowsAsync("rows", [.. Enumerable.Range(0, Count)], s_rows.SelectMany(row => row).ToArray(), Dimension, function);

    private static async Task<(int Row, double Score)[]> Found(IAsyncEnumerable<VectorSearchResult<VectorRecord<int>>> results) =>
        [.. (await results.ToListAsync()).Select(result => (result.Record.Key, result.Score!.Value))];

    private static void AssertSame((int Row, double Score)[] expected, (int Row, double Score)[] actual)
    {
        Assert.Equal(expected.Select(one => one.Row), actual.Select(one => one.Row));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-12 * Math.Max(1, Math.Abs(pair.First.Score))));
    }

    private sealed class Text
    {
        [VectorStoreKey]
        public int Id { get; set; }

        [VectorStoreVector(2)]
        public string? Body { get; set; }
    }

    private sealed class Pair
    {
        [VectorStoreKey]
        public long Id { get; set; }

        [VectorStoreVector(2)]
        public float[]? First { get; set; }

        [VectorStoreVector(3, DistanceFunction = DistanceFunction.EuclideanDistance)]
        public Embedding<float>? Second { get; set; }
    }
}
