namespace RepLearn.Training;

/// <summary>Which of a fit's parameters the model has.</summary>
/// <param name="Epoch">The epoch whose final parameters they are; null if they are from within an epoch or from before the fit.</param>
/// <param name="Step">Steps of the fit that led to them.</param>
internal readonly record struct KeptParameters(int? Epoch, long Step);
