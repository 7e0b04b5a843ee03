namespace RepLearn;

/// <summary>The floating-point type of a model's parameters, batches and arithmetic.</summary>
public enum Precision
{
    /// <summary><see cref="float"/>: for training and use.</summary>
    Single,

    /// <summary><see cref="double"/>: for checks of gradients and small, exact work.</summary>
    Double,
}

/// <summary>
/// Declares a model that rebuilds its input from a code. The attributes that follow on the same declaration are its
/// layers and losses, in the network's order.
/// </summary>
/// <param name="inputSize">
/// Values in one example, from 1 up to where the model has 1,073,741,823 parameters. Like every size in a declaration it may be a constant of another model, such as
/// <c>First.LatentSize</c>, which stacks this model on the codes of that one.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AutoencoderAttribute(int inputSize) : Attribute
{
    /// <summary>Values in one example.</summary>
    public int InputSize { get; } = inputSize;

    /// <summary>The type of parameters and arithmetic; <see cref="Precision.Single"/> if not given.</summary>
    public Precision Precision { get; set; }

    /// <summary>How the weights and biases of layers that do not say so themselves are drawn.</summary>
    public Initializer Initializer { get; set; }
}
