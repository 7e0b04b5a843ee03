namespace RepLearn.Dsl.Generators.Model;

/// <summary>What a parameter does in its layer: the last part of its name, and whether it decays.</summary>
internal enum ParameterRole
{
    Weight,
    Bias,
    Gain,
    LogVariance,

    /// <summary>State: training computes it.</summary>
    RunningMean,

    /// <summary>State: training computes it.</summary>
    RunningVariance,

    /// <summary>State: examples since each unit was active.</summary>
    Idle,
}

/// <summary>A parameter of a layer.</summary>
internal sealed record ParameterShape(ParameterRole Role, int Rows, int Columns)
{
    /// <summary>Of weights: values that one output is a sum of.</summary>
    public int Inputs { get; init; } = Rows;

    /// <summary>Of weights: outputs that one input is part of.</summary>
    public int Outputs { get; init; } = Columns;

    public long Count => (long)Rows * Columns;
}

/// <summary>What a layer makes of a number of values per example.</summary>
/// <param name="Outputs">The values that it gives.</param>
/// <param name="Parameters">What it learns, in the order of files.</param>
internal sealed record LayerShape(ValueShape Outputs, IReadOnlyList<ParameterShape> Parameters)
{
    public long ParameterCount => Parameters.Sum(parameter => parameter.Count);
}
