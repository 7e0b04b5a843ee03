namespace RepLearn.Onnx;

/// <summary>The element type of a tensor, by its number in the format.</summary>
internal enum OnnxType
{
    Float = 1,
    Int64 = 7,
    Double = 11,
}
