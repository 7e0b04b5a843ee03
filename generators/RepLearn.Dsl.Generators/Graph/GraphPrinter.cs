using System.Globalization;
using System.Text;

namespace RepLearn.Dsl.Generators.Graph;

/// <summary>A graph as text, one line per value: <c>hidden [batch, 400] = max(hiddenSum, 0)</c>.</summary>
internal static class GraphPrinter
{
    /// <summary>Prints what the given outputs need, in order of evaluation.</summary>
    /// <param name="known">What was printed before.</param>
    public static string Print(IEnumerable<NamedNode> outputs, IEnumerable<NamedNode>? known = null)
    {
        var text = new StringBuilder();
        NamedNode[] list = outputs.ToArray();
        var printed = new HashSet<Node>(Needed(known ?? Array.Empty<NamedNode>()));
        foreach (Node node in Needed(list))
        {
            if (node.Op != Op.Constant && !printed.Contains(node))
            {
                text.Append(Definition(node)).Append('\n');
            }
        }

        foreach (NamedNode output in list)
        {
            text.Append(output.Name).Append(": ").Append(Formula.Reference(output.Node)).Append('\n');
        }

        return text.ToString();
    }

    private static Node[] Needed(IEnumerable<NamedNode> outputs)
    {
        var nodes = new List<Node>();
        foreach (NamedNode output in outputs)
        {
            nodes.Add(output.Node);
        }

        return Traversal.Needed(nodes);
    }

    public static string Definition(Node node) => node.Kind == OpKind.Given
        ? $"{node} {node.Shape} ({(node.Op == Op.Input ? "input" : "parameter")})"
        : $"{node} {node.Shape} = {Formula.Of(node, Array.ConvertAll(node.Operands, Formula.Reference))}{Remark(node)}";

    // What the notation does not tell.
    private static string Remark(Node node) => OpTable.FamilyOf(node.Op) switch
    {
        OpFamily.Image => ImageRemark(node),
        OpFamily.Row => RowRemark(node),
        _ => node.Op switch
        {
            Op.Noise => $" (site {Number(node.Get<NoiseSource>().Site)})",
            Op.Copy => " (a copy)",
            Op.Detach => " (without gradient)",
            Op.RepeatRows => " (each row repeated)",
            Op.Tile => " (once per example)",
            _ => string.Empty,
        },
    };

    private static string ImageRemark(Node node) => node.Arguments switch
    {
        ConvolutionShape window => $" ({Text(window.Vertical, window.Horizontal, isForward: node.Op != Op.ConvolveTransposed)})",
        WindowShape window => $" ({Text(window.Vertical, window.Horizontal, isForward: node.Op is not (Op.WindowScatter or Op.WindowSpread))})",
        PixelCount pixels => $" ({Number(pixels.Count)} pixels)",
        _ => string.Empty,
    };

    private static string RowRemark(Node node) => node.Arguments switch
    {
        PairKernel kernel => $" (k: {kernel.Name} of scale {Number(kernel.Scale)})",
        RowDraw draw => $" (site {Number(draw.Site)})",
        _ => string.Empty,
    };

    private static string Text(WindowAxis vertical, WindowAxis horizontal, bool isForward)
    {
        string x = Sides(vertical.Inputs, horizontal.Inputs);
        string y = Sides(vertical.Outputs, horizontal.Outputs);
        string kernel = Sides(vertical.Kernel, horizontal.Kernel);
        return $"{(isForward ? x : y)} to {(isForward ? y : x)}, kernel {kernel}, stride {Number(vertical.Stride)}, padding {Number(vertical.Padding)}";
    }

    private static string Sides(int height, int width) => $"{Number(height)} × {Number(width)}";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
