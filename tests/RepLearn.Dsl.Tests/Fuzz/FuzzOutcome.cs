namespace RepLearn.Tests.Fuzz;

/// <summary>What came of damaged inputs.</summary>
/// <param name="Name">Who was given them.</param>
/// <param name="Inputs">How many.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Outcomes">How often each exception was thrown, or nothing.</param>
/// <param name="Problem">The first thing that the documentation does not name, with its seed and input; null if there is none.</param>
internal sealed record FuzzOutcome(string Name, int Inputs, TimeSpan Time, IReadOnlyDictionary<string, int> Outcomes, string? Problem);
