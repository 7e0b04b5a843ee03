using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>An operation's derivative. Both directions of differentiation follow from the one rule.</summary>
internal abstract class DerivativeRule;

/// <summary>
/// An elementwise operation: its partial derivative with respect to each operand, null where that is zero. Forward mode sums the partial
/// derivatives times the tangents; reverse mode multiplies them by the gradient of the output.
/// </summary>
internal sealed class ElementwiseRule(Func<ArrayGraph, Node, Node?[]> partials) : DerivativeRule
{
    public readonly Func<ArrayGraph, Node, Node?[]> Partials = partials;
}

/// <summary>An operation whose derivative is linear in the tangent of each operand, with its transpose.</summary>
/// <param name="apply">The derivative times an operand's tangent: (graph, node, operand index, tangent).</param>
/// <param name="transpose">The gradient of an operand: (graph, node, operand index, output's gradient); null where it is 0.</param>
internal sealed class LinearRule(Func<ArrayGraph, Node, int, Node, Node> apply, Func<ArrayGraph, Node, int, Node, Node?> transpose) : DerivativeRule
{
    public readonly Func<ArrayGraph, Node, int, Node, Node> Apply = apply;
    public readonly Func<ArrayGraph, Node, int, Node, Node?> Transpose = transpose;
}

/// <summary>A value that depends on nothing, or is meant to be constant: its derivative is 0, with the reason.</summary>
internal sealed class ConstantRule(string reason) : DerivativeRule
{
    public readonly string Reason = reason;
}

/// <summary>
/// A value whose derivative does not exist, or is not supported: asking for it is the user's error, which is reported where the value is
/// declared. A derivative that is 0 wherever it exists, such as that of a sign, is a zero instead.
/// </summary>
/// <param name="reason">Why, after "but".</param>
internal sealed class NotDifferentiable(string reason) : DerivativeRule
{
    public readonly string Reason = reason;
}
