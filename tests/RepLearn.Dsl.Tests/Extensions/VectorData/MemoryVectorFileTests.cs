using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.VectorData;
using Xunit;

namespace RepLearn.Tests.Extensions.VectorData;

public sealed partial class MemoryVectorFileTests : IDisposable
{
    private static readonly JsonTypeInfo<Note> s_json = Notes.Default.Note;
    private readonly string _folder = Directory.CreateTempSubdirectory("collections").FullName;
    private readonly MemoryVectorStore _store = new();

    private string File => Path.Combine(_folder, "notes.safetensors");

    [Fact]
    public async Task ASavedCollection_ComesBackBitForBit()
    {
        MemoryVectorCollection<string, Note> notes = await Open("notes");
        Note[] saved = [Note.At("a", MathF.PI, 1e-30f, 1990, "Ann \"Å\"\n"), new Note { Id = "none", Year = 3 }, Note.At("c", -0f, 7)];
        await notes.UpsertAsync([Note.At("gone", 1, 1), .. saved]);
        await notes.DeleteAsync("gone");
        notes.Save(File, s_json);

        using var other = new MemoryVectorStore(new MemoryVectorStoreOptions { Index = HnswIndex.Create });
        MemoryVectorCollection<string, Note> loaded = other.GetCollection<string, Note>("elsewhere");
        loaded.Load(File, s_json);
        Assert.Equal(3, await loaded.GetAsync(_ => true, 10).CountAsync());
        foreach (Note note in saved)
        {
            Note? back = await loaded.GetAsync(note.Id, new RecordRetrievalOptions { IncludeVectors = true });
            Assert.Equal((note.Year, note.Author), (back!.Year, back.Author));
            Assert.Equal(note.Place?.ToArray().Select(BitConverter.SingleToInt32Bits), back.Place?.ToArray().Select(BitConverter.SingleToInt32Bits));
        }

        Assert.Equal("c", (await loaded.SearchAsync(new float[] { 0, 1 }, 1).SingleAsync()).Record.Id);
    }

    [Fact]
    public async Task Loading_ReplacesRecordsOfTheSameKeys()
    {
        MemoryVectorCollection<string, Note> notes = await Open("notes");
        await notes.UpsertAsync([Note.At("a", 1, 0, 1), Note.At("b", 0, 1, 2)]);
        notes.Save(File, s_json);
        await notes.UpsertAsync([Note.At("a", 5, 5, 9), Note.At("z", 0, 1, 3)]);
        notes.Load(File, s_json);
        Assert.Equal([1, 2, 3], (await notes.GetAsync(_ => true, 9, new() { OrderBy = order => order.Ascending(note => note.Id) }).ToListAsync()).Select(note => note.Year));
    }

    [Fact]
    public async Task AKeyThatWouldComeBackAsAnother_IsNotSaved()
    {
        MemoryVectorCollection<string, Note> notes = await Open("notes");
        await notes.UpsertAsync([Note.At("a\uD83D", 1, 0, 1), Note.At("a\uDE00", 0, 1, 2)]);
        Assert.Contains("keys of whole characters", Assert.Throws<ArgumentException>(() => notes.Save(File, s_json)).Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task AnEmptyCollection_IsSavedToo()
    {
        (await Open("notes")).Save(File, s_json);
        MemoryVectorCollection<string, Note> loaded = _store.GetCollection<string, Note>("loaded");
        loaded.Load(File, s_json);
        Assert.True(await loaded.CollectionExistsAsync());
        Assert.Empty(await loaded.GetAsync(_ => true, 1).ToListAsync());
    }

    [Fact]
    public async Task DamagedAndForeignFiles_AreRefused_AndChangeNothing()
    {
        MemoryVectorCollection<string, Note> notes = await Open("notes");
        await notes.UpsertAsync(Note.At("a", 1, 0));
        notes.Save(File, s_json);
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        string broken = Path.Combine(_folder, "broken.safetensors");
        MemoryVectorCollection<string, Note> target = _store.GetCollection<string, Note>("target");
        foreach (int place in (int[])[3, bytes.Length / 2, bytes.Length - 1])
        {
            byte[] copy = [.. bytes];
            copy[place] ^= 0x40;
            System.IO.File.WriteAllBytes(broken, copy);
            Assert.Throws<ModelFileException>(() => target.Load(broken, s_json));
            System.IO.File.WriteAllBytes(broken, bytes[..place]);
            Assert.Throws<ModelFileException>(() => target.Load(broken, s_json));
        }

        var definition = new VectorStoreCollectionDefinition { Properties = [new VectorStoreVectorProperty("Place", typeof(ReadOnlyMemory<float>?), 3), new VectorStoreKeyProperty("Id", typeof(string))] };
        ModelFileException other = Assert.Throws<ModelFileException>(() => _store.GetCollection<string, Note>("wide", definition).Load(File, s_json));
        Assert.Contains("expected format 'replearn vector collection' with vectors 'Place' of 3 values", other.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => target.Load(Path.Combine(_folder, "none"), s_json));
        Assert.Throws<VectorStoreException>(() => target.Save(File, s_json));
        Assert.False(await target.CollectionExistsAsync());
        Assert.Equal(bytes, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void DynamicCollections_AreNotSaved()
    {
        var definition = new VectorStoreCollectionDefinition { Properties = [new VectorStoreKeyProperty("Id", typeof(int))] };
        var json = (JsonTypeInfo<Dictionary<string, object?>>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Dictionary<string, object?>));
        Assert.Throws<NotSupportedException>(() => _store.GetDynamicCollection("notes", definition).Save(File, json));
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<MemoryVectorCollection<string, Note>> Open(string name)
    {
        MemoryVectorCollection<string, Note> notes = _store.GetCollection<string, Note>(name);
        await notes.EnsureCollectionExistsAsync();
        return notes;
    }

    [JsonSerializable(typeof(Note))]
    private sealed partial class Notes : JsonSerializerContext;
}
