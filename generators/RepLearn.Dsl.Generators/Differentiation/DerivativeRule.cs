using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>An operation's derivative. Both directions of differentiation follow from the one rule.</summary>
internal abstract record DerivativeRule;

/// <summary>
/// An elementwise operation: its partial derivative by each operand, null where that is zero. Forward mode sums
/// partial times tangent, reverse mode multiplies the output's gradient.
/// </summary>
internal sealed record ElementwiseRule(Func<ArrayGraph, Node, Node?[]> Partials) : DerivativeRule;

/// <summary>An operation whose derivative is linear in the tangent of each operand, with its transpose.</summary>
/// <param name="Apply">The derivative times an operand's tangent: (graph, node, operand index, tangent).</param>
/// <param name="Transpose">The gradient of an operand: (graph, node, operand index, output's gradient).</param>
internal sealed record LinearRule(
    Func<ArrayGraph, Node, int, Node, Node> Apply,
    Func<ArrayGraph, Node, int, Node, Node> Transpose) : DerivativeRule;

/// <summary>A value that no gradient flows through, with the reason.</summary>
internal sealed record ConstantRule(string Reason) : DerivativeRule;
