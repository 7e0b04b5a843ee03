using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>A derivative that is needed does not exist. It ends the compilation of the model with a diagnostic.</summary>
/// <param name="value">The value without a derivative.</param>
/// <param name="reason">That of <see cref="NotDifferentiable"/>.</param>
/// <param name="penalty">The penalty that asks for it; null for the loss itself.</param>
internal sealed class NotDifferentiableException(Node value, string reason, NodeOrigin? penalty = null)
    : Exception($"Differentiation: no derivative of {GraphPrinter.Definition(value)}: {reason}")
{
    /// <summary>What has no derivative.</summary>
    public NodeOrigin? Part { get; } = value.Origin;

    public NodeOrigin? Penalty { get; } = penalty;

    public string Reason { get; } = reason;

    /// <summary>The same, asked for by a penalty.</summary>
    public NotDifferentiableException For(NodeOrigin? asking) => new(value, Reason, asking);
}
