using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>The derivatives of elementwise operations.</summary>
internal static class ElementwiseDerivatives
{
    private const double TwoOverRootPi = 1.1283791670955126;

    public static DerivativeRule Of(Op op) => op switch
    {
        // y = a + b: 1, 1
        Op.Add => Elementwise((g, n) => [g.One, g.One]),

        // y = a − b: 1, −1
        Op.Subtract => Elementwise((g, n) => [g.One, g.Constant(-1)]),

        // y = a b: b, a
        Op.Multiply => Elementwise((g, n) => [n[1], n[0]]),

        // y = a / b: 1 / b, −y / b; the domain excludes b = 0
        Op.Divide => Elementwise((g, n) => [g.Divide(g.One, n[1]), g.Negate(g.Divide(n, n[1]))]),

        // y = −x: −1
        Op.Negate => Elementwise((g, n) => [g.Constant(-1)]),

        // y = exp(x): y
        Op.Exp => Elementwise((g, n) => [n]),

        // y = ln(x): 1 / x; the domain is x > 0
        Op.Log => Elementwise((g, n) => [g.Divide(g.One, n[0])]),

        // y = √x: 1 / 2y; the domain is x > 0
        Op.Sqrt => Elementwise((g, n) => [g.Divide(g.Constant(0.5), n)]),

        // y = tanh(x): 1 − y²
        Op.Tanh => Elementwise((g, n) => [g.Subtract(g.One, g.Square(n))]),

        // y = σ(x): y (1 − y)
        Op.Sigmoid => Elementwise((g, n) => [g.Multiply(n, g.Subtract(g.One, n))]),

        // y = ln(1 + exp(x)): σ(x)
        Op.Softplus => Elementwise((g, n) => [g.Apply(Op.Sigmoid, n[0])]),

        // y = erf(x): 2 / √π exp(−x²)
        Op.Erf => Elementwise((g, n) => [g.Scale(g.Apply(Op.Exp, g.Negate(g.Square(n[0]))), TwoOverRootPi)]),

        // y = sin(x): cos(x)
        Op.Sin => Elementwise((g, n) => [g.Apply(Op.Cos, n[0])]),

        // y = cos(x): −sin(x)
        Op.Cos => Elementwise((g, n) => [g.Negate(g.Apply(Op.Sin, n[0]))]),

        // y = |x|: sign(x), 0 at 0
        Op.Abs => Elementwise((g, n) => [g.Apply(Op.Sign, n[0])]),

        // Piecewise constant: 0 wherever there is a derivative
        Op.Sign => Elementwise((g, n) => [null]),
        Op.Step => Elementwise((g, n) => [null]),

        // y = max(a, b): 1 where a > b, else 0, and the other way round; at a = b the derivative is that of b.
        // max(x, 0), the rectifier, needs its output alone: [x > 0] = [y > 0].
        Op.Maximum => Elementwise((g, n) => Simplifier.IsConstant(n[1], 0)
            ? [g.Apply(Op.Step, n), null]
            : Larger(g, n[0], n[1])),

        // y = min(a, b): as for max with the operands exchanged
        Op.Minimum => Elementwise((g, n) => Larger(g, n[1], n[0])),

        // y = xᵖ: p xᵖ⁻¹
        Op.Power => Elementwise((g, n) => [g.Scale(g.Power(n[0], n.Get<Exponent>().Value - 1), n.Get<Exponent>().Value)]),

        // y = a where c > 0, else b: 0, [c > 0], 1 − [c > 0]
        Op.Select => Elementwise((g, n) =>
            [null, g.Apply(Op.Step, n[0]), g.Select(n[0], g.Zero, g.One)]),

        // y = f(x): f'(x); 0 where f has a value but no finite slope, as √x and √|x| at 0, and where |x| turns
        Op.Function => Elementwise((g, n) =>
            [FunctionSlope.Of(n.Get<FunctionBody>().Body) is { } slope && !Simplifier.IsConstant(slope.Value, 0) ? g.Function(slope, n[0]) : null]),

        Op.Detach => new ConstantRule("the model says that no gradient flows through it"),

        _ => throw DerivativeRules.Missing(op),
    };

    private static ElementwiseRule Elementwise(Func<ArrayGraph, Node, Node?[]> partials) => new(partials);

    private static Node?[] Larger(ArrayGraph graph, Node first, Node second)
    {
        Node difference = graph.Subtract(first, second);
        return [graph.Apply(Op.Step, difference), graph.Select(difference, graph.Zero, graph.One)];
    }
}
