using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>
/// Builds the squared Frobenius norm of an encoder's Jacobian as a graph, exactly and for any depth. Forward mode carries one row per input,
/// reverse mode one per code value; the cheaper one is taken. With one layer, forward mode's
/// sum simplifies to the closed form <c>Σⱼ f'(aⱼ)² Σᵢ Wᵢⱼ²</c>, whatever the sizes.
/// </summary>
internal static class JacobianExpansion
{
    /// <summary>The mean over the batch of <c>‖∂output/∂input‖²</c>, without its weight.</summary>
    /// <exception cref="NotDifferentiableException">The output depends on other examples, or by an operation that has no derivative.</exception>
    public static Node Expand(ArrayGraph graph, JacobianNorm norm)
    {
        foreach (Node node in ReverseMode.Path(norm.Output, [norm.Input]))
        {
            if (DerivativeRules.PerExample(node) is NotDifferentiable { Reason: var reason })
            {
                throw new NotDifferentiableException(node, reason, norm.Penalty);
            }
        }

        Node? jacobian;
        try
        {
            jacobian = Jacobian(graph, norm);
        }
        catch (NotDifferentiableException failure) when (failure.Penalty is null)
        {
            throw failure.For(norm.Penalty);
        }

        if (jacobian is null)
        {
            return graph.Zero;
        }

        jacobian.Name ??= "jacobian";
        Node rows = graph.Sum(ReduceAxis.Columns, graph.Sum(ReduceAxis.ExampleRows, graph.Square(jacobian)));
        rows.Name ??= "jacobianNorm";
        return graph.Scale(graph.Mean(rows), 1.0 / (norm.Directions?.Shape.Rows ?? 1));
    }

    // E ‖vᵀ J‖² = ‖J‖² for v of mean 0 and covariance I.
    private static Node? Jacobian(ArrayGraph graph, JacobianNorm norm) => norm.Directions is { } directions
        ? ReverseMode.Gradients(graph, norm.Output, directions, [norm.Input])[0]
        : TakesForwardMode(graph, norm) ? ForwardMode.Jacobian(graph, norm.Output, norm.Input)
        : ReverseMode.Gradients(graph, norm.Output, graph.Identity(norm.Output.Shape.Columns), [norm.Input])[0];

    /// <summary>Whether forward mode is the cheaper way, or the one with a closed form.</summary>
    public static bool TakesForwardMode(ArrayGraph graph, JacobianNorm norm)
    {
        int products = Traversal.Needed([norm.Output]).Count(node => OpTable.IsProduct(node.Op));
        return (graph.TakesClosedForms && products == 1) || norm.Input.Shape.Columns <= norm.Output.Shape.Columns;
    }
}
