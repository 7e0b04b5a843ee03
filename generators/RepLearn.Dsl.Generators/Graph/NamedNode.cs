namespace RepLearn.Dsl.Generators.Graph;

/// <summary>A value under the name by which it leaves the graph, which need not be the node's own.</summary>
internal sealed record NamedNode(string Name, Node Node);
