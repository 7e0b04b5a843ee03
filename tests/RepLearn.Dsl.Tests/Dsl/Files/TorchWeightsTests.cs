using System.Text.Json;
using System.Text.Json.Nodes;
using RepLearn.Data;
using RepLearn.Tests.Numerics.Files;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Files;

// The file and the numbers are libtorch's: `RepLearn.Oracle weights`.
public sealed class TorchWeightsTests
{
    private static readonly TorchTensor[] s_names =
    [
        ("encoder.0.weight", "encoder1Weight"),
        ("encoder.0.bias", "encoder1Bias"),
        ("encoder.1.weight", "encoder2Gain"),
        ("encoder.1.bias", "encoder2Bias"),
        ("encoder.1.running_mean", "encoder2RunningMean"),
        ("encoder.1.running_var", "encoder2RunningVariance"),
        new("encoder.4.weight", "codeWeight") { InputImage = (4, 4, 4) },
        ("encoder.4.bias", "codeBias"),
        new("expand.0.weight", "decoder1Weight") { OutputImage = (4, 4, 4) },
        new("expand.0.bias", "decoder1Bias") { OutputImage = (4, 4, 4) },
        ("decoder.weight", "decoder2Weight"),
        ("decoder.bias", "decoder2Bias"),
    ];

    private static string File => Path.Combine(AppContext.BaseDirectory, "Dsl", "Files", "Fixtures", "torch-digits.safetensors");

    [Fact]
    public void ATrainedModel_GivesTheSameNumbers()
    {
        using var model = new TorchDigits(seed: 1);
        model.LoadTorch(File, s_names);
        Dictionary<string, float[]> expected = JsonSerializer.Deserialize<Dictionary<string, float[]>>(System.IO.File.ReadAllText(Path.ChangeExtension(File, "json")))!;
        float[] pixels = Digits.Load().Pixels.Span[..(20 * 64)].ToArray();

        Near(expected["codes"], model.Encode(pixels));
        Near(expected["reconstructions"], model.Reconstruct(pixels));
    }

    // Otherwise a mapping that forgets one tensor gives a model that is silently wrong.
    [Fact]
    public void WhatIsMissingOrDoesNotFit_IsToldAtOnce()
    {
        using var model = new TorchDigits(seed: 1);
        float[] before = model.Parameters.ToArray();
        TorchTensor[] wrong =
        [
            .. s_names.Where(name => name.From is not ("encoder.1.bias" or "decoder.bias" or "encoder.4.weight" or "expand.0.bias")),
            ("nowhere", "decoder2Bias"),
            ("decoder.bias", "decoder9Bias"),
            new("encoder.4.weight", "codeWeight") { InputImage = (4, 4, 5) },
            ("expand.0.bias", "codeBias"),
        ];
        ArgumentException problem = Assert.Throws<ArgumentException>(() => model.LoadTorch(File, wrong));
        Assert.All(
            ["there is no 'nowhere'", "the model has no 'decoder9Bias'", "which reads no image of 4 × 4 × 5", "expand.0.bias is F32 [64], where PyTorch's shape of codeBias [1, 8] is [8]", "no tensor is named for encoder2Bias", "codeBias is named 2 times", "nothing takes 'encoder.1.bias'"],
            text => Assert.Contains(text, problem.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("num_batches_tracked", problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, model.Parameters.ToArray());
        TorchTensor[] turned = [.. s_names[..^1], new("decoder.bias", "decoder2Bias") { OutputImage = (-1, -1, 1) }];
        Assert.Contains("sides of -1 × -1 × 1", Assert.Throws<ArgumentException>(() => model.LoadTorch(File, turned)).Message, StringComparison.Ordinal);
        Assert.Contains("there is no ''", Assert.Throws<ArgumentException>(() => model.LoadTorch(File, [.. s_names, (null!, "codeBias")])).Message, StringComparison.Ordinal);
        Assert.Contains("encoder1Weight", Assert.Throws<ArgumentException>(() => model.LoadTorch(File)).Message, StringComparison.Ordinal);
    }

    // A tensor of as many values, but of another kind of layer.
    [Theory]
    [InlineData("encoder.4.weight", "codeWeight", new long[] { 8, 4, 4, 4 }, "where PyTorch's shape of codeWeight [64, 8] is [8, 64]")]
    [InlineData("encoder.0.weight", "encoder1Weight", new long[] { 4, 9 }, "where PyTorch's shape of encoder1Weight [9, 4] is [4, 1, 3, 3]")]
    [InlineData("encoder.0.weight", "encoder1Weight", new long[] { 4, 9, 1, 1 }, "is [4, 1, 3, 3]")]
    [InlineData("decoder.weight", "decoder2Weight", new long[] { 4, 9, 1, 1 }, "is [4, 1, 3, 3]")]
    [InlineData("encoder.0.bias", "encoder1Bias", new long[] { 4, 1, 1, 1 }, "where PyTorch's shape of encoder1Bias [1, 4] is [4]")]
    [InlineData("encoder.1.running_var", "encoder2RunningVariance", new long[] { 4, 1 }, "is [4]")]
    [InlineData("encoder.0.weight", "encoder1Weight", new long[] { 36 }, "encoder.0.weight is F32 [36], where PyTorch's shape of encoder1Weight [9, 4] is [4, 1, 3, 3]")]
    [InlineData("encoder.0.weight", "encoder1Weight", new long[] { 4, 1, 3, 3, 1 }, "is [4, 1, 3, 3]")]
    [InlineData("encoder.0.bias", "encoder1Bias", new long[] { 1, 4 }, "where PyTorch's shape of encoder1Bias [1, 4] is [4]")]
    [InlineData("decoder.bias", "decoder2Bias", new long[] { }, "where PyTorch's shape of decoder2Bias [1, 1] is [1]")]
    public void ATensorOfAnotherKindOfLayer_IsRefused(string from, string to, long[] shape, string expected)
    {
        using var folder = new TemporaryFolder();
        PlainSafetensors file = PlainSafetensors.Parse(System.IO.File.ReadAllBytes(File));
        JsonObject header = file.Json;
        header[from]!["shape"] = JsonSerializer.SerializeToNode(shape);
        System.IO.File.WriteAllBytes(folder["theirs"], PlainSafetensors.Build(header.ToJsonString(), file.Data));
        using var model = new TorchDigits(seed: 1);
        TorchTensor[] names = [.. s_names.Select(name => name.To == to ? (from, to) : name)];
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => model.LoadTorch(folder["theirs"], names)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnImageThatTheModelDoesNotGoOnWith_IsRefused()
    {
        using var model = new TorchDigits(seed: 1);
        TorchTensor[] names = [.. s_names.Select(name => name.To == "decoder1Weight" ? name with { OutputImage = (16, 2, 2) } : name)];
        Assert.Contains(
            "expand.0.weight makes an image of 16 × 2 × 2, channels first, but the model goes on with 'decoder reshape 4 × 4 × 4'",
            Assert.Throws<ArgumentException>(() => model.LoadTorch(File, names)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decoder1Weight")]
    [InlineData("decoder1Bias")]
    public void AnImageThatIsLeftOutBeforeAReshape_IsRefused(string parameter)
    {
        using var model = new TorchDigits(seed: 1);
        TorchTensor[] names = [.. s_names.Select(name => name.To == parameter ? name with { OutputImage = null } : name)];
        Assert.Contains(
            "makes no image, but the model goes on with 'decoder reshape 4 × 4 × 4', channels last, which PyTorch has first: expected OutputImage = (4, 4, 4)",
            Assert.Throws<ArgumentException>(() => model.LoadTorch(File, names)).Message, StringComparison.Ordinal);
    }

    // A normalisation between a layer and its reshape moves with it; what follows the reshape makes an image only if it is given.
    [Fact]
    public void AnImage_IsExpectedOfAllTensorsThatMakeIt()
    {
        using var folder = new TemporaryFolder();
        using var model = new TorchReshapes(seed: 1);
        model.Save(folder["ours"]);
        PlainSafetensors ours = PlainSafetensors.Parse(System.IO.File.ReadAllBytes(folder["ours"]));
        JsonObject header = ours.Json;
        header.Remove("__metadata__");
        foreach ((string name, JsonNode? tensor) in header)
        {
            JsonArray shape = tensor!["shape"]!.AsArray();
            bool isVector = !name.EndsWith("Weight", StringComparison.Ordinal);
            tensor["shape"] = isVector ? new JsonArray((int)shape[1]!) : new JsonArray((int)shape[1]!, (int)shape[0]!);
        }

        System.IO.File.WriteAllBytes(folder["theirs"], PlainSafetensors.Build(header.ToJsonString(), ours.Data));
        TorchTensor[] plain = [.. header.Select(tensor => new TorchTensor(tensor.Key, tensor.Key))];
        TorchTensor[] Given(Func<string, bool> has) => [.. plain.Select(name => has(name.To) ? name with { OutputImage = (3, 2, 2) } : name)];
        string Refused(Func<string, bool> has) => Assert.Throws<ArgumentException>(() => model.LoadTorch(folder["theirs"], Given(has))).Message;

        model.LoadTorch(folder["theirs"], Given(name => name.StartsWith("decoder1", StringComparison.Ordinal) || name.StartsWith("decoder2", StringComparison.Ordinal)));
        Assert.Contains("decoder2Gain makes no image, but the model goes on with 'decoder reshape 2 × 2 × 3'", Refused(name => name.StartsWith("decoder1", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("decoder3Bias makes no image, but decoder3Weight, of the same layer, an image of 3 × 2 × 2, channels first", Refused(name => name == "decoder3Weight" || name[..8] is "decoder1" or "decoder2"), StringComparison.Ordinal);
    }

    private static void Near(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        float largest = expected.Max(MathF.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -1e-5f * largest, 1e-5f * largest));
    }
}

[Autoencoder(8, 8, 1)]
[Encoder.Conv(4, 3, Stride = 2)]
[Encoder.BatchNorm(Activation.Relu)]
[Latent.Code(8)]
[Decoder.Dense(64, Activation.Relu)]
[Decoder.Reshape(4, 4, 4)]
[Decoder.ConvTranspose(1, 3, Stride = 2)]
[Likelihood.SquaredError]
internal sealed partial class TorchDigits;

[Autoencoder(12)]
[Latent.Code(4)]
[Decoder.Dense(12)]
[Decoder.BatchNorm(Activation.Relu)]
[Decoder.Reshape(2, 2, 3)]
[Decoder.Flatten]
[Decoder.Dense(12)]
[Likelihood.SquaredError]
internal sealed partial class TorchReshapes;
