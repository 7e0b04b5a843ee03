using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>
/// The derivative of sums and maxima along an axis. A sum's gradient is repeated along the axis. That of a maximum goes to the
/// largest value, in equal parts where several are the largest.
/// </summary>
internal static class ReductionDerivatives
{
    public static LinearRule Rule { get; } = new((g, n, _, t) => Apply(g, n, t), (g, n, _, dy) => Transpose(g, n, dy));

    private static Node Apply(ArrayGraph graph, Node node, Node tangent)
    {
        if (!node.Reduces(ReduceAxis.Columns))
        {
            throw DerivativeRules.NotPerRow(node);
        }

        Node weighted = node.Reduction!.IsSum ? tangent : graph.Multiply(tangent, graph.RepeatRows(ShareOfMaximum(graph, node), tangent.Shape.Rows / node.Shape.Rows));
        return graph.Sum(ReduceAxis.Columns, weighted);
    }

    private static Node Transpose(ArrayGraph graph, Node node, Node gradient)
    {
        // Several gradients of an example have their rows in turn, which a repetition of each row would mix.
        Node operand = node[0];
        if (node.Reduction!.Axis == ReduceAxis.ExampleRows && gradient.Shape.Rows > 1)
        {
            throw DerivativeRules.NotPerRow(node);
        }

        Node repeated = node.Reduction.Axis == ReduceAxis.Columns
            ? graph.Broadcast(gradient, gradient.Shape.WithColumns(operand.Shape.Columns))
            : graph.RepeatAlong(node.Reduction.Axis, gradient, operand.Shape);
        if (node.Reduction.IsSum)
        {
            return repeated;
        }

        int times = operand.Shape.PerExample ? repeated.Shape.Rows / operand.Shape.Rows : 1;
        return graph.Multiply(repeated, graph.RepeatRows(ShareOfMaximum(graph, node), times));
    }

    // 1 at the largest value, 1 / m at each of m largest ones, else 0.
    private static Node ShareOfMaximum(ArrayGraph graph, Node node)
    {
        Node below = graph.Apply(Op.Step, graph.Subtract(graph.RepeatAlong(node.Reduction!.Axis, node, node[0].Shape), node[0]));
        Node largest = graph.Subtract(graph.One, below);
        Node count = graph.Sum(node.Reduction.Axis, largest);
        return graph.Divide(largest, graph.RepeatAlong(node.Reduction.Axis, count, node[0].Shape));
    }
}
