using System.Text.Json.Nodes;
using RepLearn.Embeddings;
using RepLearn.Tests.Embeddings.Training;
using RepLearn.Tests.Files;
using Xunit;

namespace RepLearn.Tests.Embeddings.Files;

/// <summary>Files of models that are trained on; what every safetensors file must be is tested with the autoencoders' files.</summary>
public sealed class EmbeddingFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private readonly byte[] _good;

    public EmbeddingFileTests()
    {
        _path = _folder["model.safetensors"];
        using var model = new SkipGramFloat(Training.Words.Vocabulary(), 5);
        model.Save(_path);
        _good = File.ReadAllBytes(_path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CutAnywhere_IsRefused()
    {
        for (int length = 0; length < _good.Length; length += 1 + (length / 50))
        {
            File.WriteAllBytes(_path, _good[..length]);
            Assert.Contains(_path, Assert.Throws<ModelFileException>(() => SkipGramFloat.Load(_path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AFileThatIsNotThere_IsNamed() =>
        Assert.Contains("none.safetensors", Assert.ThrowsAny<IOException>(() => SkipGramFloat.Load(_folder["none.safetensors"])).Message, StringComparison.Ordinal);

    [Fact]
    public void AnotherModelsFile_IsRefused()
    {
        using var other = new CbowFloat(Training.Words.Vocabulary(), 5);
        other.Save(_path);
        ExpectProblem("SkipGramFloat", "cbow 100", "skip-gram 20");
    }

    [Fact]
    public void WordsThatAreDamaged_AreRefused()
    {
        Edit((json, data) => data[Start(json, "words.text") + 1] = (byte)'1');
        ExpectProblem("words are damaged", "'w1', comes twice");
        Edit((json, data) => data.AsSpan(Start(json, "words.counts"), 8).Clear());
        ExpectProblem("words are damaged", "Word 0", "count 0");
        Edit((json, data) => data[Start(json, "words.starts") + 4] = 200);
        ExpectProblem("words are damaged", "Word 0");
    }

    [Fact]
    public void TablesOfAnotherNumberOfWords_AreRefused()
    {
        Edit((json, _) => json["input"]!["shape"]!.AsArray()[0] = 8);
        ExpectProblem("'input'");
    }

    [Fact]
    public void MetadataThatIsNoNumber_IsRefused()
    {
        Edit((json, _) => json["__metadata__"]!["seed"] = "-5");
        ExpectProblem("'seed'", "'-5'");
        Edit((json, _) => json["__metadata__"]!["epoch"] = "x");
        ExpectProblem("'epoch'", "'x'");
    }

    [Fact]
    public void AModelThatIsNotFinite_IsNotSaved_AndTheOldFileStays()
    {
        using var model = new SkipGramFloat(Training.Words.Vocabulary(), 6);
        model.OutputRow(2)[7] = float.NaN;
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => model.Save(_path));
        Assert.Contains("'output', row 2, column 7, is NaN", refused.Message, StringComparison.Ordinal);
        Assert.Equal(_good, File.ReadAllBytes(_path));
        Assert.Equal(["model.safetensors"], _folder.Names);
    }

    private static int Start(JsonObject json, string tensor) => json[tensor]!["data_offsets"]!.AsArray()[0]!.GetValue<int>();

    private void Edit(Action<JsonObject, byte[]> edit)
    {
        PlainSafetensors file = PlainSafetensors.Parse([.. _good]);
        JsonObject json = file.Json;
        edit(json, file.Data);
        File.WriteAllBytes(_path, PlainSafetensors.Build(json.ToJsonString(), file.Data));
    }

    private void ExpectProblem(params string[] parts)
    {
        string message = Assert.Throws<ModelFileException>(() => SkipGramFloat.Load(_path)).Message;
        Assert.All(parts.Append(_path), part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
