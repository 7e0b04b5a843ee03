namespace RepLearn.Training;

/// <summary>Which of a fit's parameters the model has.</summary>
/// <param name="Epoch">The epoch at whose end they were; null where they are from within an epoch or from before the fit.</param>
/// <param name="Step">Steps of the fit after which they were.</param>
internal readonly record struct KeptParameters(int? Epoch, long Step);
