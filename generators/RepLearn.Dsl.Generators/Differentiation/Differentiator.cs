using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>A model with the value of every loss term and the gradient of every parameter.</summary>
/// <param name="Gradients">One for each parameter; null where no gradient reaches it.</param>
internal sealed record DifferentiatedModel(
    LoweredModel Model, IReadOnlyList<KeyValuePair<string, Node>> Terms, Node Total, IReadOnlyList<Node?> Gradients);

/// <summary>Completes a lowered model: Jacobian penalties first, then the total and its gradients.</summary>
internal static class Differentiator
{
    public static DifferentiatedModel Differentiate(LoweredModel model)
    {
        ArrayGraph graph = model.Graph;
        KeyValuePair<string, Node>[] terms = model.Terms
            .Select(term => new KeyValuePair<string, Node>(term.Name, term.Value ?? JacobianExpansion.Expand(graph, term.Jacobian!)))
            .ToArray();
        foreach (KeyValuePair<string, Node> term in terms.Where(term => term.Value.Operands.Count > 0))
        {
            term.Value.Name ??= $"{term.Key}Loss";
        }

        Node total = terms.Select(term => term.Value).Aggregate(graph.Add);
        Node?[] gradients = ReverseMode.Gradients(graph, total, graph.One, model.Parameters.Select(parameter => parameter.Node).ToArray());
        for (int index = 0; index < gradients.Length; index++)
        {
            if (gradients[index] is { } gradient)
            {
                gradients[index] = Settle(graph, gradient, model.Parameters[index], gradients, index);
            }
        }

        graph.MakeNamesUnique();
        return new DifferentiatedModel(model, terms, total, gradients);
    }

    // A gradient has its parameter's shape and a place of its own, and a constant zero is no gradient.
    private static Node? Settle(ArrayGraph graph, Node gradient, ModelParameter parameter, Node?[] gradients, int index)
    {
        if (Simplifier.IsConstant(gradient, 0))
        {
            return null;
        }

        Node shaped = graph.Broadcast(gradient, parameter.Node.Shape);
        bool taken = shaped.Operands.Count == 0 || Array.IndexOf(gradients, shaped, 0, index) >= 0;
        if (taken)
        {
            shaped = graph.Copy(shaped);
        }

        string name = $"grad{char.ToUpperInvariant(parameter.Name[0])}{parameter.Name.Substring(1)}";
        shaped.Name ??= name;
        return shaped;
    }
}
