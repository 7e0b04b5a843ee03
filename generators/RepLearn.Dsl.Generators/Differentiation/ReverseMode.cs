using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>
/// Gradients by the transposed rules, from an output back. A seed with several rows per example computes that many gradients of each example
/// at once, which gives Jacobians of few outputs.
/// </summary>
internal static class ReverseMode
{
    /// <summary>The gradients of <paramref name="output"/>, weighted by <paramref name="seed"/>, with respect to each of the given values.</summary>
    /// <returns>One gradient per value of <paramref name="by"/>; null if no path leads to it.</returns>
    public static Node?[] Gradients(ArrayGraph graph, Node output, Node seed, Node[] by)
    {
        int rows = seed.Shape.PerExample && output.Shape.PerExample ? seed.Shape.Rows / output.Shape.Rows : 1;
        List<Node> path = Path(output, by);
        var gradients = new Dictionary<Node, Node> { [output] = seed };
        var parts = new List<Contribution>();
        var onPath = new HashSet<Node>(path);
        bool hasConditionals = ConditionalSlope.MayApply(graph);
        for (int index = path.Count - 1; index >= 0; index--)
        {
            Node node = path[index];
            if (!gradients.TryGetValue(node, out Node? gradient))
            {
                continue;
            }

            if (hasConditionals && PassConditional(graph, node, onPath, gradients, rows))
            {
                continue;
            }

            for (int operand = 0; operand < node.Operands.Length; operand++)
            {
                Node target = node[operand];
                if (onPath.Contains(target) && PartOf(graph, node, operand, gradient, rows) is { } part)
                {
                    Node sum = gradients.TryGetValue(target, out Node? others) ? graph.Add(others, part) : part;
                    gradients[target] = sum;
                    parts.Add(new Contribution(target, node, part, sum));
                }
            }
        }

        if (rows == 1)
        {
            NameGradients(gradients, parts);
        }

        var results = new Node?[by.Length];
        for (int index = 0; index < results.Length; index++)
        {
            results[index] = gradients.TryGetValue(by[index], out Node? gradient) ? gradient : null;
        }

        return results;
    }

    // Whether a node's gradient went to the source of a conditional at once.
    private static bool PassConditional(ArrayGraph graph, Node node, HashSet<Node> onPath, Dictionary<Node, Node> gradients, int rows)
    {
        if (ConditionalSlope.Of(graph, node, onPath.Contains) is not var (source, slope))
        {
            return false;
        }

        Node whole = graph.Multiply(gradients[node], graph.RepeatRows(slope, rows));
        gradients[source] = gradients.TryGetValue(source, out Node? others) ? graph.Add(others, whole) : whole;
        return true;
    }

    private static Node? PartOf(ArrayGraph graph, Node node, int operand, Node gradient, int rows)
    {
        switch (DerivativeRules.Of(node))
        {
            case ElementwiseRule rule when rule.Partials(graph, node)[operand] is { } partial:
                Node product = graph.Multiply(gradient, graph.RepeatRows(partial, rows));
                Shape shape = node[operand].Shape;
                return BroadcastTranspose.To(graph, product, shape.PerExample ? shape.WithRows(shape.Rows * rows) : shape);
            case LinearRule rule:
                return rule.Transpose(graph, node, operand, gradient);
            case NotDifferentiable { Reason: var reason }:
                throw new NotDifferentiableException(node, reason);
            default:
                return null;
        }
    }

    // A gradient is named after its value, and each of several parts of it also after the user of the value, unless it already has a name.
    private static void NameGradients(Dictionary<Node, Node> gradients, List<Contribution> parts)
    {
        foreach (KeyValuePair<Node, Node> pair in gradients)
        {
            if (pair.Key.Name is { } name)
            {
                Name(pair.Value, $"grad{Casing.Upper(name)}");
            }
        }

        foreach (Contribution contribution in parts)
        {
            if (contribution.Target.Name is { } name && contribution.Part != gradients[contribution.Target])
            {
                Name(contribution.Part, $"grad{Casing.Upper(name)}From{Casing.Upper(contribution.User.ToString())}");
                Name(contribution.Sum, $"grad{Casing.Upper(name)}Partial");
            }
        }
    }

    private static void Name(Node gradient, string name)
    {
        if (!gradient.Shape.IsScalar && gradient.Operands.Length > 0)
        {
            gradient.Name ??= name;
        }
    }

    /// <summary>The nodes between the values and the output, in order of evaluation. No path leads through what is constant to derivatives.</summary>
    public static List<Node> Path(Node output, Node[] by)
    {
        var reached = new HashSet<Node>(by);
        var forward = new List<Node>();
        foreach (Node node in Traversal.Needed(new[] { output }))
        {
            if (reached.Contains(node) || (reached.Overlaps(node.Operands) && DerivativeRules.Of(node) is not ConstantRule))
            {
                reached.Add(node);
                forward.Add(node);
            }
        }

        var path = new List<Node>();
        var leading = new HashSet<Node> { output };
        for (int index = forward.Count - 1; index >= 0; index--)
        {
            Node node = forward[index];
            if (leading.Contains(node))
            {
                path.Add(node);
                if (DerivativeRules.Of(node) is not ConstantRule)
                {
                    leading.UnionWith(node.Operands);
                }
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>A part of a value's gradient.</summary>
    /// <param name="user">The value through which it comes.</param>
    /// <param name="sum">All parts until then.</param>
    private sealed class Contribution(Node target, Node user, Node part, Node sum)
    {
        public readonly Node Target = target;
        public readonly Node User = user;
        public readonly Node Part = part;
        public readonly Node Sum = sum;
    }
}
