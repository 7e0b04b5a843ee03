namespace RepLearn.Oracle;

/// <summary>What a run of a model is for, which decides the noise in it.</summary>
internal enum RunMode
{
    /// <summary>Corruption, dropout and sampling are on; schedules follow the step.</summary>
    Training,

    /// <summary>Only sampling is on; schedules have ended.</summary>
    Testing,

    /// <summary>No noise: the code is the posterior mean.</summary>
    Reconstructing,
}
