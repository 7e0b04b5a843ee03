using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>
/// Which values of the forward pass a derivative reads: a part of the rule's documentation, which a test holds true. What is kept in
/// memory follows from the gradient's graph alone.
/// </summary>
[Flags]
internal enum Needs
{
    Nothing = 0,
    Input = 1,
    Output = 2,
}

/// <summary>An operation's derivative. Both directions of differentiation follow from the one rule.</summary>
internal abstract record DerivativeRule(Needs Needs);

/// <summary>
/// An elementwise operation: its partial derivative by each operand, null where that is zero. Forward mode sums
/// partial times tangent, reverse mode multiplies the output's gradient.
/// </summary>
internal sealed record ElementwiseRule(Needs Needs, Func<ArrayGraph, Node, Node?[]> Partials) : DerivativeRule(Needs);

/// <summary>An operation that is linear in each operand, with its transpose.</summary>
/// <param name="Apply">The operation on an operand's tangent: (graph, node, operand index, tangent).</param>
/// <param name="Transpose">The gradient of an operand: (graph, node, operand index, output's gradient).</param>
internal sealed record LinearRule(
    Needs Needs,
    Func<ArrayGraph, Node, int, Node, Node> Apply,
    Func<ArrayGraph, Node, int, Node, Node> Transpose) : DerivativeRule(Needs);

/// <summary>A value that nothing is differentiated through, with the reason.</summary>
internal sealed record ConstantRule(string Reason) : DerivativeRule(Needs.Nothing);
