using RepLearn.Numerics.Files;
using RepLearn.Onnx;
using RepLearn.Tests.Dsl.Declaration;
using RepLearn.Tests.Dsl.Gallery;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Onnx;

public sealed class OnnxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SmallHead _model = new(seed: 3);

    public void Dispose()
    {
        _folder.Dispose();
        _model.Dispose();
    }

    [Fact]
    public void ExportOnnx_ReplacesAFileAndLeavesNothingElse()
    {
        string path = _folder.Write("model.onnx", new byte[1 << 16]);

        _model.ExportOnnx(path);

        Assert.Equal(["model.onnx"], _folder.Names);
        Assert.InRange(new FileInfo(path).Length, 100, 10_000);
    }

    [Fact]
    public void ExportOnnx_WritesTheSameBytesAgain()
    {
        _model.ExportOnnx(_folder["first.onnx"], OnnxPart.Prediction);
        _model.ExportOnnx(_folder["second.onnx"], OnnxPart.Prediction);

        Assert.Equal(File.ReadAllBytes(_folder["first.onnx"]), File.ReadAllBytes(_folder["second.onnx"]));
    }

    [Fact]
    public void ExportOnnx_IntoAMissingFolder_SaysSo() =>
        Assert.Throws<DirectoryNotFoundException>(() => _model.ExportOnnx(_folder["missing/model.onnx"]));

    [Fact]
    public void ExportOnnx_ToAFolder_SaysSo() =>
        Assert.Contains("folder", Assert.Throws<IOException>(() => _model.ExportOnnx(_folder.Path)).Message, StringComparison.Ordinal);

    // A folder in which nobody can make files, not even the superuser.
    [Fact]
    public void ExportOnnx_IntoAFolderThatAdmitsNoFile_SaysSo()
    {
        Exception refused = Assert.ThrowsAny<Exception>(() => _model.ExportOnnx("/proc/self/model.onnx"));

        Assert.True(refused is IOException or UnauthorizedAccessException);
        Assert.Contains("'/proc/self/model.onnx'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExportOnnx_WithoutAPath_SaysSo()
    {
        Assert.Equal("path", Assert.Throws<ArgumentNullException>(() => _model.ExportOnnx(null!)).ParamName);
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => _model.ExportOnnx("")).ParamName);
    }

    [Fact]
    public void ExportOnnx_OfNoPart_NamesTheParts()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => _model.ExportOnnx(_folder["model.onnx"], (OnnxPart)9));

        Assert.Equal("part", error.ParamName);
        Assert.Contains("Reconstruction, Encoder, Decoder, Prediction", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExportOnnx_OfADisposedModel_SaysSo()
    {
        _model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => _model.ExportOnnx(_folder["model.onnx"]));
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData(OnnxPart.Prediction, "no head")]
    [InlineData(OnnxPart.IndexEncoder, "no codebook")]
    [InlineData(OnnxPart.IndexDecoder, "no codebook")]
    [InlineData(OnnxPart.SparseEncoder, "no sparse code")]
    public void ExportOnnx_OfAPartThatTheModelLacks_SaysSo(OnnxPart part, string problem)
    {
        using var model = new Vae(seed: 1);

        Assert.Contains(problem, Assert.Throws<InvalidOperationException>(() => model.ExportOnnx(_folder["model.onnx"], part)).Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void ExportOnnx_OfAParameterThatIsNoNumber_NamesItAndKeepsTheOldFile()
    {
        string path = _folder.Write("model.onnx", [1, 2, 3]);
        _model.Parameters[^1] = double.NaN;
        string last = _model.Info.Layout[^1].Name;

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => _model.ExportOnnx(path, OnnxPart.Prediction));

        Assert.Contains(last, error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal(["model.onnx"], _folder.Names);
    }

    /// <summary>Models that are written by hand have none.</summary>
    [Fact]
    public void ExportOnnx_WithoutAGraph_SaysSo()
    {
        using var model = new LinearModel<float>(5, 3, seed: 4);

        Assert.Contains("no graph", Assert.Throws<NotSupportedException>(() => model.ExportOnnx(_folder["model.onnx"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileAboveTwoGigabytes_IsRefusedBeforeItIsWritten()
    {
        var graph = new OnnxGraph(OnnxType.Float);
        graph.Add("Identity", [graph.Tensor(new OnnxTensor("weight", OnnxType.Float, [30_000, 30_000], 3_600_000_000, _ => throw new InvalidOperationException("It was written.")))]);
        using var stream = new MemoryStream();

        NotSupportedException error = Assert.Throws<NotSupportedException>(() => new OnnxFile(graph, "Large", "Large.").WriteTo(stream));

        Assert.Contains("2147483647", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    /// <summary>What comes after the start of a field is the field: the same bytes as of a message that holds them.</summary>
    [Fact]
    public void AFieldThatIsWrittenInTwoParts_IsThatOfOnePart()
    {
        byte[] content = [.. Enumerable.Range(0, 300).Select(value => (byte)value)];
        var whole = new ProtocolBuffer();
        whole.AddBytes(9, content);
        var start = new ProtocolBuffer();
        start.AddStart(9, content.Length);

        Assert.Equal(whole.Bytes.ToArray(), (byte[])[.. start.Bytes, .. content]);
    }
}
