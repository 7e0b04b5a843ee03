using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>The derivative of a function that is a graph of its own, by the rules for its operations, in the same graph.</summary>
internal static class FunctionSlope
{
    public static ScalarBody Of(ScalarBody body) => body.Slope(Differentiate);

    private static Node Differentiate(ScalarBody body)
    {
        Node slope = ReverseMode.Gradients(body.Graph, body.Value, body.Graph.One, [body.Variable])[0] ?? body.Graph.Zero;
        GraphVerifier.Verify(body.Graph.Nodes, $"differentiation of {body}");
        return slope;
    }
}
