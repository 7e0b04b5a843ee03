namespace RepLearn.Onnx;

/// <summary>Steps that change the shape or type of values.</summary>
internal static class OnnxShapes
{
    /// <summary>The same values, row by row, in another shape, of which one side may be −1: it follows from the others.</summary>
    public static string Reshape(this OnnxGraph graph, string value, params long[] shape) => graph.Add("Reshape", [value, graph.Integers(shape)]);

    public static string Cast(this OnnxGraph graph, string value, OnnxType type) => graph.Add("Cast", [value], OnnxAttribute.Of("to", (int)type));

    /// <summary>Sums or largest values along an axis, which may stay with the length 1.</summary>
    public static string Reduce(this OnnxGraph graph, string value, int axis, bool isSum, bool isKept)
    {
        var kept = OnnxAttribute.Of("keepdims", isKept ? 1 : 0);
        return isSum
            ? graph.Add("ReduceSum", [value, graph.Integers(axis)], kept)
            : graph.Add("ReduceMax", [value], OnnxAttribute.Of("axes", [axis]), kept);
    }

    /// <summary>The shape of so many rows for each example of the batch.</summary>
    public static string BatchShape(this OnnxGraph graph, int rows, int columns)
    {
        string size = rows == 1 ? graph.BatchSize() : graph.Add("Mul", [graph.BatchSize(), graph.Integers(rows)]);
        return graph.Add("Concat", [size, graph.Integers(columns)], OnnxAttribute.Of("axis", 0));
    }

    /// <summary>Rows, whose channels come last, as images, whose channels come first.</summary>
    public static string Image(this OnnxGraph graph, string rows, int height, int width, int channels) =>
        graph.Add("Transpose", [graph.Reshape(rows, -1, height, width, channels)], OnnxAttribute.Of("perm", 0, 3, 1, 2));

    /// <summary>Such images as rows again.</summary>
    public static string Row(this OnnxGraph graph, string image, int columns) =>
        graph.Reshape(graph.Add("Transpose", [image], OnnxAttribute.Of("perm", 0, 2, 3, 1)), -1, columns);
}
