using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace RepLearn.Dsl.Generators.Tests.Export;

/// <summary>What a file tells of itself.</summary>
public class OnnxMetadataTests
{
    private static readonly Lazy<Assembly> s_assembly = new(() => GeneratedAssembly.Load("""
        using RepLearn;
        [Autoencoder(6)] [Condition(4)] [Latent.Gaussian(3)] [Decoder.Dense(6)] [Likelihood.Bernoulli] [Head.Softmax(5)] partial class Classes;
        [Autoencoder(6, Precision = Precision.Double)] [Target(2)] [Condition(Values = 4)] [Latent.Code(3)] [Decoder.Dense(2)] [Likelihood.SquaredError] partial class Vectors;
        """));

    [Theory]
    [InlineData(OnnxPart.Reconstruction, "x", 6, "reconstruction", 6)]
    [InlineData(OnnxPart.Encoder, "x", 6, "code", 3)]
    [InlineData(OnnxPart.Decoder, "code", 3, "reconstruction", 6)]
    [InlineData(OnnxPart.Prediction, "x", 6, "prediction", 5)]
    public void APart_HasDocumentedInputsAndOutputs(OnnxPart part, string input, int inputs, string output, int outputs)
    {
        using Autoencoder<float> model = s_assembly.Value.Model<float>("Classes");
        using var peer = new OnnxPeer(path => model.ExportOnnx(path, part));

        Assert.Equal([input, "condition"], peer.Session.InputNames);
        Assert.Equal([output], peer.Session.OutputNames);
        Expect(peer.Session.InputMetadata[input], TensorElementType.Float, -1, inputs);
        Expect(peer.Session.InputMetadata["condition"], TensorElementType.Int64, -1);
        Expect(peer.Session.OutputMetadata[output], TensorElementType.Float, -1, outputs);
        Assert.Equal(["batch", ""], peer.Session.InputMetadata[input].SymbolicDimensions);
    }

    [Fact]
    public void AModelInDouble_HasInputsInDouble()
    {
        using Autoencoder<double> model = s_assembly.Value.Model<double>("Vectors");
        using var peer = new OnnxPeer(path => model.ExportOnnx(path));

        Expect(peer.Session.InputMetadata["x"], TensorElementType.Double, -1, 6);
        Expect(peer.Session.InputMetadata["condition"], TensorElementType.Double, -1, 4);
        Expect(peer.Session.OutputMetadata["reconstruction"], TensorElementType.Double, -1, 2);
    }

    [Fact]
    public void AFile_TellsItsModel()
    {
        using Autoencoder<float> model = s_assembly.Value.Model<float>("Classes");
        using var peer = new OnnxPeer(path => model.ExportOnnx(path, OnnxPart.Decoder));
        ModelMetadata file = peer.Session.ModelMetadata;

        Assert.Equal("RepLearn.Dsl", file.ProducerName);
        Assert.Equal("Classes", file.GraphName);
        Assert.Equal($"Decoder of Classes: {model.Info.Architecture}", file.Description);
        Assert.Equal("Classes", file.CustomMetadataMap["model"]);
        Assert.Equal("Decoder", file.CustomMetadataMap["part"]);
        Assert.Equal("Bernoulli", file.CustomMetadataMap["likelihood"]);
        Assert.Equal("mean", file.CustomMetadataMap["output"]);
        Assert.Equal(model.Info.Architecture, file.CustomMetadataMap["architecture"]);
        Assert.Equal(model.Info.Fingerprint, file.CustomMetadataMap["fingerprint"]);
    }

    private static void Expect(NodeMetadata value, TensorElementType type, params int[] shape)
    {
        Assert.Equal(type, value.ElementDataType);
        Assert.Equal(shape, value.Dimensions);
    }
}
