using RepLearn.Numerics.Files;

namespace RepLearn.Onnx;

/// <summary>An operation of ONNX, of which one result is read.</summary>
internal sealed class OnnxNode(string operation, string[] inputs, ProtocolBuffer[] attributes)
{
    public string[] Inputs => inputs;

    public required string Result { get; set; }

    /// <summary>A result before it that nothing reads; null where there is none.</summary>
    public string? Unread { get; init; }

    public ProtocolBuffer ToMessage()
    {
        var message = new ProtocolBuffer();
        foreach (string input in inputs)
        {
            message.AddText(OnnxField.NodeInput, input);
        }

        if (Unread is not null)
        {
            message.AddText(OnnxField.NodeOutput, Unread);
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
