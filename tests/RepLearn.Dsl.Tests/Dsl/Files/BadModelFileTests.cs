using System.Text.Json.Nodes;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Numerics.Files;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Files;

// Each damaged file gives an exception that names the file and the problem, and leaves the model as it was.
public sealed class BadModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LinearModel<double> _model = new(4, 2, seed: 1) { Step = 5 };
    private readonly PlainSafetensors _good;

    public BadModelFileTests()
    {
        _model.Save(File);
        _good = PlainSafetensors.Parse(System.IO.File.ReadAllBytes(File));
    }

    private string File => _folder["model.safetensors"];

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Untouched_Loads()
    {
        System.IO.File.WriteAllBytes(File, PlainSafetensors.Build(_good.Header, _good.Data));
        _model.Restore(File);
    }

    [Theory]
    [InlineData(0, "ends after 0")]
    [InlineData(7, "ends after 7")]
    [InlineData(8, "truncated")]
    [InlineData(100, "truncated")]
    public void TruncatedHeader(int length, string problem) =>
        ExpectProblem([.. System.IO.File.ReadAllBytes(File)[..length]], problem);

    [Fact]
    public void TruncatedData()
    {
        ExpectProblem(PlainSafetensors.Build(_good.Header, _good.Data[..^8]), "reaches to byte 176", "only 168 bytes");
    }

    [Fact]
    public void BytesAfterTheLastTensor() =>
        ExpectProblem(PlainSafetensors.Build(_good.Header, [.. _good.Data, 0]), "176 bytes into the data, but 177");

    [Fact]
    public void HeaderLengthThatLies()
    {
        byte[] file = PlainSafetensors.Build(_good.Header, _good.Data);
        file[7] = 0x7F;
        ExpectProblem(file, "at most 100000000 bytes");
        file[7] = 0xFF;
        ExpectProblem(file, "at most 100000000 bytes");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1, 2]")]
    [InlineData("just text")]
    public void NoJsonObject(string header) => ExpectProblem(PlainSafetensors.Build(header, _good.Data), "begins with '{'");

    [Theory]
    [InlineData("{\"codeWeight\": ")]
    [InlineData("{\"a\": 1} trailing")]
    public void BrokenJson(string header) => ExpectProblem(PlainSafetensors.Build(header, _good.Data), "cannot be read");

    [Fact]
    public void TensorTwice()
    {
        string header = _good.Header.TrimEnd();
        string tensor = _good.Json["codeBias"]!.ToJsonString();
        ExpectProblem(PlainSafetensors.Build($"{header[..^1]},\"codeBias\":{tensor}}}", _good.Data), "cannot be read");
    }

    [Fact]
    public void OffsetsThatOverlap() =>
        ExpectProblem(Edited(json => json["codeBias"]!["data_offsets"] = new JsonArray(56, 72)), "'codeBias' at byte 64", "overlap");

    [Fact]
    public void OffsetsThatLeaveAGap() =>
        ExpectProblem(Edited(json => json["codeBias"]!["data_offsets"] = new JsonArray(72, 88)), "'codeBias' at byte 64", "gap");

    [Fact]
    public void OffsetsBeyondTheFile() =>
        ExpectProblem(Edited(json => json["decoder1Bias"]!["data_offsets"] = new JsonArray(1_000_000, 1_000_032)), "'decoder1Bias' reaches to byte 1000032");

    [Fact]
    public void OffsetsThatDoNotFitTheShape() =>
        ExpectProblem(Edited(json => json["codeBias"]!["data_offsets"] = new JsonArray(64, 76)), "expected 16 bytes", "hold 12");

    [Theory]
    [InlineData("[64]")]
    [InlineData("[80, 64]")]
    [InlineData("[-1, 15]")]
    [InlineData("[64, 80.5]")]
    [InlineData("\"64\"")]
    public void OffsetsThatAreNone(string offsets) =>
        ExpectProblem(Edited(json => json["codeBias"]!["data_offsets"] = JsonNode.Parse(offsets)), "'codeBias'", "data_offsets as two whole numbers");

    [Fact]
    public void ShapeThatOverflows() =>
        ExpectProblem(Edited(json => json["codeBias"]!["shape"] = new JsonArray(long.MaxValue, long.MaxValue)), "larger than any file");

    [Fact]
    public void ShapeMissing() => ExpectProblem(Edited(json => json["codeBias"]!.AsObject().Remove("shape")), "'codeBias'", "expected a shape");

    [Fact]
    public void OtherType() =>
        ExpectProblem(Edited(json =>
        {
            json["codeBias"]!["dtype"] = "F32";
            json["codeBias"]!["shape"] = new JsonArray(1, 4);
        }), "'codeBias' as F64 [1, 2], but it is F32 [1, 4]");

    [Fact]
    public void UnknownType() => ExpectProblem(Edited(json => json["codeBias"]!["dtype"] = "F63"), "'F63'");

    [Fact]
    public void OtherShape() =>
        ExpectProblem(Edited(json => json["codeWeight"]!["shape"] = new JsonArray(2, 4)), "'codeWeight' as F64 [4, 2], but it is F64 [2, 4]");

    [Fact]
    public void TensorMissing() =>
        ExpectProblem(Edited(json =>
        {
            JsonNode tensor = json["codeBias"]!.DeepClone();
            json.Remove("codeBias");
            json["renamed"] = tensor;
        }), "expected a tensor 'codeBias'", "codeWeight, decoder1Bias, decoder1Weight, renamed");

    [Fact]
    public void TensorTooMany() =>
        ExpectProblem(Edited(json => json["more"] = JsonNode.Parse("{\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[176,176]}")), "a tensor 'more', too");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ValueThatIsNotFinite(double value)
    {
        byte[] data = [.. _good.Data];
        BitConverter.GetBytes(value).CopyTo(data, (8 + 1) * 8);
        ExpectProblem(PlainSafetensors.Build(_good.Header, data), "tensor 'codeBias', row 1, column 2, both counted from 1");
    }

    [Fact]
    public void OtherArchitecture()
    {
        using var other = new LinearModel<double>(4, 2, seed: 2, architecture: "tanh");
        other.Save(File);
        ModelFileException exception = ExpectProblem(
            System.IO.File.ReadAllBytes(File), _model.Info.Architecture, other.Info.Architecture, "expected 'linear', file 'tanh'");
        Assert.Equal(File, exception.Path);
    }

    [Fact]
    public void FingerprintThatIsNotTheTexts() =>
        ExpectProblem(Edited(json => json["__metadata__"]!["fingerprint"] = "ABC"), "the file was changed");

    [Theory]
    [InlineData("version")]
    [InlineData("fingerprint")]
    [InlineData("step")]
    public void MetadataMissing(string key) =>
        ExpectProblem(Edited(json => json["__metadata__"]!.AsObject().Remove(key)), $"expected metadata '{key}'");

    [Fact]
    public void MetadataThatIsNoText() => ExpectProblem(Edited(json => json["__metadata__"]!["step"] = 5), "metadata 'step' as a string");

    [Fact]
    public void OtherVersion() => ExpectProblem(Edited(json => json["__metadata__"]!["version"] = "2"), "version 1", "'2'");

    [Fact]
    public void StepThatIsNoNumber() => ExpectProblem(Edited(json => json["__metadata__"]!["step"] = "-3"), "whole number", "'-3'");

    private byte[] Edited(Action<JsonObject> edit)
    {
        JsonObject json = _good.Json;
        edit(json);
        return PlainSafetensors.Build(json.ToJsonString(), _good.Data);
    }

    private ModelFileException ExpectProblem(byte[] file, params string[] parts)
    {
        System.IO.File.WriteAllBytes(File, file);
        double[] before = _model.Parameters.ToArray();
        var exception = Assert.Throws<ModelFileException>(() => _model.Restore(File));
        Assert.Contains(File, exception.Message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
        Assert.Equal(before, _model.Parameters.ToArray());
        Assert.Equal(5, _model.Step);
        return exception;
    }
}
