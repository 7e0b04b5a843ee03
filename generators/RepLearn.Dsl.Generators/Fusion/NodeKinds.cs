using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Fusion;

/// <summary>How a value comes about: by itself, where it is used, in a loop, or by a kernel.</summary>
internal static class NodeKinds
{
    /// <summary>A number known when the program starts: computed once by each worker, kept in a register.</summary>
    public static bool IsProgramScalar(Node node) => node.Shape.IsScalar
        && (node.Op is Op.Constant or Op.Schedule
            || (OpKinds.IsElementwise(node.Op) || node.Op == Op.Broadcast) && node.Operands.All(IsProgramScalar));

    /// <summary>In memory before the program starts.</summary>
    public static bool IsGiven(Node node) => node.Op is Op.Input or Op.Parameter;

    /// <summary>A way of reading another value: at other rows, or the identity's.</summary>
    public static bool IsReading(Node node) => node.Op is Op.RepeatRows or Op.Tile or Op.IdentityRows;

    /// <summary>Computed by a call of the runtime, from memory to memory.</summary>
    public static bool IsKernel(Node node) =>
        OpKinds.IsProduct(node.Op)
        || node.Op is Op.UniformNoise or Op.NormalNoise or Op.MaxRows
        || (node.Op == Op.SumRows && node.Shape.Columns > 1);

    /// <summary>Whether the operation reads its operands at other rows or columns than it writes: they must be in memory.</summary>
    public static bool ReadsMemory(Node node) =>
        IsKernel(node) || node.Op is Op.RepeatRows or Op.Tile or Op.SumGroups or Op.SumTiles or Op.SumRows;
}
