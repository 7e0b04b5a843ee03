namespace RepLearn.Dsl.Generators.Graph;

/// <summary>Walks through graphs.</summary>
internal static class Traversal
{
    /// <summary>All nodes that the given ones depend on, and they, in order of evaluation.</summary>
    public static Node[] Needed(IEnumerable<Node> outputs)
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

        return InOrder(seen).ToArray();
    }

    /// <summary>Nodes in order of evaluation.</summary>
    public static List<Node> InOrder(IEnumerable<Node> nodes)
    {
        var ordered = new List<Node>(nodes);
        ordered.Sort(ById);
        return ordered;
    }

    private static int ById(Node left, Node right) => left.Id.CompareTo(right.Id);
}
