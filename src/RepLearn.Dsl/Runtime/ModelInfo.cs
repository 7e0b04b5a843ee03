namespace RepLearn.Runtime;

/// <summary>What the compiler knows of a model; generated code passes it to <see cref="Autoencoder{T}"/>.</summary>
/// <param name="Name">The model's class name.</param>
/// <param name="InputSize">Values in one example.</param>
/// <param name="LatentSize">Values in one code.</param>
/// <param name="ParameterCount">Values in the flat parameter buffer.</param>
/// <param name="Layout">Each parameter's place in that buffer.</param>
/// <param name="LossNames">Names of the loss terms.</param>
/// <param name="Architecture">The declaration in one canonical line.</param>
/// <param name="Fingerprint">SHA-256 of that line, in hexadecimal.</param>
/// <param name="Backward">Sizes of the program for losses and gradients.</param>
/// <param name="Evaluate">Sizes of the program for losses.</param>
/// <param name="Encode">Sizes of the program from examples to codes.</param>
/// <param name="Decode">Sizes of the program from codes to outputs.</param>
/// <param name="Divergence">Sizes of the program from examples to the divergence of each dimension; null for a deterministic code.</param>
/// <param name="MetricNames">Names of what is reported beside the loss terms; none if null.</param>
public sealed record ModelInfo(
    string Name,
    int InputSize,
    int LatentSize,
    int ParameterCount,
    ParameterInfo[] Layout,
    string[] LossNames,
    string Architecture,
    string Fingerprint,
    ProgramInfo Backward,
    ProgramInfo Evaluate,
    ProgramInfo Encode,
    ProgramInfo Decode,
    ProgramInfo? Divergence = null,
    string[]? MetricNames = null)
{
    /// <summary>The inputs that the likelihood is defined for; null for all finite numbers.</summary>
    public InputDomain? InputDomain { get; init; }

    /// <summary>Names of what is reported beside the loss terms.</summary>
    public string[] MetricNames { get; init; } = MetricNames ?? [];

    /// <summary>Numbers that a program for losses reports: terms, then metrics.</summary>
    internal int LossValues => LossNames.Length + MetricNames.Length;

    /// <summary>Steps of training until the last schedule of the loss's own terms has risen to its full value; 0 where there is none.</summary>
    public int WarmupSteps { get; init; }
}

/// <summary>The memory and work of one generated program, planned at build time.</summary>
/// <param name="KeptPerExample">Values kept for each example of the batch until the program ends; a multiple of 16.</param>
/// <param name="Fixed">Values whose number does not depend on the batch; a multiple of 16.</param>
/// <param name="ScratchPerExample">Values that each worker needs for each example of a row block; a multiple of 16.</param>
/// <param name="RowBlock">Examples that go through the row-wise part together, so that their values stay in cache.</param>
/// <param name="Output">Offset of the program's result among the kept values; −1 where it has none.</param>
/// <param name="MultiplyAdds">Multiply-adds for one example, by which the number of threads is chosen.</param>
/// <param name="ComputedPerExample">Values computed for one example, for comparison: what would be stored without fusion and shared memory.</param>
/// <param name="ComputedOnce">Values computed whose number does not depend on the batch.</param>
public sealed record ProgramInfo(
    int KeptPerExample,
    int Fixed,
    int ScratchPerExample,
    int RowBlock,
    int Output,
    long MultiplyAdds,
    long ComputedPerExample = 0,
    long ComputedOnce = 0);
