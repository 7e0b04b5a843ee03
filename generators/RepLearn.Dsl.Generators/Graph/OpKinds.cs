namespace RepLearn.Dsl.Generators.Graph;

/// <summary>The classes of operations, by name: a new operation belongs to none until it is listed here.</summary>
internal static class OpKinds
{
    /// <summary>Whether each element of the result depends on the same element of each operand alone, operands broadcast.</summary>
    public static bool IsElementwise(Op op) => op is Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Negate or Op.Exp or Op.Log
        or Op.Sqrt or Op.Tanh or Op.Sigmoid or Op.Softplus or Op.Erf or Op.Sin or Op.Cos or Op.Abs or Op.Sign or Op.Step
        or Op.Maximum or Op.Minimum or Op.Power or Op.Select or Op.Function;

    /// <summary>Whether the operands may change places.</summary>
    public static bool IsCommutative(Op op) => op is Op.Add or Op.Multiply or Op.Maximum or Op.Minimum;

    public static bool IsSum(Op op) => op is Op.SumColumns or Op.SumRows or Op.SumGroups or Op.SumTiles;

    public static bool IsProduct(Op op) => op is Op.Product or Op.ProductTransposed or Op.TransposedProduct;

    public static bool IsNoise(Op op) => op is Op.UniformNoise or Op.NormalNoise;
}
