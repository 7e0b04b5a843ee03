using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>A model with the value of every loss term and the gradient of every parameter.</summary>
/// <param name="gradients">One for each parameter, null where no gradient reaches it; for state its next value.</param>
internal sealed class DifferentiatedModel(LoweredModel model, LossValues train, LossValues test, Node total, Node?[] gradients)
{
    public readonly LoweredModel Model = model;
    public readonly LossValues Train = train;
    public readonly LossValues Test = test;
    public readonly Node Total = total;
    public readonly Node?[] Gradients = gradients;

    /// <summary>The parameters that a gradient reaches, with theirs.</summary>
    public readonly List<ParameterGradient> Reached = ReachedOf(model.Parameters, gradients);

    /// <summary>Whether a gradient reaches every parameter.</summary>
    public bool ReachesAll => Reached.Count == Gradients.Length;

    private static List<ParameterGradient> ReachedOf(List<ModelParameter> parameters, Node?[] gradients)
    {
        var reached = new List<ParameterGradient>();
        for (int index = 0; index < gradients.Length; index++)
        {
            if (gradients[index] is { } gradient)
            {
                reached.Add(new ParameterGradient(parameters[index], gradient));
            }
        }

        return reached;
    }
}

/// <summary>What a program for losses reports.</summary>
/// <param name="metrics">What is reported beside the terms.</param>
/// <param name="parts">What each example adds to a term or, counted on, to a metric; null where that is not a mean over examples.</param>
internal sealed class LossValues(NamedNode[] terms, NamedNode[] metrics, Node?[] parts)
{
    public readonly NamedNode[] Terms = terms;
    public readonly NamedNode[] Metrics = metrics;
    public readonly Node?[] Parts = parts;
}

/// <summary>A parameter and the gradient of the total with respect to it.</summary>
internal sealed class ParameterGradient(ModelParameter parameter, Node gradient)
{
    public readonly ModelParameter Parameter = parameter;
    public readonly Node Gradient = gradient;
}

/// <summary>Completes a lowered model: Jacobian penalties first, then the total and its gradients.</summary>
internal static class Differentiator
{
    public static DifferentiatedModel Differentiate(LoweredModel model)
    {
        ArrayGraph graph = model.Graph;
        LossValues train = Values(graph, model.Terms);
        LossValues test = WithParts(graph, Values(graph, model.TestTerms));
        Labels.Assign(graph);
        Node total = Total(graph, train.Terms);
        var parameters = new Node[model.Parameters.Count];
        for (int index = 0; index < parameters.Length; index++)
        {
            parameters[index] = model.Parameters[index].Node;
        }

        Node?[] gradients = ReverseMode.Gradients(graph, total, graph.One, parameters);
        for (int index = 0; index < gradients.Length; index++)
        {
            ModelParameter parameter = model.Parameters[index];
            if ((parameter.IsState ? model.NextState[parameter.Name] : gradients[index]) is { } gradient)
            {
                gradients[index] = Settle(graph, gradient, parameter, gradients, index);
            }
        }

        Labels.Assign(graph);
        return new DifferentiatedModel(model, train, test, total, gradients);
    }

    private static Node Total(ArrayGraph graph, NamedNode[] terms)
    {
        Node total = terms[0].Node;
        for (int index = 1; index < terms.Length; index++)
        {
            total = graph.Add(total, terms[index].Node);
        }

        return total;
    }

    private static LossValues Values(ArrayGraph graph, LossTerm[] losses)
    {
        var terms = new List<NamedNode>();
        var metrics = new List<NamedNode>();
        foreach (LossTerm term in losses)
        {
            Node? norm = term.Jacobian is { } jacobian ? JacobianExpansion.Expand(graph, jacobian) : null;
            terms.Add(Named(term.Name, term.Value ?? graph.Multiply(term.Jacobian!.Weight, norm!), $"{term.Name}Loss"));
            foreach (TermMetric metric in term.Metrics)
            {
                metrics.Add(Named(metric.Name, metric.Value ?? norm!, metric.Name));
            }
        }

        return new LossValues(terms.ToArray(), metrics.ToArray(), parts: []);
    }

    private static LossValues WithParts(ArrayGraph graph, LossValues losses)
    {
        var ofExamples = new ExampleParts(graph);
        var parts = new List<Node?>();
        foreach (NamedNode[] values in new[] { losses.Terms, losses.Metrics })
        {
            foreach (NamedNode loss in values)
            {
                parts.Add(ofExamples.Of(loss.Node)?.Named($"{loss.Name}OfExample"));
            }
        }

        return new LossValues(losses.Terms, losses.Metrics, parts.ToArray());
    }

    private static NamedNode Named(string output, Node node, string name)
    {
        if (node.Operands.Length > 0)
        {
            node.Name ??= name;
        }

        return new NamedNode(output, node);
    }

    // A gradient, or a next state, has its parameter's shape and a buffer of its own, and a constant zero is no gradient.
    private static Node? Settle(ArrayGraph graph, Node gradient, ModelParameter parameter, Node?[] gradients, int index)
    {
        if (Simplifier.IsConstant(gradient, 0))
        {
            return null;
        }

        Node shaped = graph.Broadcast(gradient, parameter.Node.Shape);
        bool taken = shaped.Operands.Length == 0 || Array.IndexOf(gradients, shaped, 0, index) >= 0;
        if (taken)
        {
            shaped = graph.Copy(shaped);
        }

        string name = $"{(parameter.IsState ? "next" : "grad")}{Casing.Upper(parameter.Name)}";
        shaped.Name ??= name;
        return shaped;
    }
}
