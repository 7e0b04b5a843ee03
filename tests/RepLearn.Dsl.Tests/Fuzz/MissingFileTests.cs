using RepLearn.Data;
using RepLearn.Embeddings;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Fuzz;

/// <summary>Every reader's answer where there is no file: one exception, which names the file and what it should be.</summary>
public sealed class MissingFileTests : IDisposable
{
    // A fit that is to be resumed and has no checkpoint begins anew.
    private const string Resumed = "checkpoint";

    private static readonly (string Name, string File, Action<string> Read)[] s_readers =
    [
        .. FuzzTargets.All.Where(target => target.Name != Resumed).Select(target => (target.Name, target.File, target.Read)),
        ("rows", "rows.bin", path => Examples.File<float>(path, 4)),
        ("scaler", "model.safetensors", path => Scaler.Load(path)),
        ("layers", "model.safetensors", path => Use(model => model.LoadLayers(path, "encoder*"))),
        ("PyTorch's", "model.safetensors", path => Use(model => model.LoadTorch(path, ("a", "codeWeight")))),
        ("images' labels", "labels.gz", path => IdxReader.ReadLabels(path)),
        ("collection", "notes.safetensors", ReadCollection),
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Readers => [.. s_readers.Select(reader => reader.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Readers))]
    public void AFileThatIsNotThere_HasOneException(string name)
    {
        (_, string file, Action<string> read) = s_readers.Single(reader => reader.Name == name);
        string path = _folder[file];

        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => read(path));

        Assert.Equal(path, error.FileName);
        Assert.Matches($"^'{System.Text.RegularExpressions.Regex.Escape(path)}': expected an? [A-Za-z ]+, but there is no such file.$", error.Message);
    }

    private static void Use(Action<FuzzCode> read)
    {
        using var model = new FuzzCode(1);
        read(model);
    }

    private static void ReadCollection(string path)
    {
        using var store = new MemoryVectorStore();
        var options = new System.Text.Json.JsonSerializerOptions { TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() };
        store.GetCollection<string, Extensions.VectorData.Note>("notes").Load(path, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<Extensions.VectorData.Note>)options.GetTypeInfo(typeof(Extensions.VectorData.Note)));
    }
}
