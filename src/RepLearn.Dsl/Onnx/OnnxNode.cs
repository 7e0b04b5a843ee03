using RepLearn.Numerics.Files;

namespace RepLearn.Onnx;

/// <summary>An operation of ONNX, of one or two results.</summary>
internal sealed class OnnxNode(string operation, string[] inputs, ProtocolBuffer[] attributes)
{
    public string[] Inputs => inputs;

    public required string Result { get; set; }

    /// <summary>A result before it; null where there is none.</summary>
    public string? First { get; init; }

    public ProtocolBuffer ToMessage()
    {
        var message = new ProtocolBuffer();
        foreach (string input in inputs)
        {
            message.AddText(OnnxField.NodeInput, input);
        }

        if (First is not null)
        {
            message.AddText(OnnxField.NodeOutput, First);
        }

        message.AddText(OnnxField.NodeOutput, Result);
        message.AddText(OnnxField.NodeName, Result);
        message.AddText(OnnxField.NodeOperation, operation);
        foreach (ProtocolBuffer attribute in attributes)
        {
            message.AddMessage(OnnxField.NodeAttribute, attribute);
        }

        return message;
    }
}
