namespace RepLearn.Dsl.Generators.Graph;

/// <summary>What a program takes for granted; the order is that of <c>RepLearn.Runtime.ProgramMode</c>.</summary>
internal enum ProgramMode
{
    /// <summary>Corruption and dropout are on, schedules follow the model's step.</summary>
    Train,

    /// <summary>The loss as it counts after training: no corruption, no dropout, schedules finished.</summary>
    Test,

    /// <summary>Codes and outputs, without noise.</summary>
    Infer,
}
