using Microsoft.Extensions.VectorData;
using Xunit;

namespace RepLearn.Tests.Extensions.VectorData;

/// <summary>What Microsoft.Extensions.VectorData documents of a collection, apart from search.</summary>
public sealed class MemoryVectorCollectionTests : IAsyncLifetime
{
    private readonly MemoryVectorStore _store = new();
    private VectorStoreCollection<string, Note> _notes = null!;

    public async Task InitializeAsync()
    {
        _notes = _store.GetCollection<string, Note>("notes");
        await _notes.EnsureCollectionExistsAsync();
        await _notes.UpsertAsync([Note.At("a", 1, 0, 1990, "Ann"), Note.At("b", 0, 1, 1980, "Bob"), Note.At("c", 1, 1, 1980, "Cid")]);
    }

    public Task DisposeAsync()
    {
        _store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task ARecord_ComesBackWithVectorsWhereAskedFor()
    {
        Note? plain = await _notes.GetAsync("a");
        Note? whole = await _notes.GetAsync("a", new RecordRetrievalOptions { IncludeVectors = true });
        Assert.Equal(("a", 1990, "Ann", null), (plain!.Id, plain.Year, plain.Author, plain.Place));
        Assert.Equal([1, 0], whole!.Place!.Value.ToArray());
        Assert.Null(await _notes.GetAsync("z"));
    }

    [Fact]
    public async Task SeveralKeys_GiveWhatIsThere() =>
        Assert.Equal(["c", "a"], (await _notes.GetAsync(["c", "z", "a"]).ToListAsync()).Select(note => note.Id));

    [Fact]
    public async Task AnUpsert_ReplacesTheWholeRecord()
    {
        await _notes.UpsertAsync(Note.At("a", 0, 5));
        Note? note = await _notes.GetAsync("a", new RecordRetrievalOptions { IncludeVectors = true });
        Assert.Equal((0, null), (note!.Year, note.Author));
        Assert.Equal([0, 5], note.Place!.Value.ToArray());
        Assert.Equal(3, await _notes.GetAsync(_ => true, 10).CountAsync());
    }

    // A database would keep them apart too.
    [Fact]
    public async Task WhatACallerChanges_IsNotWhatIsStored()
    {
        float[] values = [3, 4];
        var given = new Note { Id = "d", Author = "Dee", Place = values };
        await _notes.UpsertAsync(given);
        (values[0], given.Author) = (9, "Eve");
        Note? got = await _notes.GetAsync("d", new RecordRetrievalOptions { IncludeVectors = true });
        Assert.Equal("Dee", got!.Author);
        Assert.Equal([3, 4], got.Place!.Value.ToArray());
        got.Author = "Flo";
        Assert.Equal("Dee", (await _notes.GetAsync("d"))!.Author);
    }

    [Fact]
    public async Task Deleted_AreGone_AndTheirPlacesServeOthers()
    {
        await _notes.DeleteAsync("a");
        await _notes.DeleteAsync("a");
        await _notes.DeleteAsync(["z", "b"]);
        Assert.Null(await _notes.GetAsync("a"));
        Assert.Equal(["c"], await Near(1, 0));
        await _notes.UpsertAsync(Note.At("e", 2, 0));
        Assert.Equal(["e", "c"], await Near(1, 0));
    }

    [Fact]
    public async Task AFilter_FindsRecordsInTheOrderAskedFor()
    {
        Assert.Equal(["b", "c"], await Ids(_notes.GetAsync(note => note.Year < 1985, 5)));
        Assert.Equal(["b", "c", "a"], await Ids(_notes.GetAsync(_ => true, 5, new() { OrderBy = order => order.Ascending(note => note.Year).Ascending(note => note.Author) })));
        Assert.Equal(["c", "b"], await Ids(_notes.GetAsync(note => note.Author != "Ann", 5, new() { OrderBy = order => order.Descending(note => note.Id) })));
        Assert.Equal(["c"], await Ids(_notes.GetAsync(_ => true, 1, new() { Skip = 1, OrderBy = order => order.Descending(note => note.Year).Descending(note => note.Id) })));
        string[] authors = ["Ann", "Cid"];
        Assert.Equal(["a", "c"], await Ids(_notes.GetAsync(note => authors.Contains(note.Author), 5)));
        int[] years = [1980, 1985];
        Assert.Equal(["b", "c"], await Ids(_notes.GetAsync(note => years.Contains(note.Year), 5)));
        string?[]? none = null;
        Assert.Empty(await Ids(_notes.GetAsync(note => none.Contains(note.Author), 5)));
        Note whole = await _notes.GetAsync(note => note.Id == "c", 1, new() { IncludeVectors = true }).SingleAsync();
        Assert.Equal([1, 1], whole.Place!.Value.ToArray());
    }

    [Fact]
    public async Task ANullVector_IsNotFound_ButItsRecordIsThere()
    {
        await _notes.UpsertAsync([new Note { Id = "a", Author = "Ann" }, new Note { Id = "n" }]);
        Assert.Equal(["c", "b"], await Near(1, 1));
        Note? note = await _notes.GetAsync("n", new RecordRetrievalOptions { IncludeVectors = true });
        Assert.Null(note!.Place);
        await _notes.UpsertAsync(Note.At("n", 1, 1));
        Assert.Equal(3, (await Near(1, 1)).Length);
    }

    [Fact]
    public async Task AllHandles_ShareTheRecords()
    {
        VectorStoreCollection<string, Note> other = _store.GetCollection<string, Note>("notes");
        await other.DeleteAsync("a");
        Assert.Null(await _notes.GetAsync("a"));
        await other.EnsureCollectionExistsAsync();
        Assert.NotNull(await _notes.GetAsync("b"));
        await other.EnsureCollectionDeletedAsync();
        await other.EnsureCollectionDeletedAsync();
        Assert.False(await _notes.CollectionExistsAsync());
        VectorStoreException missing = await Assert.ThrowsAsync<VectorStoreException>(() => _notes.GetAsync("b"));
        Assert.Equal(("notes", "Get", "replearn.memory"), (missing.CollectionName, missing.OperationName, missing.VectorStoreSystemName));
        Assert.StartsWith("Collection 'notes' does not exist", missing.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<VectorStoreException>(() => _notes.UpsertAsync(Note.At("a", 1, 0)));
        await Assert.ThrowsAsync<VectorStoreException>(() => _notes.DeleteAsync("a"));
        await Assert.ThrowsAsync<VectorStoreException>(async () => await _notes.SearchAsync(new float[2], 1).ToListAsync());
        await Assert.ThrowsAsync<VectorStoreException>(async () => await _notes.GetAsync(_ => true, 1).ToListAsync());
        await _notes.EnsureCollectionExistsAsync();
        Assert.Null(await _notes.GetAsync("b"));
    }

    [Fact]
    public async Task EmptyKeysOfGuids_AreGenerated()
    {
        var definition = new VectorStoreCollectionDefinition
        {
            Properties = [new VectorStoreKeyProperty("Key", typeof(Guid)), new VectorStoreVectorProperty("Vector", typeof(ReadOnlyMemory<float>), 2)],
        };
        VectorStoreCollection<Guid, VectorRecord<Guid>> collection = _store.GetCollection<Guid, VectorRecord<Guid>>("guids", definition);
        await collection.EnsureCollectionExistsAsync();
        VectorRecord<Guid>[] records = [new() { Vector = new float[] { 1, 0 } }, new() { Vector = new float[] { 0, 1 } }];
        await collection.UpsertAsync(records);
        Assert.All(records, record => Assert.NotEqual(Guid.Empty, record.Key));
        Assert.NotNull(await collection.GetAsync(records[1].Key));
    }

    [Fact]
    public async Task AWrongBatch_IsRefusedAsAWhole()
    {
        async Task Refuses(string message, params Note[] notes)
        {
            ArgumentException problem = await Assert.ThrowsAsync<ArgumentException>(() => _notes.UpsertAsync([Note.At("new", 1, 1), .. notes]));
            Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
            Assert.Null(await _notes.GetAsync("new"));
        }

        await Refuses("Expected 2 values in 'Place' of collection 'notes', but record 'w' has 3.", new Note { Id = "w", Place = new float[3] });
        await Refuses("Expected 2 values in 'Place' of collection 'notes', but record 'w' has 0.", new Note { Id = "w", Place = default(ReadOnlyMemory<float>) });
        await Refuses("Expected finite values in 'Place' of collection 'notes', but record 'w' has NaN at place 2, counted from 1.", Note.At("w", 0, float.NaN));
        await Refuses("Expected finite values in 'Place' of collection 'notes', but record 'w' has -Infinity at place 1, counted from 1.", Note.At("w", float.NegativeInfinity, 1));
        await Refuses("Expected a key of type String in 'Id', but record 2 of 2 for collection 'notes' has none.", new Note { Id = null! });
        await Refuses("Expected each key once in a batch, but records 2 and 3 for collection 'notes' both have 'w'.", Note.At("w", 1, 0), Note.At("w", 0, 1));
        await Refuses("Expected records, but number 2 of 2 is null.", (Note)null!);
    }

    [Fact]
    public async Task WrongRequests_AreRefused()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => _notes.GetAsync((string)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _notes.DeleteAsync((string)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _notes.UpsertAsync((Note)null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => _notes.GetAsync(_ => true, 0));
        await Assert.ThrowsAsync<OperationCanceledException>(() => _notes.UpsertAsync(Note.At("x", 1, 1), new CancellationToken(canceled: true)));
        Assert.Null(await _notes.GetAsync("x"));
        Assert.Null(_notes.GetService(typeof(VectorStoreCollectionMetadata), "key"));
        Assert.Same(_notes, _notes.GetService(typeof(VectorStoreCollection<string, Note>)));
        Assert.Equal("notes", ((VectorStoreCollectionMetadata)_notes.GetService(typeof(VectorStoreCollectionMetadata))!).CollectionName);
    }

    private static async Task<string[]> Ids(IAsyncEnumerable<Note> notes) => [.. (await notes.ToListAsync()).Select(note => note.Id)];

    private async Task<string[]> Near(float x, float y) => [.. (await _notes.SearchAsync(new[] { x, y }, 10).ToListAsync()).Select(result => result.Record.Id)];
}
