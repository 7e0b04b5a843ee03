using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.VectorData;
using RepLearn.Tests.Dsl.Training;
using Xunit;
using WordVectors = RepLearn.Embeddings.WordVectors;

namespace RepLearn.Tests.Extensions.VectorData;

public sealed class MemoryVectorStoreTests
{
    [Fact]
    public async Task Collections_AreListedAndDeleted()
    {
        using var store = new MemoryVectorStore();
        await store.GetCollection<string, Note>("second").EnsureCollectionExistsAsync();
        await store.GetCollection<string, Note>("first").EnsureCollectionExistsAsync();
        VectorStoreCollection<string, Note> third = store.GetCollection<string, Note>("third");
        Assert.Equal(["first", "second"], await store.ListCollectionNamesAsync().ToListAsync());
        Assert.True(await store.CollectionExistsAsync("first"));
        Assert.False(await store.CollectionExistsAsync("third"));
        Assert.False(await third.CollectionExistsAsync());
        await store.EnsureCollectionDeletedAsync("first");
        await store.EnsureCollectionDeletedAsync("first");
        Assert.Equal(["second"], await store.ListCollectionNamesAsync().ToListAsync());
    }

    [Fact]
    public async Task TheContainer_GivesTheStore()
    {
        var services = new ServiceCollection();
        services.AddSingleton<VectorStore>(_ => new MemoryVectorStore());
        services.AddSingleton<VectorStoreCollection<string, Note>>(provider => provider.GetRequiredService<VectorStore>().GetCollection<string, Note>("notes"));
        services.AddSingleton<IVectorSearchable<Note>>(provider => provider.GetRequiredService<VectorStoreCollection<string, Note>>());
        await using ServiceProvider provider = services.BuildServiceProvider();
        var notes = provider.GetRequiredService<VectorStoreCollection<string, Note>>();
        await notes.EnsureCollectionExistsAsync();
        await notes.UpsertAsync(Note.At("a", 1, 0));
        Assert.Equal("a", (await provider.GetRequiredService<IVectorSearchable<Note>>().SearchAsync(new float[] { 1, 1 }, 1).SingleAsync()).Record.Id);
        var store = provider.GetRequiredService<VectorStore>();
        Assert.Equal("replearn.memory", ((VectorStoreMetadata)store.GetService(typeof(VectorStoreMetadata))!).VectorStoreSystemName);
        Assert.Same(store, store.GetService(typeof(MemoryVectorStore)));
        Assert.Null(store.GetService(typeof(VectorStoreMetadata), "key"));
    }

    [Fact]
    public async Task DynamicCollections_HoldDictionaries()
    {
        using var store = new MemoryVectorStore();
        VectorStoreCollection<object, Dictionary<string, object?>> notes = store.GetDynamicCollection("notes", Definition(2));
        await notes.EnsureCollectionExistsAsync();
        await notes.UpsertAsync(
        [
            new() { ["Id"] = 1, ["Tag"] = "x", ["Place"] = new ReadOnlyMemory<float>([1, 0]) },
            new() { ["Id"] = 2, ["Tag"] = "y", ["Place"] = new ReadOnlyMemory<float>([0, 1]) },
            new() { ["Id"] = 3, ["Place"] = null },
        ]);
        Dictionary<string, object?>? second = await notes.GetAsync(2, new RecordRetrievalOptions { IncludeVectors = true });
        Assert.Equal("y", second!["Tag"]);
        Assert.Equal([0, 1], ((ReadOnlyMemory<float>)second["Place"]!).ToArray());
        Assert.Equal(1, (await notes.SearchAsync(new float[] { 0, 1 }, 3, new() { Filter = note => (string?)note["Tag"] == "x" }).SingleAsync()).Record["Id"]);
        Assert.Equal([3, 2], (await notes.GetAsync(note => (int)note["Id"]! > 1, 5, new() { OrderBy = order => order.Descending(note => note["Id"]) }).ToListAsync()).Select(note => note["Id"]));
        await notes.DeleteAsync(2);
        Assert.Null(await notes.GetAsync(2));
        InvalidCastException key = await Assert.ThrowsAsync<InvalidCastException>(() => notes.UpsertAsync(new Dictionary<string, object?> { ["Id"] = "one" }));
        Assert.StartsWith("Property 'Id' has a value of type 'String', but its configured type is 'Int32'.", key.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => store.GetCollection<object, Dictionary<string, object?>>("notes", Definition(2)));
    }

    [Fact]
    public async Task OneName_IsOneKindOfCollection()
    {
        using var store = new MemoryVectorStore();
        await store.GetDynamicCollection("notes", Definition(2)).EnsureCollectionExistsAsync();
        InvalidOperationException width = Assert.Throws<InvalidOperationException>(() => store.GetDynamicCollection("notes", Definition(3)));
        Assert.Equal("Expected vectors 'Place' of 3 values by CosineSimilarity, but collection 'notes' exists with 'Place' of 2 values by CosineSimilarity.", width.Message);
        InvalidOperationException type = Assert.Throws<InvalidOperationException>(() => store.GetCollection<string, Note>("notes"));
        Assert.StartsWith("Expected keys of String and records of Note, but collection 'notes' exists with Object and Dictionary", type.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DistanceFunction.HammingDistance, null, "Expected a distance function of CosineSimilarity, CosineDistance, ")]
    [InlineData(DistanceFunction.ManhattanDistance, null, "Expected a distance function of CosineSimilarity, CosineDistance, ")]
    [InlineData(null, IndexKind.Hnsw, "Expected an index of kind Flat, but property 'Place' has Hnsw: set MemoryVectorStoreOptions.Index to HnswIndex.Create")]
    [InlineData(null, IndexKind.DiskAnn, "Expected an index of kind Flat or Hnsw, but property 'Place' has 'DiskAnn'.")]
    public void WhatThereIsNot_IsRefusedAtOnce(string? function, string? kind, string message)
    {
        using var store = new MemoryVectorStore();
        NotSupportedException problem = Assert.Throws<NotSupportedException>(() => store.GetDynamicCollection("notes", Definition(2, function, kind)));
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADisposedStore_IsClosed()
    {
        var store = new MemoryVectorStore();
        VectorStoreCollection<string, Note> notes = store.GetCollection<string, Note>("notes");
        await notes.EnsureCollectionExistsAsync();
        store.Dispose();
        store.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => notes.UpsertAsync(Note.At("a", 1, 0)));
        Assert.Throws<ObjectDisposedException>(() => store.GetCollection<string, Note>("notes"));
        Assert.Throws<ArgumentException>(() => new MemoryVectorStore().GetCollection<string, Note>(" "));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryVectorStoreOptions { Threads = 0 });
    }

    [Fact]
    public async Task Words_BecomeACollection()
    {
        var words = new WordVectors(["sea", "ship", "corn"], [1, 2, 2, 3, -4, 1], 2);
        using var store = new MemoryVectorStore();
        MemoryVectorCollection<string, VectorRecord<string>> collection = await store.AddWordsAsync("words", words);
        List<VectorSearchResult<VectorRecord<string>>> found = await collection.SearchAsync(words["sea"].ToArray(), 2).ToListAsync();
        Assert.Equal(words.MostSimilar(words["sea"], 2).Select(near => near.Word), found.Select(result => result.Record.Key));
        Assert.Equal(1, found[0].Score!.Value, 1e-12);
        Assert.Equal(8 / Math.Sqrt(5 * 13), found[1].Score!.Value, 1e-12);
    }

    [Fact]
    public async Task CodesOfAModel_BecomeACollection()
    {
        using var model = new LinearModel<float>(6, 2);
        float[] codes = model.Encode(TestData.Plane<float>(40, 6));
        using var store = new MemoryVectorStore();
        MemoryVectorCollection<int, VectorRecord<int>> collection = await store.AddRowsAsync("codes", [.. Enumerable.Range(0, 40)], codes, 2, DistanceFunction.EuclideanDistance);
        VectorSearchResult<VectorRecord<int>> self = await collection.SearchAsync(codes[14..16], 1, new() { IncludeVectors = true }).SingleAsync();
        Assert.Equal(0, self.Score);
        Assert.Equal(codes[14..16], self.Record.Vector.ToArray());
        await Assert.ThrowsAsync<ArgumentException>(() => store.AddRowsAsync("codes", [1], codes, 2));
        await Assert.ThrowsAsync<ArgumentException>(() => store.AddRowsAsync("codes", [1, 1], codes.AsMemory(0, 4), 2, DistanceFunction.EuclideanDistance));
    }

    private static VectorStoreCollectionDefinition Definition(int dimension, string? function = null, string? kind = null) => new()
    {
        Properties =
        [
            new VectorStoreKeyProperty("Id", typeof(int)),
            new VectorStoreDataProperty("Tag", typeof(string)),
            new VectorStoreVectorProperty("Place", typeof(ReadOnlyMemory<float>?), dimension) { DistanceFunction = function, IndexKind = kind },
        ],
    };
}
