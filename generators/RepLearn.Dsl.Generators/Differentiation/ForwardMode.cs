using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>
/// Tangents by the rules, from an input to an output. The tangent of the input is the identity, so row i of an example's tangent is the
/// derivative with respect to value i of the input.
/// </summary>
internal static class ForwardMode
{
    /// <returns>The derivative of <paramref name="output"/> with respect to each value of <paramref name="input"/>; null if there is none.</returns>
    public static Node? Jacobian(ArrayGraph graph, Node output, Node input)
    {
        int rows = input.Shape.Columns;
        bool hasConditionals = ConditionalSlope.MayApply(graph);
        var tangents = new Dictionary<Node, Node> { [input] = graph.Identity(rows) };
        foreach (Node node in ReverseMode.Path(output, [input]))
        {
            if (hasConditionals && node != input && ConditionalSlope.Of(graph, node, tangents.ContainsKey) is var (source, slope))
            {
                tangents[node] = graph.Multiply(tangents[source], graph.RepeatRows(slope, rows));
                continue;
            }

            Node? sum = null;
            for (int operand = 0; operand < node.Operands.Length; operand++)
            {
                if (node != input && tangents.TryGetValue(node[operand], out Node? tangent)
                    && Contribution(graph, node, operand, tangent, rows) is { } part)
                {
                    sum = sum is null ? part : graph.Add(sum, part);
                }
            }

            if (sum is not null)
            {
                tangents[node] = graph.Broadcast(sum, Shape.Batch(node.Shape.Columns, rows * node.Shape.Rows));
            }
        }

        return tangents.TryGetValue(output, out Node? jacobian) ? jacobian : null;
    }

    private static Node? Contribution(ArrayGraph graph, Node node, int operand, Node tangent, int rows) =>
        DerivativeRules.Of(node) switch
        {
            ElementwiseRule rule when rule.Partials(graph, node)[operand] is { } partial =>
                graph.Multiply(tangent, graph.RepeatRows(partial, rows)),
            LinearRule rule => rule.Apply(graph, node, operand, tangent),
            NotDifferentiable { Reason: var reason } => throw new NotDifferentiableException(node, reason),
            _ => null,
        };
}
