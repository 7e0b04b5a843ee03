using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>The derivatives of work on pairs of examples, and on rows by number.</summary>
internal static class RowDerivatives
{
    public static DerivativeRule Of(Op op) => op switch
    {
        // y = Σ k(‖x − y‖²): a pair's slope to each of its examples
        Op.PairwiseSum => new LinearRule(
            (g, n, _, _) => throw DerivativeRules.NotPerRow(n),
            (g, n, operand, dy) => Pairs(g, n, operand, dy)),
        Op.PairwiseSlope => new NotDifferentiable("a second derivative of a sum over pairs is not supported"),

        // y = ln Σ exp(c − ½ Σ τ (x − μ)²), with the components' shares r: dx = −dy Σ r τ (x − μ), and for each component dμ = τ Σ dy r (x − μ),
        // dτ = −½ Σ dy r (x − μ)², dc = Σ dy r
        Op.MixtureLogDensity => new LinearRule(
            (g, n, _, _) => throw DerivativeRules.NotPerRow(n),
            (g, n, operand, dy) => Mixture(g, n, operand, dy)),
        Op.MixtureSlope or Op.MixtureMoment => new NotDifferentiable("a second derivative of a mixture of a batch's posteriors is not supported"),

        // Y[r] = T[i[r]]: dT[k] = Σ over i[r] = k of dY[r], and the other way round; a number has no slope
        Op.GatherRows => new LinearRule(
            (g, n, operand, _) => operand == 0 ? g.Broadcast(g.Zero, n.Shape) : throw DerivativeRules.NotPerRow(n),
            (g, n, operand, dy) => operand == 0 ? g.Broadcast(g.Zero, n[0].Shape)
                : dy.Shape == n.Shape ? g.ScatterRows(n[0], dy, n[1].Shape.Rows)
                : throw DerivativeRules.NotPerRow(n)),
        Op.ScatterRows => new LinearRule(
            (g, n, _, _) => throw DerivativeRules.NotPerRow(n),
            (g, n, operand, dy) => operand == 0 ? g.Broadcast(g.Zero, n[0].Shape) : g.GatherRows(n[0], dy)),
        Op.CountRows => new ConstantRule("a count does not depend on what is counted"),
        Op.RandomRows => new NotDifferentiable("rows drawn from a batch have no derivative"),

        _ => throw DerivativeRules.Missing(op),
    };

    // A gradient that is the same for all examples is a factor of the sum.
    private static Node Pairs(ArrayGraph graph, Node node, int operand, Node gradient)
    {
        PairKernel kernel = node.Get<PairKernel>();
        return operand == 0 ? graph.Multiply(gradient, graph.PairwiseSlope(kernel, node[0], node[1], null))
            : gradient.Op == Op.Broadcast && gradient[0].Shape.IsScalar ? graph.Multiply(gradient[0], graph.PairwiseSlope(kernel, node[1], node[0], null))
            : graph.PairwiseSlope(kernel, node[1], node[0], gradient);
    }

    private static Node Mixture(ArrayGraph graph, Node density, int operand, Node gradient)
    {
        // A gradient that is the same for all examples is a factor of the sum.
        bool isScalar = gradient.Op == Op.Broadcast && gradient[0].Shape.IsScalar;
        Node moment(int power) => isScalar
            ? graph.Multiply(gradient[0], graph.MixtureMoment(density, power, null))
            : graph.MixtureMoment(density, power, gradient);
        return operand switch
        {
            0 => graph.Multiply(isScalar ? gradient[0] : gradient, graph.MixtureSlope(density)),
            1 => graph.Multiply(density[2], moment(1)),
            2 => graph.Scale(moment(2), -0.5),
            _ => moment(0),
        };
    }
}
