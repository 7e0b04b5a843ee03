using System.Text.Json.Nodes;
using RepLearn.Files;
using RepLearn.Numerics.Files;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Numerics.Files;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Files;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_WritesTheFormatOfTheSpecification()
    {
        using var model = new LinearModel<double>(5, 3, seed: 4) { Step = 77 };
        model.Save(_folder["model.safetensors"]);

        PlainSafetensors file = PlainSafetensors.Parse(File.ReadAllBytes(_folder["model.safetensors"]));
        Assert.Equal(0, file.HeaderLength % 8);
        Assert.StartsWith("{", file.Header, StringComparison.Ordinal);
        JsonObject metadata = file.Json["__metadata__"]!.AsObject();
        Assert.Equal("1", (string?)metadata["version"]);
        Assert.Equal("LinearModel", (string?)metadata["model"]);
        Assert.Equal(model.Info.Architecture, (string?)metadata["architecture"]);
        Assert.Equal(model.Info.Fingerprint, (string?)metadata["fingerprint"]);
        Assert.Equal("77", (string?)metadata["step"]);
        Assert.Equal(5, file.Json.Count);
        Assert.Equal((5 * 3 * 2 + 3 + 5) * 8, file.Data.Length);
        foreach (ParameterInfo parameter in model.Info.Layout)
        {
            JsonObject tensor = file.Json[parameter.Name]!.AsObject();
            Assert.Equal("F64", (string?)tensor["dtype"]);
            Assert.Equal([parameter.Rows, parameter.Columns], tensor["shape"]!.AsArray().Select(length => (int)length!));
            Assert.Equal(model.Parameters.Slice(parameter.Offset, parameter.Length).ToArray(), file.Doubles(parameter.Name));
        }
    }

    [Fact]
    public void Save_WritesSinglePrecisionAsF32()
    {
        using var model = new LinearModel<float>(5, 3, seed: 4);
        model.Save(_folder["model.safetensors"]);
        PlainSafetensors file = PlainSafetensors.Parse(File.ReadAllBytes(_folder["model.safetensors"]));
        Assert.Equal("F32", (string?)file.Json["codeWeight"]!["dtype"]);
        Assert.Equal(model.Parameters[..15].ToArray(), file.Floats("codeWeight"));
    }

    // Longer than the pieces that it is written in.
    [Fact]
    public void Load_GivesTheSameBits()
    {
        using var model = new LinearModel<float>(1500, 50, seed: 4) { Step = 12 };
        model.Save(_folder["model.safetensors"]);
        using LinearModel<float> loaded = LinearModel<float>.Load(_folder["model.safetensors"], 1500, 50);
        Assert.Equal(model.Parameters.ToArray(), loaded.Parameters.ToArray());
        Assert.Equal(12, loaded.Step);
    }

    // Steps that a fit gave up are no steps of the parameters, but their draws are used.
    [Fact]
    public void Draws_AreKept_AndWithoutThemThoseOfTheSteps()
    {
        string path = _folder["model.safetensors"];
        using var model = new LinearModel<double>(5, 3) { Step = 100 };
        model.Step = 40;
        Assert.Equal(100, model.Draws);
        model.Save(path);
        using LinearModel<double> loaded = LinearModel<double>.Load(path, 5, 3);
        Assert.Equal((40, 100), (loaded.Step, loaded.Draws));
        using var copy = (LinearModel<double>)loaded.Clone();
        Assert.Equal((40, 100), (copy.Step, copy.Draws));

        PlainSafetensors file = PlainSafetensors.Parse(File.ReadAllBytes(path));
        System.Text.Json.Nodes.JsonObject json = file.Json;
        json["__metadata__"]!["draws"] = "39";
        File.WriteAllBytes(path, PlainSafetensors.Build(json.ToJsonString(), file.Data));
        Assert.Contains("'draws' as a number of at least the 40 steps, but it is 39", Assert.Throws<ModelFileException>(() => loaded.Restore(path)).Message, StringComparison.Ordinal);
        json["__metadata__"]!.AsObject().Remove("draws");
        File.WriteAllBytes(path, PlainSafetensors.Build(json.ToJsonString(), file.Data));
        loaded.Restore(path);
        Assert.Equal((40, 40), (loaded.Step, loaded.Draws));
    }

    // 7 MB of parameters; gradients are as large.
    [Fact]
    public void Save_CopiesNothingButTheParameters()
    {
        using var model = new LinearModel<float>(200_000, 4);
        model.Save(_folder["model.safetensors"]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        model.Save(_folder["model.safetensors"]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public void Restore_TakesTheFilesParameters()
    {
        using var model = new LinearModel<double>(4, 2, seed: 1);
        double[] saved = model.Parameters.ToArray();
        model.Save(_folder["model.safetensors"]);
        model.Parameters.Fill(9);
        model.Restore(_folder["model.safetensors"]);
        Assert.Equal(saved, model.Parameters.ToArray());
    }

    [Fact]
    public void Save_ReplacesAFileAndLeavesNothingElse()
    {
        File.WriteAllText(_folder["model.safetensors"], "old");
        using var model = new LinearModel<double>(4, 2, seed: 1);
        model.Save(_folder["model.safetensors"]);
        Assert.Equal(["model.safetensors"], _folder.Names);
        model.Restore(_folder["model.safetensors"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void AWriteThatFails_LeavesTheOldFile(int writes)
    {
        using var model = new LinearModel<double>(4, 2, seed: 1);
        model.Save(_folder["model.safetensors"]);
        byte[] old = File.ReadAllBytes(_folder["model.safetensors"]);
        var writer = new SafetensorsWriter();
        model.Parameters.Fill(3);
        ModelFile.Add(writer, model.Info, model.CopyState());

        var failure = Assert.Throws<IOException>(() => AtomicFile.Write(
            _folder["model.safetensors"], stream => writer.WriteTo(new FailingStream(stream, writes))));

        Assert.Equal("disk full", failure.Message);
        Assert.Equal(old, File.ReadAllBytes(_folder["model.safetensors"]));
        Assert.Equal(["model.safetensors"], _folder.Names);
    }

    [Fact]
    public void Save_IntoAMissingFolder_SaysSo()
    {
        using var model = new LinearModel<double>(4, 2, seed: 1);
        Assert.Throws<DirectoryNotFoundException>(() => model.Save(_folder["missing/model.safetensors"]));
    }

    [Fact]
    public void Load_OfAMissingFile_SaysSo()
    {
        using var model = new LinearModel<double>(4, 2, seed: 1);
        Assert.Throws<FileNotFoundException>(() => model.Restore(_folder["missing.safetensors"]));
    }

    private sealed class FailingStream(Stream inner, int writes) : Stream
    {
        private int _left = writes;

        public override bool CanRead => false;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (_left-- == 0)
            {
                inner.Write(buffer[..(buffer.Length / 2)]);
                throw new IOException("disk full");
            }

            inner.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
