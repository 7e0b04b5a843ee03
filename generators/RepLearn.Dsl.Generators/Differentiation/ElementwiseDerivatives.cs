using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>The derivatives of elementwise operations.</summary>
internal static class ElementwiseDerivatives
{
    private const double TwoOverRootPi = 1.1283791670955126;

    public static DerivativeRule Of(Op op) => op == Op.Detach
        ? new ConstantRule("the model says that no gradient flows through it")
        : new ElementwiseRule(Partials);

    private static Node?[] Partials(ArrayGraph g, Node n) => n.Op switch
    {
        // y = a + b: 1, 1
        Op.Add => [g.One, g.One],

        // y = a − b: 1, −1
        Op.Subtract => [g.One, g.Constant(-1)],

        // y = a b: b, a
        Op.Multiply => [n[1], n[0]],

        // y = −x: −1
        Op.Negate => [g.Constant(-1)],

        // y = exp(x): y
        Op.Exp => [n],

        // y = σ(x): y (1 − y)
        Op.Sigmoid => [g.Multiply(n, g.Subtract(g.One, n))],

        // y = ln(1 + exp(x)): σ(x)
        Op.Softplus => [g.Apply(Op.Sigmoid, n[0])],

        // y = max(a, b): 1 where a > b, else 0, and the other way round; at a = b the derivative is that of b.
        // max(x, 0), the rectifier, needs its output alone: [x > 0] = [y > 0].
        Op.Maximum => Simplifier.IsConstant(n[1], 0) ? [g.Apply(Op.Step, n), null] : Larger(g, n[0], n[1]),

        // y = a where c > 0, else b: 0, [c > 0], 1 − [c > 0]
        Op.Select => [null, g.Apply(Op.Step, n[0]), g.Select(n[0], g.Zero, g.One)],

        _ => RarerPartials(g, n),
    };

    private static Node?[] RarerPartials(ArrayGraph g, Node n) => n.Op switch
    {
        // y = a / b: 1 / b, −y / b; the domain excludes b = 0
        Op.Divide => [g.Divide(g.One, n[1]), g.Negate(g.Divide(n, n[1]))],

        // y = ln(x): 1 / x; the domain is x > 0
        Op.Log => [g.Divide(g.One, n[0])],

        // y = √x: 1 / 2y; the domain is x > 0
        Op.Sqrt => [g.Divide(g.Constant(0.5), n)],

        // y = tanh(x): 1 − y²
        Op.Tanh => [g.Subtract(g.One, g.Square(n))],

        // y = erf(x): 2 / √π exp(−x²)
        Op.Erf => [g.Scale(g.Apply(Op.Exp, g.Negate(g.Square(n[0]))), TwoOverRootPi)],

        // y = sin(x): cos(x)
        Op.Sin => [g.Apply(Op.Cos, n[0])],

        // y = cos(x): −sin(x)
        Op.Cos => [g.Negate(g.Apply(Op.Sin, n[0]))],

        // y = |x|: sign(x), 0 at 0
        Op.Abs => [g.Apply(Op.Sign, n[0])],

        // Piecewise constant: 0 wherever there is a derivative
        Op.Sign => [null],
        Op.Step => [null],

        // y = min(a, b): as for max with the operands exchanged
        Op.Minimum => Larger(g, n[1], n[0]),

        // y = xᵖ: p xᵖ⁻¹
        Op.Power => [g.Scale(g.Power(n[0], n.Get<Exponent>().Value - 1), n.Get<Exponent>().Value)],

        // y = f(x): f'(x); 0 where f has a value but no finite slope, as √x and √|x| at 0, and where |x| turns
        Op.Function => [FunctionSlope.Of(n.Get<FunctionBody>().Body) is { } slope && !Simplifier.IsConstant(slope.Value, 0) ? g.Function(slope, n[0]) : null],

        _ => throw DerivativeRules.Missing(n.Op),
    };

    private static Node?[] Larger(ArrayGraph graph, Node first, Node second)
    {
        Node difference = graph.Subtract(first, second);
        return [graph.Apply(Op.Step, difference), graph.Select(difference, graph.Zero, graph.One)];
    }
}
