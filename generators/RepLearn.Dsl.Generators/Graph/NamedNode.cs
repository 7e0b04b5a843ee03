namespace RepLearn.Dsl.Generators.Graph;

/// <summary>A value under the name by which it leaves the graph, which need not be the node's own.</summary>
internal sealed class NamedNode(string name, Node node)
{
    public readonly string Name = name;
    public readonly Node Node = node;

    public static Node NodeOf(NamedNode named) => named.Node;
}
