using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>
/// The derivative of sums and maxima along an axis. A sum's gradient is repeated along the axis. That of a maximum goes to the
/// largest value, in equal parts where several are the largest.
/// </summary>
internal static class ReductionDerivatives
{
    public static LinearRule Rule => new(Apply, Transpose);

    private static Node Apply(ArrayGraph graph, Node node, int operand, Node tangent)
    {
        if (!node.Reduces(ReduceAxis.Columns))
        {
            throw DerivativeRules.NotPerRow(node);
        }

        Node weighted = node.Reduction!.IsSum ? tangent : graph.Multiply(tangent, graph.RepeatRows(ShareOfMaximum(graph, node), tangent.Shape.Rows / node.Shape.Rows));
        return graph.Sum(ReduceAxis.Columns, weighted);
    }

    private static Node Transpose(ArrayGraph graph, Node node, int operand, Node gradient)
    {
        // Several gradients of an example have their rows in turn, which a repetition of each row would mix.
        Shape shape = node[0].Shape;
        Reduction reduction = node.Reduction!;
        if (reduction.Axis == ReduceAxis.ExampleRows && gradient.Shape.Rows > 1)
        {
            throw DerivativeRules.NotPerRow(node);
        }

        Node repeated = reduction.Axis == ReduceAxis.Columns
            ? graph.Broadcast(gradient, gradient.Shape.WithColumns(shape.Columns))
            : graph.RepeatAlong(reduction.Axis, gradient, shape);
        return reduction.IsSum ? repeated : ToLargest(graph, node, repeated);
    }

    private static Node ToLargest(ArrayGraph graph, Node node, Node repeated)
    {
        int times = node[0].Shape.PerExample ? repeated.Shape.Rows / node[0].Shape.Rows : 1;
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
