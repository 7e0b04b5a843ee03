using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>
/// Whether a function and its derivatives keep to the range of numbers wherever the function's own value does. In these no product
/// of 0 and infinity can arise, and they are computed as they stand, together with what surrounds them.
/// </summary>
internal static class ScalarRange
{
    private enum Growth
    {
        Constant,

        /// <summary>Between two numbers, with bounded derivatives, such as tanh(x).</summary>
        Bounded,

        /// <summary>Straight pieces.</summary>
        Linear,

        /// <summary>As fast as a line, but with bounded factors, such as x tanh(x).</summary>
        NearlyLinear,

        /// <summary>A power with nothing but numbers as factors: what overflows is the value itself.</summary>
        Polynomial,

        /// <summary>Exponentials, quotients, roots, logarithms, and whatever is made of these or multiplies powers with bounded values.</summary>
        Any,
    }

    public static bool IsKept(Node value)
    {
        var known = new Dictionary<Node, Growth>();
        foreach (Node node in Traversal.Needed([value]))
        {
            known[node] = Of(node, [.. node.Operands.Select(operand => known[operand])]);
        }

        return known[value] != Growth.Any;
    }

    private static Growth Of(Node node, Growth[] x) => node.Op switch
    {
        _ when x.Contains(Growth.Any) => Growth.Any,
        Op.Constant => Growth.Constant,
        Op.Input => Growth.Linear,
        Op.Broadcast or Op.Negate or Op.Abs => x[0],
        Op.Add or Op.Subtract when x[0] == Growth.Polynomial && x[1] == Growth.Polynomial => Growth.Any,
        Op.Add or Op.Subtract or Op.Maximum or Op.Minimum => Larger(x[0], x[1]),
        Op.Multiply => node.Operands.Any(IsFarFromOne) ? Growth.Any : Product(x[0], x[1]),
        Op.Select => x[0] == Growth.Polynomial ? Growth.Any : Larger(x[1], x[2]),
        Op.Sign or Op.Step => x[0] == Growth.Polynomial ? Growth.Any : Growth.Bounded,
        Op.Tanh or Op.Sigmoid or Op.Sin or Op.Cos or Op.Erf => x[0] == Growth.Polynomial ? Growth.Any : Growth.Bounded,
        Op.Softplus => x[0] == Growth.Polynomial ? Growth.Any : Larger(x[0], Growth.NearlyLinear),
        _ => Growth.Any,
    };

    // Factors are collected, as in 1e-6 x x for (x / 1000) (x / 1000), so that x x may overflow where the function does not.
    private static bool IsFarFromOne(Node node) => node.Constant is { } constant && constant != 0 && (Math.Abs(constant) is < 1.0 / 1024 or > 1024);

    // A sum of a power and of bounded values has derivatives of both kinds, but no products of them.
    private static Growth Larger(Growth x, Growth y) => x > y ? x : y;

    private static Growth Product(Growth x, Growth y) =>
        x > y ? Product(y, x)
        : x == Growth.Constant ? y
        : x == Growth.Bounded ? (y == Growth.Polynomial ? Growth.Any : y == Growth.Linear ? Growth.NearlyLinear : y)
        : x == Growth.NearlyLinear || y == Growth.NearlyLinear ? Growth.Any
        : Growth.Polynomial;
}
