using RepLearn.Numerics.Files;

namespace RepLearn.Onnx;

/// <summary>A constant of a graph, whose values are written only with the file: row by row and little-endian.</summary>
internal sealed record OnnxTensor(string Name, OnnxType Type, long[] Dimensions, long Bytes, Action<Stream> Write)
{
    /// <summary>The message but for its values, which come last.</summary>
    public ProtocolBuffer ToHead()
    {
        var head = new ProtocolBuffer();
        foreach (long dimension in Dimensions)
        {
            head.AddVarint(OnnxField.TensorDimension, dimension);
        }

        head.AddVarint(OnnxField.TensorType, (int)Type);
        head.AddText(OnnxField.TensorName, Name);
        head.AddStart(OnnxField.TensorBytes, Bytes);
        return head;
    }
}
