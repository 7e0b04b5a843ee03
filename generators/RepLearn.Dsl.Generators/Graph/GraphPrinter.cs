using System.Globalization;
using System.Text;

namespace RepLearn.Dsl.Generators.Graph;

/// <summary>A graph as text, one line per value: <c>hidden [batch, 400] = maximum(v12, 0)</c>.</summary>
internal static class GraphPrinter
{
    /// <summary>Prints what the given outputs need, in order of evaluation.</summary>
    /// <param name="known">What was printed before.</param>
    public static string Print(IEnumerable<NamedNode> outputs, IEnumerable<NamedNode>? known = null)
    {
        var text = new StringBuilder();
        NamedNode[] list = outputs.ToArray();
        HashSet<Node> printed = [.. Traversal.Needed((known ?? []).Select(output => output.Node))];
        foreach (Node node in Traversal.Needed(list.Select(output => output.Node)).Where(node => !printed.Contains(node)))
        {
            if (node.Op != Op.Constant)
            {
                text.Append(Definition(node)).Append('\n');
            }
        }

        foreach (NamedNode output in list)
        {
            text.Append(output.Name).Append(": ").Append(Reference(output.Node)).Append('\n');
        }

        return text.ToString();
    }

    public static string Definition(Node node)
    {
        string text = node.Arguments is RunScalar scalar
            ? Text(scalar)
            : $"{Operation(node)}({string.Join(", ", [.. node.Operands.Select(Reference), .. Arguments(node)])})";
        return $"{node} {node.Shape} = {text}";
    }

    private static string Text(RunScalar scalar) => scalar switch
    {
        InverseExamples => "1 / examples of the step",
        InverseBatch => "1 / batch",
        StepShare => "batch / examples of the step",
        Ramp ramp => $"ramp from 0 to {Number(ramp.Final)} in {Number(ramp.Steps)} steps",
        _ => throw new InvalidOperationException($"Graph: unknown number of a run: {scalar}."),
    };

    private static string Operation(Node node)
    {
        string name = node.Arguments switch
        {
            FunctionBody function => function.Body.ToString(),
            NoiseSource noise => $"{noise.Kind}Noise",
            Reduction reduction => $"{reduction.Operator}{reduction.Axis}",
            _ => node.Op.ToString(),
        };
        return node.Arguments is FunctionBody ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private static IEnumerable<string> Arguments(Node node) => node.Arguments switch
    {
        Exponent exponent => [Number(exponent.Value)],
        NoiseSource noise => [$"site {Number(noise.Site)}"],
        ConvolutionShape window when window.Vertical == window.Horizontal => [Text(window.Vertical)],
        ConvolutionShape window => [Text(window.Vertical), Text(window.Horizontal)],
        PairKernel kernel => [$"{kernel.Name} {Number(kernel.Scale)}"],
        RowCount rows => [$"{Number(rows.Count)} rows"],
        PixelCount pixels => [$"{Number(pixels.Count)} pixels"],
        _ => [],
    };

    private static string Text(WindowAxis axis) =>
        $"{Number(axis.Inputs)} to {Number(axis.Outputs)}, kernel {Number(axis.Kernel)}, stride {Number(axis.Stride)}, padding {Number(axis.Padding)}";

    public static string Reference(Node node) => node.Constant is { } constant ? Number(constant) : node.ToString();

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
