namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>Discrete latents that make no valid model.</summary>
internal static class DiscreteCases
{
    public static IEnumerable<DiagnosticCase> All =>
    [
        Concrete("a variable of one class", "RL2006", "3, «1»", "Classes of [Latent.Concrete] is 1, but expected at least 2", "3, 2"),
        Concrete("no variables", "RL2001", "«0», 4", "Variables of [Latent.Concrete] is 0, but expected at least 1", "1, 4"),
        Concrete("more classes than random numbers", "RL2006", "4097, «4096»",
            "Variables times classes of [Latent.Concrete] is 16781312, but expected at most 16777216, as many as an example has random numbers of one kind", "4, 4096"),
        Concrete("a temperature of nothing", "RL2006", "3, 4, Temperature = «0»", "Temperature of [Latent.Concrete] is 0, but expected at least 0.001 and at most 1000", "3, 4, Temperature = 0.1"),
        Concrete("a final temperature that is too high", "RL2006", "3, 4, FinalTemperature = «1e4», AnnealingSteps = 10",
            "FinalTemperature of [Latent.Concrete] is 10000, but expected at least 0.001 and at most 1000", "3, 4, FinalTemperature = 0.5, AnnealingSteps = 10"),
        Concrete("a temperature that never falls", "RL2021", "3, 4, FinalTemperature = «0.5»",
            "FinalTemperature of [Latent.Concrete] is given without AnnealingSteps, so that nothing would change; give both, or neither", "3, 4, FinalTemperature = 0.5, AnnealingSteps = 100"),
        Concrete("annealing to nowhere", "RL2021", "3, 4, AnnealingSteps = «100»",
            "AnnealingSteps of [Latent.Concrete] is given without FinalTemperature, so that nothing would change; give both, or neither", "3, 4"),
        Concrete("categorical variables without a divergence", "RL2005", "3, 4, Beta = «0»",
            "Beta = 0 removes the divergence from the loss of 'M', so that nothing holds its posterior near the prior and its variance shrinks to 0; write a Beta above 0, or [Latent.Code(12)] for a plain autoencoder",
            "3, 4, Beta = 0.5"),
    ];

    private static DiagnosticCase Concrete(string name, string id, string bad, string message, string good) => new(name, id, Model(bad), message, Model(good));

    private static string Model(string arguments) =>
        $"using RepLearn; [Autoencoder(4)] [Latent.Concrete({arguments})] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M;";
}
