using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>The derivatives of operations on von Mises–Fisher distributions.</summary>
internal static class SphereDerivatives
{
    public static DerivativeRule Of(Op op) => op switch
    {
        // The next derivative; of the second one by A' = 1 − A² − (d − 1) A / κ with A = 1 + K'
        Op.SphereCumulant => new ElementwiseRule((g, n) => [n.Get<SphereCumulant>() switch
        {
            { Derivative: < 2 } cumulant => g.SphereCumulant(n[0], cumulant.Size, cumulant.Derivative + 1),
            { Size: var size } => ThirdDerivative(g, n, size),
        }]),

        // θ = F⁻¹(u; κ): −∂F/∂κ / f, 1 / f
        Op.SphereAngle => new ElementwiseRule((g, n) =>
            [g.SphereAngle(Op.SphereAngleSlope, n.Get<Sphere>().Size, n[0], n), n[1].Op == Op.Noise ? null : InverseDensity(g, n, n.Get<Sphere>())]),
        Op.SphereAngleSlope => new NotDifferentiable("a second derivative of draws on a sphere is not supported"),

        _ => throw DerivativeRules.Missing(op),
    };

    // A'' = −2 A A' − (d − 1) (A' − A / κ) / κ
    private static Node ThirdDerivative(ArrayGraph graph, Node node, int size)
    {
        Node ratio = graph.Add(graph.One, graph.SphereCumulant(node[0], size, 1));
        Node difference = graph.Divide(graph.Subtract(node, graph.Divide(ratio, node[0])), node[0]);
        return graph.Subtract(graph.Scale(graph.Multiply(ratio, node), -2), graph.Scale(difference, size - 1));
    }

    // 1 / f = ∫ sin^(d−2) exp(K + κ t) / sin^(d−2) θ
    private static Node InverseDensity(ArrayGraph graph, Node angle, Sphere sphere)
    {
        Node distance = graph.Scale(graph.Square(graph.Apply(Op.Sin, graph.Scale(angle, 0.5))), 2);
        Node logarithm = graph.Add(graph.SphereCumulant(angle[0], sphere.Size, 0), graph.Multiply(angle[0], distance));
        Node scaled = graph.Scale(graph.Apply(Op.Exp, logarithm), Math.Exp(sphere.LogArea - new Sphere(sphere.Size - 1).LogArea));
        return graph.Multiply(scaled, graph.Power(graph.Apply(Op.Sin, angle), 2 - sphere.Size));
    }
}
