#if PEERS
using System.Runtime.InteropServices;
using Google.Protobuf;
using RepLearn.Benchmarks.Steps;

namespace RepLearn.Benchmarks.Encode;

/// <summary>
/// A generated model's encoder as an ONNX file: a Gemm for each layer, and its activation. Field numbers are those of
/// <see href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</see>.
/// </summary>
internal static class OnnxModel
{
    public const string Input = "input";
    public const string Output = "codes";

    private const long IrVersion = 8;
    private const long OperatorSet = 17;
    private const int FloatType = 1;

    /// <summary>The file's bytes. The result is the code, or the mean of the code's distribution, as <c>Encode</c> gives it.</summary>
    public static byte[] OfEncoder(Autoencoder<float> model) => Message(file =>
    {
        Write(file, 1, IrVersion);
        Write(file, 7, Message(graph => WriteGraph(graph, model)));
        Write(file, 8, Message(operators => Write(operators, 2, OperatorSet)));
    });

    private static (string Layer, string? Activation)[] Layers(Autoencoder<float> model) => model switch
    {
        GridVae => [("encoder1", "Relu"), ("mean", null)],
        GridDeep => [("encoder1", "Relu"), ("encoder2", "Relu"), ("code", null)],
        GridContractive => [("code", "Sigmoid")],
        GridTiny => [("encoder1", "Relu"), ("code", null)],
        _ => throw new ArgumentException($"There is no peer of {model.Info.Name}.", nameof(model)),
    };

    private static void WriteGraph(CodedOutputStream graph, Autoencoder<float> model)
    {
        (string Layer, string? Activation)[] layers = Layers(model);
        string value = Input;
        for (int index = 0; index < layers.Length; index++)
        {
            (string layer, string? activation) = layers[index];
            string result = index == layers.Length - 1 ? Output : layer;
            string sum = activation is null ? result : $"{layer}Sum";
            Write(graph, 1, Node("Gemm", sum, value, $"{layer}Weight", $"{layer}Bias"));
            if (activation is not null)
            {
                Write(graph, 1, Node(activation, result, sum));
            }

            Write(graph, 5, Tensor(model, $"{layer}Weight"));
            Write(graph, 5, Tensor(model, $"{layer}Bias"));
            value = result;
        }

        Write(graph, 2, "encoder");
        Write(graph, 11, Value(Input, model.Info.InputSize));
        Write(graph, 12, Value(Output, model.Info.LatentSize));
    }

    private static byte[] Node(string operation, string result, params string[] operands) => Message(node =>
    {
        foreach (string operand in operands)
        {
            Write(node, 1, operand);
        }

        Write(node, 2, result);
        Write(node, 4, operation);
    });

    private static byte[] Tensor(Autoencoder<float> model, string name) => Message(tensor =>
    {
        ParameterInfo info = model.Info.Layout.Single(parameter => parameter.Name == name);
        if (info.Rows > 1)
        {
            Write(tensor, 1, info.Rows);
        }

        Write(tensor, 1, info.Columns);
        Write(tensor, 2, FloatType);
        Write(tensor, 8, name);
        Write(tensor, 9, MemoryMarshal.AsBytes(model.Parameters.Slice(info.Offset, info.Length)).ToArray());
    });

    // Rows of floats, as many as come.
    private static byte[] Value(string name, int columns) => Message(value =>
    {
        Write(value, 1, name);
        Write(value, 2, Message(type => Write(type, 1, Message(tensor =>
        {
            Write(tensor, 1, FloatType);
            Write(tensor, 2, Message(shape =>
            {
                Write(shape, 1, Message(rows => Write(rows, 2, "rows")));
                Write(shape, 1, Message(width => Write(width, 1, columns)));
            }));
        }))));
    });

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var stream = new CodedOutputStream(bytes))
        {
            write(stream);
        }

        return bytes.ToArray();
    }

    private static void Write(CodedOutputStream stream, int field, long value)
    {
        stream.WriteTag(field, WireFormat.WireType.Varint);
        stream.WriteInt64(value);
    }

    private static void Write(CodedOutputStream stream, int field, string value)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteString(value);
    }

    private static void Write(CodedOutputStream stream, int field, byte[] value)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteBytes(ByteString.CopyFrom(value));
    }
}
#endif
