using System.Text;
using System.Text.Json.Nodes;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Numerics.Files;

/// <summary>Text in a header that is none, in files of every kind, and messages that stay short whatever a file holds.</summary>
public sealed class DamagedHeaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => ModelFileKinds.All;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AByteThatIsNoText_IsRefused(string kind)
    {
        Action load = Load(kind);
        byte[] good = File.ReadAllBytes(Path);
        int length = PlainSafetensors.Parse(good).HeaderLength;
        for (int place = 8; place < 8 + length; place++)
        {
            byte[] bad = [.. good];
            bad[place] = 0xFF;
            File.WriteAllBytes(Path, bad);
            string message = Assert.Throws<ModelFileException>(load).Message;
            Assert.InRange(message.Length, 1, 500 + Path.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void HalfOfASurrogatePair_IsRefused(string kind)
    {
        Action load = Load(kind);
        PlainSafetensors good = PlainSafetensors.Parse(File.ReadAllBytes(Path));
        foreach (string tensor in good.Json.Select(entry => entry.Key))
        {
            Write(good.Header.Replace($"\"{tensor}\"", "\"\\ud800\"", StringComparison.Ordinal), good.Data);
            Assert.Throws<ModelFileException>(load);
        }

        foreach ((string key, JsonNode? value) in good.Json["__metadata__"]!.AsObject())
        {
            Write(good.Header.Replace($"\"{key}\":", "\"\\ud800\":", StringComparison.Ordinal), good.Data);
            Assert.ThrowsAny<ModelFileException>(load);
            Write(good.Header.Replace($":{value!.ToJsonString()}", ":\"\\udc00\"", StringComparison.Ordinal), good.Data);
            Assert.ThrowsAny<ModelFileException>(load);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void LongNames_GiveShortMessages(string kind)
    {
        Action load = Load(kind);
        PlainSafetensors good = PlainSafetensors.Parse(File.ReadAllBytes(Path));
        foreach (string tensor in good.Json.Select(entry => entry.Key).Where(name => name != "__metadata__"))
        {
            Write(good.Header.Replace($"\"{tensor}\"", $"\"{new string('x', 5000)}\\u200b\"", StringComparison.Ordinal), good.Data);
            Assert.InRange(Assert.Throws<ModelFileException>(load).Message.Length, 1, 700 + Path.Length);
        }

        foreach (string key in good.Json["__metadata__"]!.AsObject().Select(entry => entry.Key))
        {
            JsonObject json = good.Json;
            json["__metadata__"]![key] = new string('y', 5000);
            Write(json.ToJsonString(), good.Data);
            Assert.InRange(Record.Exception(load)?.Message.Length ?? 1, 1, 700 + Path.Length);
        }
    }

    [Fact]
    public void AFileOfAnotherProgram_IsToldHowItIsMade()
    {
        Action load = Load("model");
        PlainSafetensors good = PlainSafetensors.Parse(File.ReadAllBytes(Path));
        JsonObject json = good.Json;
        json.Remove("__metadata__");
        Write(json.ToJsonString(), good.Data);
        Assert.Contains("save_file(tensors, path, metadata=", Assert.Throws<ModelFileException>(load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolder_IsNoFile() =>
        Assert.Contains("it is a folder", Assert.Throws<ModelFileException>(() => new LinearModel<double>(4, 2).Restore(_folder["."])).Message, StringComparison.Ordinal);

    private string Path => _folder["file.safetensors"];

    private void Write(string header, byte[] data) => File.WriteAllBytes(Path, PlainSafetensors.Build(header, data));

    private Action Load(string kind) => ModelFileKinds.Write(kind, Path);
}
