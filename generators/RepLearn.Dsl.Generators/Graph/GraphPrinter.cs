using System.Globalization;
using System.Text;

namespace RepLearn.Dsl.Generators.Graph;

/// <summary>A graph as text, a line a value: <c>hidden [batch, 400] = maximum(v12, 0)</c>.</summary>
internal static class GraphPrinter
{
    /// <summary>Prints what the given outputs need, in order of evaluation.</summary>
    public static string Print(IEnumerable<NamedNode> outputs)
    {
        var text = new StringBuilder();
        NamedNode[] list = outputs.ToArray();
        foreach (Node node in Needed(list.Select(output => output.Node)))
        {
            if (node.Op != Op.Constant)
            {
                text.Append(Definition(node)).Append('\n');
            }
        }

        foreach (NamedNode output in list)
        {
            text.Append("return ").Append(output.Name).Append(" = ").Append(Reference(output.Node)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>All nodes that the given ones depend on, and they, in order of evaluation.</summary>
    public static IReadOnlyList<Node> Needed(IEnumerable<Node> outputs)
    {
        var seen = new HashSet<Node>();
        var open = new Stack<Node>(outputs);
        while (open.Count > 0)
        {
            Node node = open.Pop();
            if (seen.Add(node))
            {
                foreach (Node operand in node.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return seen.OrderBy(node => node.Id).ToArray();
    }

    public static string Definition(Node node)
    {
        string name = node.Op.ToString();
        string operation = node.Body?.ToString() ?? char.ToLowerInvariant(name[0]) + name.Substring(1);
        string extra = node.Op switch
        {
            Op.Power => ", " + Number(node.Number),
            Op.UniformNoise or Op.NormalNoise => "site " + Number(node.Index),
            Op.Schedule when node.Schedule == ScheduleKind.Ramp => $"ramp to {Number(node.Number)} in {Number(node.Index)} steps",
            _ => string.Empty,
        };
        return $"{node} {node.Shape} = {operation}({string.Join(", ", node.Operands.Select(Reference))}{extra})";
    }

    public static string Reference(Node node) => node.Op == Op.Constant ? Number(node.Number) : node.ToString();

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
