namespace RepLearn.Dsl.Generators.Graph;

/// <summary>Checks between passes: operands come first, and every shape is the one that the operation gives.</summary>
internal static class GraphVerifier
{
    public static void Verify(List<Node> nodes, string pass)
    {
        for (int index = 0; index < nodes.Count; index++)
        {
            Node node = nodes[index];
            bool isInOrder = node.Id == index;
            foreach (Node operand in node.Operands)
            {
                isInOrder &= operand.Id < index && nodes[operand.Id] == operand;
            }

            if (!isInOrder)
            {
                throw Broken(pass, "an operand does not come before its user", node);
            }

            if (OpTable.Of(node.Op).Shape is { } rule && rule(node.Operands, node.Arguments) != node.Shape)
            {
                throw Broken(pass, "the shape is not the operation's", node);
            }
        }
    }

    private static InvalidOperationException Broken(string pass, string what, Node node) =>
        new($"After pass '{pass}': {what}: {GraphPrinter.Definition(node)}");
}
