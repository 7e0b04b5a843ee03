namespace RepLearn.Onnx;

/// <summary>Numbers of the fields of messages that a file is made of (github.com/onnx/onnx, onnx.proto).</summary>
internal static class OnnxField
{
    // ModelProto
    public const int ModelFormat = 1;
    public const int ModelProducer = 2;
    public const int ModelProducerVersion = 3;
    public const int ModelText = 6;
    public const int ModelGraph = 7;
    public const int ModelOperations = 8;
    public const int ModelMetadata = 14;

    // OperatorSetIdProto, StringStringEntryProto
    public const int OperationsVersion = 2;
    public const int MetadataKey = 1;
    public const int MetadataValue = 2;

    // GraphProto
    public const int GraphNode = 1;
    public const int GraphName = 2;
    public const int GraphTensor = 5;
    public const int GraphText = 10;
    public const int GraphInput = 11;
    public const int GraphOutput = 12;

    // NodeProto
    public const int NodeInput = 1;
    public const int NodeOutput = 2;
    public const int NodeName = 3;
    public const int NodeOperation = 4;
    public const int NodeAttribute = 5;

    // AttributeProto
    public const int AttributeName = 1;
    public const int AttributeInteger = 3;
    public const int AttributeText = 4;
    public const int AttributeIntegers = 8;
    public const int AttributeKind = 20;

    // TensorProto
    public const int TensorDimension = 1;
    public const int TensorType = 2;
    public const int TensorName = 8;
    public const int TensorBytes = 9;

    // ValueInfoProto, TypeProto, TypeProto.Tensor, TensorShapeProto, TensorShapeProto.Dimension
    public const int ValueName = 1;
    public const int ValueType = 2;
    public const int ValueText = 3;
    public const int TypeTensor = 1;
    public const int TypeElement = 1;
    public const int TypeShape = 2;
    public const int ShapeDimension = 1;
    public const int DimensionValue = 1;
    public const int DimensionName = 2;
}
