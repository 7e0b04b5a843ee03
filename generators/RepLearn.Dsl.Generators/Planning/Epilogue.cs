using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>What a product's kernel does with its sums while they are in registers; the names are those of the runtime's types.</summary>
internal enum EpilogueKind
{
    /// <summary>product + bias</summary>
    AddBias,

    /// <summary>max(product + bias, 0)</summary>
    AddBiasRelu,

    /// <summary>The product where the operand is above 0, else 0.</summary>
    KeepWherePositive,
}

/// <param name="Nodes">The values that are computed in registers, in order; the last one is stored in place of the product.</param>
/// <param name="Operand">What is read beside the sums: a bias, or a stored value of the product's shape.</param>
internal sealed record Epilogue(EpilogueKind Kind, IReadOnlyList<Node> Nodes, Node Operand)
{
    public Node Result => Nodes[Nodes.Count - 1];
}
