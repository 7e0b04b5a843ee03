using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>
/// The derivative of a user's conditional function, element by element: of <c>c ? f(x) : g(x)</c> it is
/// <c>c ? f'(x) : g'(x)</c>. If the tangents of both branches were multiplied by 1 and 0 and added, a branch that is not taken and has no
/// derivative there, such as a root of a negative number, would make the sum NaN.
/// </summary>
internal static class ConditionalSlope
{
    /// <summary>Whether a value of a graph may have such a derivative. What differentiation itself adds to the graph need not be asked about.</summary>
    public static bool MayApply(ArrayGraph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.Op == Op.Select)
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>
    /// The value that <paramref name="node"/> is computed from element by element, and the derivative with respect to it; null if there are
    /// several, or no conditional with a branch that may have no derivative.
    /// </returns>
    public static (Node Source, Node Slope)? Of(ArrayGraph graph, Node node, Func<Node, bool> varies)
    {
        foreach (Node value in Region(node, null))
        {
            if (value.Op == Op.Select && HasPartialBranch(value, null))
            {
                return OfConditional(graph, node, varies);
            }
        }

        return null;
    }

    private static (Node Source, Node Slope)? OfConditional(ArrayGraph graph, Node node, Func<Node, bool> varies)
    {
        if (Source(node, varies) is not { } source)
        {
            return null;
        }

        List<Node> region = Region(node, source);
        if (!region.Any(value => HasPartialBranch(value, source)))
        {
            return null;
        }

        var slopes = new Dictionary<Node, Node> { [source] = graph.One };
        foreach (Node value in region.OrderBy(value => value.Id).Where(value => value != source && OpTable.IsElementwise(value.Op)))
        {
            if (Slope(graph, value, slopes) is { } slope)
            {
                slopes[value] = slope;
            }
        }

        return slopes.TryGetValue(node, out Node? whole) ? (source, graph.Broadcast(whole, node.Shape)) : null;
    }

    private static Node? Slope(ArrayGraph graph, Node value, Dictionary<Node, Node> slopes)
    {
        Node?[] inner = value.Operands.Select(operand => slopes.TryGetValue(operand, out Node? slope) ? slope : null).ToArray();
        if (inner.All(slope => slope is null))
        {
            return null;
        }

        if (value.Op == Op.Select)
        {
            return graph.Select(value[0], inner[1] ?? graph.Zero, inner[2] ?? graph.Zero);
        }

        if (DerivativeRules.Of(value) is not ElementwiseRule rule)
        {
            return DerivativeRules.Of(value) is NotDifferentiable { Reason: var reason } ? throw new NotDifferentiableException(value, reason) : null;
        }

        Node?[] partials = rule.Partials(graph, value);
        Node? sum = null;
        for (int operand = 0; operand < inner.Length; operand++)
        {
            if (inner[operand] is { } slope && partials[operand] is { } partial)
            {
                Node part = graph.Multiply(slope, partial);
                sum = sum is null ? part : graph.Add(sum, part);
            }
        }

        return sum;
    }

    // The first value that all paths to the node lead through, such as a layer's sum of product and bias.
    private static Node? Source(Node node, Func<Node, bool> varies) => Region(node, null)
        .Where(value => value != node && value.Shape == node.Shape && varies(value))
        .OrderBy(value => value.Id)
        .FirstOrDefault(source => Region(node, source).All(value => value == source || OpTable.IsElementwise(value.Op) || !varies(value)));

    // Roots, logarithms, powers and quotients end somewhere.
    private static bool HasPartialBranch(Node value, Node? source) =>
        value.Op == Op.Select && value != source
        && value.Operands.Skip(1).SelectMany(branch => Region(branch, source))
            .Any(inner => inner != source && !inner.Shape.IsScalar && inner.Has(OpTraits.PartialDomain));

    // The value and all that its elements are computed from, to the source or to values that are not elementwise.
    private static List<Node> Region(Node value, Node? source)
    {
        var region = new List<Node>();
        var seen = new HashSet<Node>();
        var open = new Stack<Node>([value]);
        while (open.Count > 0)
        {
            Node node = open.Pop();
            if (seen.Add(node))
            {
                region.Add(node);
                if (node != source && OpTable.IsElementwise(node.Op))
                {
                    foreach (Node operand in node.Operands)
                    {
                        open.Push(operand);
                    }
                }
            }
        }

        return region;
    }
}
