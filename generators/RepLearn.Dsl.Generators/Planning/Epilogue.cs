using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>What a product's kernel does with its sums while they are in registers; the names are those of the runtime's types, but for the last.</summary>
internal enum EpilogueKind
{
    /// <summary>product + bias</summary>
    AddBias,

    /// <summary>max(product + bias, 0)</summary>
    AddBiasRelu,

    /// <summary>The product where the operand is above 0, else 0.</summary>
    KeepWherePositive,

    /// <summary>The columns of the largest of product + bias, of which no more than a few columns are in memory at a time.</summary>
    TopColumns,
}

/// <param name="nodes">The values that are computed in registers, in order; the last one is stored in place of the product.</param>
/// <param name="operand">What is read beside the sums: a bias, or a stored value of the product's shape.</param>
internal sealed class Epilogue(EpilogueKind kind, Node[] nodes, Node operand)
{
    public readonly EpilogueKind Kind = kind;
    public readonly Node[] Nodes = nodes;
    public readonly Node Operand = operand;

    /// <summary>Whether each row is looked at as a whole, so that workers partition the product by row.</summary>
    public readonly bool ReadsWholeRows = kind == EpilogueKind.TopColumns;

    public readonly Node Result = nodes[nodes.Length - 1];
}
