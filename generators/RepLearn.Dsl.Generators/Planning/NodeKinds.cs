using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>How a value comes about: by itself, where it is used, in a loop, or by a kernel.</summary>
internal static class NodeKinds
{
    /// <summary>A number known when the program starts: computed once by each worker, kept in a register.</summary>
    public static bool IsProgramScalar(Node node) => node.Shape.IsScalar
        && !node.Has(OpTraits.HasBuffer)
        && (node.Kind == OpKind.Scalar
            || (node.Kind is OpKind.Elementwise or OpKind.Repetition && node.Op != Op.Copy && node.Operands.All(IsProgramScalar)));

    /// <summary>Whether each example's value depends on no other example: work of a row stage.</summary>
    public static bool IsByExample(Node node) => node.Shape.PerExample && node.Kind != OpKind.Pairwise;

    /// <summary>Computed by a call of the runtime, from memory to memory.</summary>
    public static bool IsKernel(Node node) => node.Kind switch
    {
        OpKind.Product or OpKind.Windows or OpKind.Pixels or OpKind.Pairwise or OpKind.Sparse or OpKind.Noise or OpKind.Reshaping or OpKind.ByRow or OpKind.Rows => true,
        OpKind.Reduction => node.Reduction!.Axis == ReduceAxis.Rows && (node.Shape.Columns > 1 || !node.Reduction.IsSum),
        _ => false,
    };

    /// <summary>Whether a value is its operand's memory, read as other rows: rows of whole vectors follow each other without gaps.</summary>
    public static bool SharesMemory(Node node) => node.Kind == OpKind.Reshaping
        && StoragePlanning.Padded(node.Shape.Columns) == node.Shape.Columns
        && StoragePlanning.Padded(node[0].Shape.Columns) == node[0].Shape.Columns;

    /// <summary>Whether the operation reads its operands at other rows or columns than it writes: they must be in memory.</summary>
    public static bool ReadsMemory(Node node) => IsKernel(node)
        || node.Has(OpTraits.ReadsOtherRows)
        || (node.Kind == OpKind.Reduction && node.Reduction!.Axis != ReduceAxis.Columns);
}
