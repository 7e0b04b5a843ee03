using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>The derivatives of matrix products.</summary>
internal static class MatrixDerivatives
{
    public static DerivativeRule Of(Op op) => op == Op.Product ? new LinearRule(Apply, Transpose) : OfOthers(op);

    // Y = A B: dA = dY Bᵀ, dB = Aᵀ dY
    private static Node Apply(ArrayGraph g, Node n, int operand, Node t) =>
        operand == 0 ? g.Apply(Op.Product, t, n[1]) : throw DerivativeRules.NotPerRow(n);

    private static Node Transpose(ArrayGraph g, Node n, int operand, Node dy) =>
        operand == 0 ? g.Apply(Op.ProductTransposed, dy, n[1]) : g.Apply(Op.TransposedProduct, n[0], dy);

    private static DerivativeRule OfOthers(Op op) => op switch
    {
        // Y = A Bᵀ: dA = dY B, dB = dYᵀ A
        Op.ProductTransposed => new LinearRule(
            (g, n, operand, t) => operand == 0 ? g.Apply(Op.ProductTransposed, t, n[1]) : throw DerivativeRules.NotPerRow(n),
            (g, n, operand, dy) => operand == 0 ? g.Apply(Op.Product, dy, n[1]) : g.Apply(Op.TransposedProduct, dy, n[0])),

        // Y = Aᵀ B: dA = B dYᵀ, dB = A dY
        Op.TransposedProduct => new LinearRule(
            (g, n, _, _) => throw DerivativeRules.NotPerRow(n),
            (g, n, operand, dy) => operand == 0 ? g.Apply(Op.ProductTransposed, n[1], dy) : g.Apply(Op.Product, n[0], dy)),

        // y = Σ w (x − c)²: dx = 2 Σ dy w (x − c), dc = −2 w Σ dy (x − c), dw = Σ dy (x − c)²
        Op.WeightedDistances => new LinearRule(
            (g, n, _, _) => throw DerivativeRules.NotPerRow(n),
            (g, n, operand, dy) => Distances(g, n, operand, dy)),

        _ => OfTriangle(op),
    };

    private static LinearRule OfTriangle(Op op) => op switch
    {
        // y = L x: dL = dy xᵀ, dx = Lᵀ dy
        Op.TriangularProduct => Triangular((g, n, operand, dy) => operand == 0
            ? g.Apply(Op.TriangularOuterProduct, dy, n[1])
            : g.Apply(Op.TriangularProductTransposed, n[0], dy)),

        // x = Lᵀ y: dL = y dxᵀ, dy = L dx
        Op.TriangularProductTransposed => Triangular((g, n, operand, dx) => operand == 0
            ? g.Apply(Op.TriangularOuterProduct, n[1], dx)
            : g.Apply(Op.TriangularProduct, n[0], dx)),

        // L = y xᵀ: dy = dL x, dx = dLᵀ y
        Op.TriangularOuterProduct => Triangular((g, n, operand, dl) => operand == 0
            ? g.Apply(Op.TriangularProduct, dl, n[1])
            : g.Apply(Op.TriangularProductTransposed, dl, n[0])),

        _ => throw DerivativeRules.Missing(op),
    };

    private static LinearRule Triangular(Func<ArrayGraph, Node, int, Node, Node> transpose) => new(
        (g, n, _, _) => throw DerivativeRules.NotPerRow(n),
        (g, n, operand, gradient) => gradient.Shape == n.Shape ? transpose(g, n, operand, gradient) : throw DerivativeRules.NotPerRow(n));

    // Products of the gradient with rows, their squares and 1 give all sums. Their differences lose digits as |x| / √(Σ (x − c)²) grows: of the
    // gradient itself, not of what it is added to.
    private static Node Distances(ArrayGraph graph, Node node, int operand, Node gradient)
    {
        (Node x, Node center, Node weight) = (node[0], node[1], node[2]);
        if (gradient.Shape != node.Shape)
        {
            throw DerivativeRules.NotPerRow(node);
        }

        if (operand == 0)
        {
            Node centred = graph.Subtract(
                graph.Multiply(x, graph.Apply(Op.Product, gradient, weight)), graph.Apply(Op.Product, gradient, graph.Multiply(weight, center)));
            return graph.Scale(centred, 2);
        }

        Node count = graph.Apply(Op.TransposedProduct, gradient, graph.Broadcast(graph.One, x.Shape.WithColumns(1)));
        Node sum = graph.Apply(Op.TransposedProduct, gradient, x);
        Node about = graph.Subtract(sum, graph.Multiply(center, count));
        return operand == 1
            ? graph.Scale(graph.Multiply(weight, about), -2)
            : graph.Subtract(
                graph.Subtract(graph.Apply(Op.TransposedProduct, gradient, graph.Square(x)), graph.Multiply(center, sum)),
                graph.Multiply(center, about));
    }
}
