using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>The transpose of broadcasting: sums over what an operand was repeated along.</summary>
internal static class BroadcastTranspose
{
    public static Node To(ArrayGraph graph, Node gradient, Shape shape)
    {
        if (shape.Columns == 1 && gradient.Shape.Columns > 1)
        {
            // Rows of the batch are summed last: one value per row is left by then.
            gradient = graph.Sum(ReduceAxis.Columns, gradient);
        }

        return !shape.PerExample && shape.Rows == 1 && (gradient.Shape.PerExample || gradient.Shape.Rows > 1)
            ? graph.Sum(ReduceAxis.Rows, gradient)
            : gradient;
    }
}
