using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>Lowers scalar functions, the built-in activations and the user's own, to elementwise operations.</summary>
internal static class ScalarLowering
{
    private const double LeakySlope = 0.01;

    /// <summary>The activation of a value.</summary>
    public static Node Activate(ArrayGraph graph, ActivationSpec activation, Node x, EquatableArray<ScalarFunctionSpec> functions) =>
        activation.Kind switch
        {
            ActivationKind.Identity => x,
            ActivationKind.Relu => graph.Apply(Op.Maximum, x, graph.Zero),
            ActivationKind.Tanh => graph.Apply(Op.Tanh, x),
            ActivationKind.Sigmoid => graph.Apply(Op.Sigmoid, x),
            ActivationKind.Softplus => graph.Apply(Op.Softplus, x),
            ActivationKind.Custom => Call(graph, activation.Custom!, x, functions),
            _ => Composed(graph, activation.Kind, x),
        };

    private static Node Composed(ArrayGraph graph, ActivationKind activation, Node x) =>
        activation switch
        {
            ActivationKind.LeakyRelu => graph.Select(x, x, graph.Scale(x, LeakySlope)),

            // The exponent is held at or below 0, so that the branch not taken does not overflow.
            ActivationKind.Elu => graph.Select(x, x, graph.Subtract(graph.Apply(Op.Exp, graph.Apply(Op.Minimum, x, graph.Zero)), graph.One)),

            // x Φ(x) with Φ(x) = ½ (1 + erf(x / √2))
            ActivationKind.Gelu => graph.Multiply(graph.Scale(x, 0.5), graph.Add(graph.One, graph.Apply(Op.Erf, graph.Scale(x, Math.Sqrt(0.5))))),
            ActivationKind.Silu => graph.Multiply(x, graph.Apply(Op.Sigmoid, x)),
            _ => throw new InvalidOperationException($"Lowering: unknown activation {activation}."),
        };

    /// <summary>
    /// A user's function of a value. If its operations stay in the range of numbers, they are added to the model's graph. Otherwise it is a graph of
    /// its own, computed with a wider range.
    /// </summary>
    public static Node Call(ArrayGraph graph, string function, Node x, EquatableArray<ScalarFunctionSpec> functions)
    {
        ScalarExpression expression = functions.First(candidate => candidate.Name == function).Body;
        var body = new ArrayGraph();
        Node variable = body.Input("x", ScalarBody.Shape.Columns);
        Node value = body.Broadcast(Lower(body, expression, variable), ScalarBody.Shape);
        return ScalarRange.IsKept(value)
            ? graph.Broadcast(Lower(graph, expression, x), x.Shape)
            : graph.Function(graph.Body(function, () => new ScalarBody(function, body, variable, value)), x);
    }

    private static Node Lower(ArrayGraph graph, ScalarExpression expression, Node x) => expression switch
    {
        ScalarConstant constant => graph.Constant(constant.Value),
        ScalarVariable => x,
        ScalarUnary unary => graph.Apply(OpOf(unary.Kind), Lower(graph, unary.Operand, x)),
        ScalarBinary { Kind: ScalarBinaryKind.Power } power => Power(graph, power, x),
        ScalarBinary binary => graph.Apply(OpOf(binary.Kind), Lower(graph, binary.Left, x), Lower(graph, binary.Right, x)),
        ScalarConditional conditional => graph.Select(
            graph.Subtract(Lower(graph, conditional.Left, x), Lower(graph, conditional.Right, x)),
            Lower(graph, conditional.Then, x),
            Lower(graph, conditional.Else, x)),
        _ => throw new InvalidOperationException($"Lowering: unknown scalar expression {expression}."),
    };

    private static Node Power(ArrayGraph graph, ScalarBinary power, Node x)
    {
        Node exponent = Lower(graph, power.Right, x);
        return exponent.Constant is { } constant
            ? graph.Power(Lower(graph, power.Left, x), constant)
            : throw new InvalidOperationException("Lowering: the exponent of a power is not constant.");
    }

    private static Op OpOf(ScalarUnaryKind kind) => kind switch
    {
        ScalarUnaryKind.Negate => Op.Negate,
        ScalarUnaryKind.Exp => Op.Exp,
        ScalarUnaryKind.Log => Op.Log,
        ScalarUnaryKind.Sqrt => Op.Sqrt,
        ScalarUnaryKind.Tanh => Op.Tanh,
        ScalarUnaryKind.Sin => Op.Sin,
        ScalarUnaryKind.Cos => Op.Cos,
        ScalarUnaryKind.Abs => Op.Abs,
        _ => throw new InvalidOperationException($"Lowering: unknown scalar function {kind}."),
    };

    private static Op OpOf(ScalarBinaryKind kind) => kind switch
    {
        ScalarBinaryKind.Add => Op.Add,
        ScalarBinaryKind.Subtract => Op.Subtract,
        ScalarBinaryKind.Multiply => Op.Multiply,
        ScalarBinaryKind.Divide => Op.Divide,
        ScalarBinaryKind.Max => Op.Maximum,
        ScalarBinaryKind.Min => Op.Minimum,
        _ => throw new InvalidOperationException($"Lowering: unknown scalar operator {kind}."),
    };
}
