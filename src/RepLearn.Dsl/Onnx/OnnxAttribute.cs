using RepLearn.Numerics.Files;

namespace RepLearn.Onnx;

/// <summary>Arguments of operations.</summary>
internal static class OnnxAttribute
{
    private const int KindOfInteger = 2;
    private const int KindOfText = 3;
    private const int KindOfIntegers = 7;

    public static ProtocolBuffer Of(string name, long value)
    {
        ProtocolBuffer attribute = Begin(name, KindOfInteger);
        attribute.AddVarint(OnnxField.AttributeInteger, value);
        return attribute;
    }

    public static ProtocolBuffer Of(string name, string value)
    {
        ProtocolBuffer attribute = Begin(name, KindOfText);
        attribute.AddText(OnnxField.AttributeText, value);
        return attribute;
    }

    public static ProtocolBuffer Of(string name, params ReadOnlySpan<long> values)
    {
        ProtocolBuffer attribute = Begin(name, KindOfIntegers);
        foreach (long value in values)
        {
            attribute.AddVarint(OnnxField.AttributeIntegers, value);
        }

        return attribute;
    }

    private static ProtocolBuffer Begin(string name, int kind)
    {
        var attribute = new ProtocolBuffer();
        attribute.AddText(OnnxField.AttributeName, name);
        attribute.AddVarint(OnnxField.AttributeKind, kind);
        return attribute;
    }
}
