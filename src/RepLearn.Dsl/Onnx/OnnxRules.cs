namespace RepLearn.Onnx;

/// <summary>Adds an operation of a model's graph to one of ONNX.</summary>
/// <param name="graph">The graph of ONNX.</param>
/// <param name="value">What the operation gives.</param>
/// <param name="x">Its operands in the graph of ONNX.</param>
/// <returns>The result.</returns>
internal delegate string OnnxRule(OnnxGraph graph, GraphValue value, string[] x);

/// <summary>
/// What each operation of a model's graph is in ONNX: a table of all that codes, outputs and predictions can be made of. Values are matrices, of
/// the batch's rows, or several for each example, or of fixed size. ONNX Runtime has no kernels in double for some operations; these are made of others.
/// </summary>
internal static class OnnxRules
{
    private static readonly Dictionary<string, OnnxRule> s_rules = new(StringComparer.Ordinal)
    {
        ["Add"] = Same("Add"),
        ["Subtract"] = Same("Sub"),
        ["Multiply"] = Same("Mul"),
        ["Divide"] = Same("Div"),
        ["Negate"] = Same("Neg"),
        ["Exp"] = Same("Exp"),
        ["Log"] = Same("Log"),
        ["Sqrt"] = Same("Sqrt"),
        ["Tanh"] = Same("Tanh"),
        ["Sigmoid"] = Same("Sigmoid"),
        ["Softplus"] = Softplus,
        ["Erf"] = Erf,
        ["Sin"] = Same("Sin"),
        ["Cos"] = Same("Cos"),
        ["Abs"] = Same("Abs"),
        ["Sign"] = Same("Sign"),
        ["Step"] = (graph, _, x) => graph.Cast(IsPositive(graph, x[0]), graph.Number),
        ["Maximum"] = (graph, value, x) => value.Operands[1] is { Op: GraphValue.Constant, Number: 0 } ? graph.Add("Relu", [x[0]]) : graph.Add("Max", x),
        ["Minimum"] = Same("Min"),
        ["Power"] = Same("Pow"),
        ["Select"] = (graph, _, x) => graph.Add("Where", [IsPositive(graph, x[0]), x[1], x[2]]),

        ["Widen"] = (graph, _, x) => graph.Number == OnnxType.Double ? x[0] : graph.Cast(x[0], OnnxType.Double),
        ["Narrow"] = (graph, _, x) => graph.Number == OnnxType.Double ? x[0] : graph.Cast(x[0], graph.Number),

        ["ColumnIndex"] = (graph, value, _) => graph.Matrix($"columns_{value.Columns}", 1, value.Columns, [.. Enumerable.Range(0, value.Columns)]),
        ["Broadcast"] = Broadcast,
        ["RepeatRows"] = RepeatRows,
        ["RepeatPixels"] = (graph, value, x) => graph.Add("Tile", [x[0], graph.Integers(1, value.Arguments[0])]),
        ["Reshape"] = (graph, value, x) => graph.Reshape(x[0], value.FreeRows, value.Columns),
        ["Reduce"] = Reduce,

        // ONNX Runtime rounds a number that a MatMul is multiplied by to single precision, in models in double too.
        ["Product"] = (graph, _, x) => graph.Add(graph.Number == OnnxType.Double ? "Gemm" : "MatMul", x),
        ["ProductTransposed"] = (graph, _, x) => graph.Add("Gemm", x, OnnxAttribute.Of("transB", 1)),
        ["Convolve"] = OnnxImages.Convolve,
        ["ConvolveTransposed"] = OnnxImages.ConvolveTransposed,
        ["WindowArgMax"] = (_, _, x) => x[0],
        ["WindowGather"] = OnnxImages.MaxPool,
        ["WindowSum"] = OnnxImages.Sum,
        ["WindowSpread"] = OnnxImages.Spread,

        ["GatherRows"] = (graph, _, x) => graph.Add("Gather", [x[1], graph.Reshape(graph.Cast(x[0], OnnxType.Int64), -1)]),
        ["TopColumns"] = OnnxSparse.TopColumns,
        ["KeepColumns"] = OnnxSparse.KeepColumns,
        ["GatherColumns"] = OnnxSparse.GatherColumns,
        ["ScatterColumns"] = (graph, value, x) => OnnxSparse.Scatter(graph, x[0], x[1], value.Columns),
        ["SparseProduct"] = (graph, value, x) => graph.Add("MatMul", [OnnxSparse.Scatter(graph, x[0], x[1], value.Operands[2].Rows), x[2]]),
        ["SampledProduct"] = OnnxSparse.SampledProduct,
    };

    /// <summary>The operations that the table has.</summary>
    public static IEnumerable<string> Known => s_rules.Keys;

    /// <exception cref="NotSupportedException">The table has no such operation.</exception>
    public static OnnxRule Of(string operation) => s_rules.TryGetValue(operation, out OnnxRule? rule)
        ? rule
        : throw new NotSupportedException($"The operation {operation} has no form in ONNX.");

    private static OnnxRule Same(string operation) => (graph, _, x) => graph.Add(operation, x);

    private static string IsPositive(OnnxGraph graph, string x) => graph.Add("Greater", [x, graph.Scalar(0)]);

    // max(x, 0) + ln (1 + exp(−|x|))
    private static string Softplus(OnnxGraph graph, GraphValue value, string[] x)
    {
        if (graph.Number == OnnxType.Float)
        {
            return graph.Add("Softplus", x);
        }

        string small = graph.Add("Exp", [graph.Add("Neg", [graph.Add("Abs", x)])]);
        return graph.Add("Add", [graph.Add("Max", [x[0], graph.Scalar(0)]), graph.Add("Log", [graph.Add("Add", [graph.Scalar(1), small])])]);
    }

    // In double there is no kernel either, and of single precision 1e-7 is the error.
    private static string Erf(OnnxGraph graph, GraphValue value, string[] x) => graph.Number == OnnxType.Float
        ? graph.Add("Erf", x)
        : graph.Cast(graph.Add("Erf", [graph.Cast(x[0], OnnxType.Float)]), OnnxType.Double);

    // To a shape of which the batch is part where the operand does not have it.
    private static string Broadcast(OnnxGraph graph, GraphValue value, string[] x) => graph.Add("Expand",
    [
        x[0],
        !value.IsPerExample ? graph.Integers(value.Rows, value.Columns)
        : value.Operands[0].IsPerExample ? graph.Integers(1, value.Columns)
        : graph.BatchShape(value.Rows, value.Columns),
    ]);

    private static string RepeatRows(OnnxGraph graph, GraphValue value, string[] x)
    {
        string tiled = graph.Add("Tile", [x[0], graph.Integers(1, value.Rows)]);
        return graph.Reshape(tiled, -1, value.Columns);
    }

    // The arguments are operator and axis: 0 for sums and columns, 1 for maxima and an example's rows, 3 for all rows, which are of fixed size.
    private static string Reduce(OnnxGraph graph, GraphValue value, string[] x)
    {
        const int Columns = 0;
        const int ExampleRows = 1;
        GraphValue operand = value.Operands[0];
        bool isSum = value.Arguments[0] == 0;
        return value.Arguments[1] switch
        {
            Columns => graph.Reduce(x[0], axis: 1, isSum, isKept: true),
            ExampleRows => graph.Reduce(graph.Reshape(x[0], -1, operand.Rows, operand.Columns), axis: 1, isSum, isKept: false),
            _ when !operand.IsPerExample => graph.Reduce(x[0], axis: 0, isSum, isKept: true),
            _ => throw new NotSupportedException($"'{value.Name}' is made of all examples of a batch, and has no form in ONNX."),
        };
    }
}
