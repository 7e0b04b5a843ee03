namespace RepLearn;

/// <summary>
/// What a model may cost at most. A model that costs more is an error of the build, at the number that it exceeds, with the actual cost and what
/// contributes most to it. The documentation of the generated class tells the cost of a model within its budget.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>Values in the flat parameter buffer, as the constant <c>ParameterCount</c> counts them; at least 1. Not limited if not given.</summary>
    public long Parameters { get; set; }

    /// <summary>
    /// Multiply-adds per example in a training step, forward and backward, where an elementwise result counts as 4 of them, whatever is computed on the way to it; at least 1. Not
    /// limited if not given.
    /// </summary>
    public long MultiplyAdds { get; set; }

    /// <summary>
    /// Bytes of working memory per example in a training step, saved activations and workspace, without parameters and gradients; at least 1.
    /// Not limited if not given.
    /// </summary>
    public long Bytes { get; set; }
}
