namespace RepLearn.Dsl.Generators.Model;

/// <summary>What a parameter does in its layer: the last part of its name, and whether it decays.</summary>
internal enum ParameterRole
{
    Weight,

    /// <summary>The rows of a weight matrix by which a condition is multiplied.</summary>
    ConditionWeight,
    Bias,
    Gain,
    LogVariance,
    Mean,

    /// <summary>Of a mixture's weights, up to a number that all share.</summary>
    Logit,

    /// <summary>Rows that the encoder encodes as it does examples.</summary>
    PseudoInput,

    RunningMean,
    RunningVariance,

    /// <summary>Vectors that a latent's are replaced by.</summary>
    Codebook,

    /// <summary>The moving average of the number of vectors that are nearest to a code.</summary>
    CodeCount,

    /// <summary>The moving average of their sum.</summary>
    CodeSum,

    /// <summary>State: examples since each unit was active.</summary>
    Idle,

    /// <summary>State: what values must be above.</summary>
    Threshold,

    /// <summary>The logarithm of a threshold by the one that it began with.</summary>
    LogThreshold,

    /// <summary>The logarithm of what a gate's sums are multiplied by to be values.</summary>
    LogMagnitude,

    /// <summary>What is added to these.</summary>
    MagnitudeBias,
}

/// <summary>A parameter of a layer.</summary>
internal sealed record ParameterShape(ParameterRole Role, int Rows, int Columns)
{
    /// <summary>Of weights: values that one output is a sum of.</summary>
    public int Inputs { get; init; } = Rows;

    /// <summary>Of weights: outputs that one input is part of.</summary>
    public int Outputs { get; init; } = Columns;

    /// <summary>Whatever the initializer.</summary>
    public bool BeginsAtZero { get; init; }

    /// <summary>Whether training computes it instead of learning it.</summary>
    public bool IsState { get; init; } = Role is ParameterRole.RunningMean or ParameterRole.RunningVariance or ParameterRole.Idle;

    public long Count => (long)Rows * Columns;

    /// <summary>The matrix by which the inputs of a dense layer are multiplied and, where it has a condition, that of the condition.</summary>
    public static ParameterShape[] Weights(int inputs, int condition, int units)
    {
        ParameterShape rows(ParameterRole role, int count) => new(role, count, units) { Inputs = inputs + condition };
        return condition == 0
            ? [rows(ParameterRole.Weight, inputs)]
            : [rows(ParameterRole.Weight, inputs), rows(ParameterRole.ConditionWeight, condition)];
    }
}

/// <summary>What a layer makes of a number of values per example.</summary>
/// <param name="Outputs">The values that it gives.</param>
/// <param name="Parameters">What it learns, in the order of files.</param>
internal sealed record LayerShape(ValueShape Outputs, ParameterShape[] Parameters)
{
    public long ParameterCount
    {
        get
        {
            long count = 0;
            foreach (ParameterShape parameter in Parameters)
            {
                count += parameter.Count;
            }

            return count;
        }
    }
}
