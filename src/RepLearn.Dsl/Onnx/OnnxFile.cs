using RepLearn.Numerics.Files;

namespace RepLearn.Onnx;

/// <summary>Writes a model file of ONNX: a message whose largest parts, the tensors, are written one after the other and never held together.</summary>
/// <param name="graph">What the file computes.</param>
/// <param name="name">The model's.</param>
/// <param name="text">The same in words.</param>
internal sealed class OnnxFile(OnnxGraph graph, string name, string text)
{
    // Of format and operations: understood by ONNX Runtime from 1.12 on.
    private const int Format = 8;
    private const int Operations = 17;

    private readonly List<KeyValuePair<string, string>> _metadata = [];

    public void AddMetadata(string key, string value) => _metadata.Add(new(key, value));

    /// <exception cref="NotSupportedException">The file would be larger than the format admits.</exception>
    public void WriteTo(Stream stream)
    {
        ProtocolBuffer nodes = graph.ToMessage(name, text);
        (OnnxTensor Tensor, ProtocolBuffer Head, ProtocolBuffer Start)[] tensors = [.. graph.Tensors.Select(tensor =>
        {
            ProtocolBuffer head = tensor.ToHead();
            var start = new ProtocolBuffer();
            start.AddStart(OnnxField.GraphTensor, head.Bytes.Length + tensor.Bytes);
            return (tensor, head, start);
        })];
        long length = nodes.Bytes.Length + tensors.Sum(part => part.Start.Bytes.Length + part.Head.Bytes.Length + part.Tensor.Bytes);
        ProtocolBuffer model = Head();
        model.AddStart(OnnxField.ModelGraph, length);
        if (model.Bytes.Length + length > int.MaxValue)
        {
            throw new NotSupportedException(
                FormattableString.Invariant($"A file of ONNX has at most {int.MaxValue} bytes, but that of {name} would have {model.Bytes.Length + length}. Export encoder and decoder apart, if one of them is smaller."));
        }

        stream.Write(model.Bytes);
        stream.Write(nodes.Bytes);
        foreach ((OnnxTensor tensor, ProtocolBuffer head, ProtocolBuffer start) in tensors)
        {
            stream.Write(start.Bytes);
            stream.Write(head.Bytes);
            tensor.Write(stream);
        }
    }

    private ProtocolBuffer Head()
    {
        var model = new ProtocolBuffer();
        model.AddVarint(OnnxField.ModelFormat, Format);
        model.AddText(OnnxField.ModelProducer, "RepLearn.Dsl");
        model.AddText(OnnxField.ModelProducerVersion, typeof(OnnxFile).Assembly.GetName().Version!.ToString(3));
        model.AddText(OnnxField.ModelText, text);
        var operations = new ProtocolBuffer();
        operations.AddVarint(OnnxField.OperationsVersion, Operations);
        model.AddMessage(OnnxField.ModelOperations, operations);
        foreach ((string key, string value) in _metadata)
        {
            var entry = new ProtocolBuffer();
            entry.AddText(OnnxField.MetadataKey, key);
            entry.AddText(OnnxField.MetadataValue, value);
            model.AddMessage(OnnxField.ModelMetadata, entry);
        }

        return model;
    }
}
