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
        Concrete("a temperature that never falls", "RL2027", "3, 4, FinalTemperature = «0.5»",
            "FinalTemperature of [Latent.Concrete] is given without AnnealingSteps, so that nothing would change; give both, or neither", "3, 4, FinalTemperature = 0.5, AnnealingSteps = 100"),
        Concrete("annealing to nowhere", "RL2027", "3, 4, AnnealingSteps = «100»",
            "AnnealingSteps of [Latent.Concrete] is given without FinalTemperature, so that nothing would change; give both, or neither", "3, 4"),
        Concrete("categorical variables without a divergence", "RL2005", "3, 4, Beta = «0»",
            "Beta = 0 removes the divergence from the loss of 'M', so that nothing holds its posterior near the prior and its variance shrinks to 0; write a Beta above 0, or [Latent.Code(12)] for a plain autoencoder",
            "3, 4, Beta = 0.5"),
        Quantized("a codebook of one code", "RL2006", "«1», 2", "Codes of [Latent.VectorQuantized] is 1, but expected at least 2", "2, 2"),
        Quantized("vectors of no values", "RL2001", "8, «0»", "Dimension of [Latent.VectorQuantized] is 0, but expected at least 1", "8, 1"),
        Quantized("more codes than exact numbers", "RL2006", "«16777217», 1", "Codes of [Latent.VectorQuantized] is 16777217, but expected at most 16777216", "1000, 1"),
        Quantized("no commitment", "RL2006", "8, 2, Commitment = «0»", "Commitment of [Latent.VectorQuantized] is 0, but expected a finite number above 0", "8, 2, Commitment = 1"),
        Quantized("averages of the past alone", "RL2006", "8, 2, Decay = «1»", "Decay of [Latent.VectorQuantized] is 1, but expected above 0 and below 1", "8, 2, Decay = 0.9"),
        Quantized("all codes dead", "RL2006", "8, 2, Revival = «1»", "Revival of [Latent.VectorQuantized] is 1, but expected at least 0 and below 1", "8, 2, Revival = 0"),
        Quantized("vectors that do not fit", "RL2028", "8, «4»",
            "The codebook has vectors of 4 values, but the encoder ends with 6 values, and 6 is no multiple of 4; change the encoder's last layer or the dimension", "8, 3"),
        new("vectors across pixels", "RL2028",
            "using RepLearn; [Autoencoder(2, 2, 1)] [Encoder.Conv(3, 1)] [Latent.VectorQuantized(8, «6»)] [Decoder.Conv(1, 1)] [Likelihood.SquaredError] partial class M;",
            "The codebook has vectors of 6 values, but the encoder ends with an image of 2 × 2 × 3, and 3 is no multiple of 6; change the encoder's last layer or the dimension",
            "using RepLearn; [Autoencoder(2, 2, 1)] [Encoder.Conv(3, 1)] [Latent.VectorQuantized(8, 3)] [Decoder.Conv(1, 1)] [Likelihood.SquaredError] partial class M;"),
        Quantized("a decay by gradient", "RL2029", "8, 3, ByGradient = true, Decay = «0.9»",
            "Decay of [Latent.VectorQuantized] belongs to the moving averages of a codebook, but this one is learned ByGradient; remove one of the two", "8, 3, Decay = 0.9"),
        Quantized("revival by gradient", "RL2029", "8, 3, ByGradient = true, Revival = «0.2»",
            "Revival of [Latent.VectorQuantized] belongs to the moving averages of a codebook, but this one is learned ByGradient; remove one of the two", "8, 3, ByGradient = true"),
        new("a discrepancy of codes", "RL2030",
            Model("Latent.VectorQuantized(8, 3)", "[«Regularizer.Mmd»(1)]"),
            "The codes of 'M' are vectors of a codebook and cannot be drawn to a normal distribution; remove [Regularizer.Mmd], or use a latent with a prior",
            Model("Latent.Code(3)", "[Regularizer.Mmd(1)]")),
        new("a penalty named like a codebook's metric", "RL2012",
            "using RepLearn; [Autoencoder(4)] [Encoder.Dense(6)] [Latent.VectorQuantized(8, 3)] [Decoder.Dense(4)] [Likelihood.SquaredError] [Regularizer.Custom(«nameof(perplexity)», 1)] partial class M { static float perplexity(float h) => h * h; }",
            "The losses of 'M' have a term or metric 'perplexity' already; rename the method",
            "using RepLearn; [Autoencoder(4)] [Encoder.Dense(6)] [Latent.Code(8)] [Decoder.Dense(4)] [Likelihood.SquaredError] [Regularizer.Custom(nameof(perplexity), 1)] partial class M { static float perplexity(float h) => h * h; }"),
        new("a mirror of a codebook", "RL2009",
            "using RepLearn; [Autoencoder(4)] [Encoder.Dense(6)] [Latent.VectorQuantized(8, 3)] [Decoder.Tied] [«Decoder.Tied»] [Likelihood.SquaredError] partial class M;",
            "[Decoder.Tied] number 2 of 'M' has no layer to mirror: the code's layer and the encoder's dense layers are 1 in all; remove it, or use [Decoder.Dense(4)]",
            "using RepLearn; [Autoencoder(4)] [Encoder.Dense(6)] [Latent.VectorQuantized(8, 3)] [Decoder.Tied] [Likelihood.SquaredError] partial class M;"),
    ];

    private static DiagnosticCase Quantized(string name, string id, string bad, string message, string good) =>
        new(name, id, Model($"Latent.VectorQuantized({bad})", ""), message, Model($"Latent.VectorQuantized({good})", ""));

    private static string Model(string latent, string penalty) =>
        $"using RepLearn; [Autoencoder(4)] [Encoder.Dense(6)] [{latent}] [Decoder.Dense(4)] [Likelihood.SquaredError] {penalty} partial class M;";

    private static DiagnosticCase Concrete(string name, string id, string bad, string message, string good) => new(name, id, Model(bad), message, Model(good));

    private static string Model(string arguments) =>
        $"using RepLearn; [Autoencoder(4)] [Latent.Concrete({arguments})] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M;";
}
