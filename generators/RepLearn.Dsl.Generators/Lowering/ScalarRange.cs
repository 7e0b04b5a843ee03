using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>
/// Whether a function and its derivatives stay in the range of numbers wherever the variable and the function's own value do, up to a margin
/// of eight bits at the ends of the range: in <c>float</c>, up to 1.3e36. In such a function no product of 0 and infinity can arise, so that
/// it is computed as it is, together with what surrounds it.
/// </summary>
internal static class ScalarRange
{
    private const double MostFactor = 256;

    // An added number of this size does not matter at the end of the range.
    private const double MostTerm = 1e30;

    private enum Growth
    {
        Constant,

        /// <summary>Between two numbers, with bounded derivatives, such as tanh(x).</summary>
        Bounded,

        /// <summary>Straight pieces.</summary>
        Linear,

        /// <summary>As fast as a line, but with bounded factors, such as x tanh(x).</summary>
        NearlyLinear,

        /// <summary>The product of two lines, or a power of the variable: what overflows is the value itself.</summary>
        Polynomial,

        /// <summary>Exponentials, quotients, roots, logarithms, and whatever is made of these or multiplies polynomials with what may be 0.</summary>
        Any,
    }

    public static bool IsKept(Node value)
    {
        var known = new Dictionary<Node, Estimate>();
        foreach (Node node in Traversal.Needed([value]))
        {
            Estimate estimate = Of(node, [.. node.Operands.Select(operand => known[operand])]);
            known[node] = estimate.Factor <= MostFactor || node.Op == Op.Constant ? estimate : new(Growth.Any);
        }

        return known[value].Growth != Growth.Any;
    }

    private static Estimate Of(Node node, Estimate[] x) => node.Op switch
    {
        _ when x.Any(operand => operand.Growth == Growth.Any) => new(Growth.Any),
        Op.Constant => new(Growth.Constant, Math.Abs(node.Constant!.Value)),
        Op.Input => new(Growth.Linear, IsPower: true),
        Op.Broadcast or Op.Negate or Op.Abs => x[0],
        Op.Add or Op.Subtract => Sum(x[0], x[1]),
        Op.Maximum or Op.Minimum => Larger(x[0], x[1]),
        Op.Multiply => Product(x[0], x[1]),
        Op.Select when x[0].Growth != Growth.Polynomial => Larger(x[1], x[2]),
        Op.Sign or Op.Step or Op.Tanh or Op.Sigmoid or Op.Sin or Op.Cos or Op.Erf when x[0].Growth != Growth.Polynomial => new(Growth.Bounded),
        Op.Softplus when x[0].Growth != Growth.Polynomial => Sum(x[0], new(Growth.NearlyLinear)),
        _ => new(Growth.Any),
    };

    // Two polynomials may cancel. The sum of one and of less has derivatives of both kinds, but no products of them.
    private static Estimate Sum(Estimate x, Estimate y) =>
        x.Growth == Growth.Polynomial && y.Growth == Growth.Polynomial ? new(Growth.Any)
        : x.Growth == Growth.Polynomial || y.Growth == Growth.Polynomial ? Larger(x, y)
        : Larger(x, y) with { Factor = Term(x) + Term(y) };

    private static Estimate Larger(Estimate x, Estimate y) => new(x.Growth > y.Growth ? x.Growth : y.Growth, Math.Max(Term(x), Term(y)));

    private static double Term(Estimate x) => x.Growth == Growth.Constant && x.Factor <= MostTerm ? 1 : x.Factor;

    // Factors are collected, as in 1e-6 x x for (x / 1000) (x / 1000), so that x x may overflow, or vanish, where the function does not.
    private static Estimate Scaled(Estimate x, double number) =>
        x with { Factor = x.Factor * (x.Growth == Growth.Polynomial && number < 1 ? 1 / number : Math.Max(1, number)) };

    // Of three factors the first two may overflow where the third is 0, unless all are 0 together.
    private static Estimate Product(Estimate x, Estimate y) =>
        x.Growth > y.Growth ? Product(y, x)
        : x.Growth == Growth.Constant ? Scaled(y, x.Factor)
        : x.IsPower && y.IsPower ? new(Growth.Polynomial, x.Factor * y.Factor, IsPower: true)
        : y.Growth == Growth.Polynomial ? new(Growth.Any)
        : x.Growth == Growth.Bounded ? new(y.Growth == Growth.Linear ? Growth.NearlyLinear : y.Growth, x.Factor * y.Factor)
        : y.Growth == Growth.NearlyLinear ? new(Growth.Any)
        : new(Growth.Polynomial, Math.Max(x.Factor, y.Factor));

    /// <param name="Factor">
    /// What all values on the way are at most, for a variable of size 1; they grow with it as a line does. Of polynomials, how many times the
    /// value one on the way may be.
    /// </param>
    /// <param name="IsPower">Whether it is 0 at 0 alone: the variable or its size, times itself and numbers.</param>
    private sealed record Estimate(Growth Growth, double Factor = 1, bool IsPower = false);
}
