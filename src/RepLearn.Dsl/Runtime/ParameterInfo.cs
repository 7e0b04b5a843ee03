namespace RepLearn;

/// <summary>How the values of a parameter are drawn before training: what an <see cref="Initializer"/> comes to.</summary>
public enum InitialValues
{
    /// <summary>All 0.</summary>
    Zeros,

    /// <summary>All 1.</summary>
    Ones,

    /// <summary>Normal with mean 0 and the standard deviation <see cref="ParameterInfo.Scale"/>.</summary>
    Normal,

    /// <summary>Uniform between minus and plus <see cref="ParameterInfo.Scale"/>.</summary>
    Uniform,

    /// <summary>Orthogonal rows or columns, whichever are fewer, of the length <see cref="ParameterInfo.Scale"/>.</summary>
    Orthogonal,

    /// <summary>Those of an earlier parameter, <see cref="ParameterInfo.Source"/>.</summary>
    Copied,
}

/// <summary>
/// One parameter's place in the flat buffers <c>Parameters</c> and <c>Gradients</c>, row-major and dense. State that training computes, such
/// as running means, comes after all parameters; what <c>Gradients</c> has there is its next value.
/// </summary>
/// <param name="Name">For example <c>encoder1Weight</c>.</param>
/// <param name="Rows">Inputs of a weight matrix; 1 for biases and gains.</param>
/// <param name="Columns">Outputs.</param>
/// <param name="Offset">Index of the first value in the flat buffer.</param>
/// <param name="InitialValues">How the values are drawn before training.</param>
/// <param name="Scale">The width of the drawn distribution; 0 where nothing is drawn.</param>
public sealed record ParameterInfo(string Name, int Rows, int Columns, int Offset, InitialValues InitialValues, double Scale)
{
    /// <summary>Whether training computes the values instead of learning them: no optimiser touches them.</summary>
    public bool IsState { get; init; }

    /// <summary>The parameter of the same shape whose first values these begin with; null where they are drawn.</summary>
    public string? Source { get; init; }

    /// <summary>Number of values.</summary>
    public int Length => Rows * Columns;

    /// <summary>Name and shape: <c>encoder1Weight [784, 400]</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} [{Rows}, {Columns}]");
}
