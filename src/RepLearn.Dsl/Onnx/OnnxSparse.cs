namespace RepLearn.Onnx;

/// <summary>
/// Operations on matrices of few values in a row, which are given as these values and the numbers of their columns. A number below 0 stands for no column,
/// wherever in a row it is.
/// </summary>
internal static class OnnxSparse
{
    /// <summary>The columns of each row's largest values.</summary>
    public static string TopColumns(OnnxGraph graph, GraphValue value, string[] x) =>
        graph.Cast(graph.AddTwo("TopK", [x[0], graph.Integers(value.Columns)], OnnxAttribute.Of("axis", 1)).Second, graph.Number);

    /// <summary>Columns whose other value is above 0.</summary>
    public static string KeepColumns(OnnxGraph graph, GraphValue value, string[] x) =>
        graph.Add("Where", [graph.Add("Greater", [x[1], graph.Scalar(0)]), x[0], graph.Scalar(-1)]);

    /// <summary>A matrix's values in the columns whose numbers are given; the matrix may be one row for all examples.</summary>
    public static string GatherColumns(OnnxGraph graph, GraphValue value, string[] x) => value.Operands[0].IsPerExample
        ? Existing(graph, x[1], graph.Add("GatherElements", [x[0], Places(graph, x[1])], OnnxAttribute.Of("axis", 1)))
        : Existing(graph, x[1], graph.Add("Gather", [graph.Reshape(x[0], -1), Places(graph, x[1])]));

    /// <summary>Y Bᵀ in the columns whose numbers are given.</summary>
    public static string SampledProduct(OnnxGraph graph, GraphValue value, string[] x)
    {
        string product = graph.Add("Gemm", [x[0], x[1]], OnnxAttribute.Of("transB", 1));
        return Existing(graph, x[2], graph.Add("GatherElements", [product, Places(graph, x[2])], OnnxAttribute.Of("axis", 1)));
    }

    /// <summary>The matrix itself.</summary>
    public static string Scatter(OnnxGraph graph, string values, string numbers, int columns)
    {
        string zeros = graph.Add("Expand", [graph.Scalar(0), graph.BatchShape(1, columns)]);
        return graph.Add(
            "ScatterElements", [zeros, Places(graph, numbers), Existing(graph, numbers, values)], OnnxAttribute.Of("axis", 1), OnnxAttribute.Of("reduction", "add"));
    }

    /// <summary>Those columns of each row whose values are above 0, by rising number, then −1 and 0 in each place that is left.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="numbers">Numbers of columns.</param>
    /// <param name="values">Their values.</param>
    /// <param name="places">How many there are in a row.</param>
    /// <param name="columns">Columns of the matrix.</param>
    public static (string Numbers, string Values) Positive(OnnxGraph graph, string numbers, string values, int places, int columns)
    {
        string behind = graph.Scalar(columns);
        string isPositive = graph.Add("And", [graph.Add("Greater", [values, graph.Scalar(0)]), graph.Add("GreaterOrEqual", [numbers, graph.Scalar(0)])]);
        (string sorted, string order) = graph.AddTwo(
            "TopK", [graph.Add("Where", [isPositive, numbers, behind]), graph.Integers(places)], OnnxAttribute.Of("axis", 1), OnnxAttribute.Of("largest", 0));
        string left = graph.Add("Where", [graph.Add("Less", [sorted, behind]), sorted, graph.Scalar(-1)]);
        string kept = graph.Add("Where", [isPositive, values, graph.Scalar(0)]);
        return (graph.Cast(left, OnnxType.Int64), graph.Add("GatherElements", [kept, order], OnnxAttribute.Of("axis", 1)));
    }

    private static string Places(OnnxGraph graph, string numbers) => graph.Cast(graph.Add("Max", [numbers, graph.Scalar(0)]), OnnxType.Int64);

    private static string Existing(OnnxGraph graph, string numbers, string values) =>
        graph.Add("Where", [graph.Add("Less", [numbers, graph.Scalar(0)]), graph.Scalar(0), values]);
}
