using System.Text.RegularExpressions;
using CsCheck;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>Draws valid declarations of small models in double from the whole language.</summary>
internal static class RandomDeclaration
{
    /// <summary>The functions and blocks that a declaration may name.</summary>
    public const string Members = """
        static double Smooth(double x) => x / (1 + System.Math.Exp(-x));
        static double Pieces(double x) => x > 0 ? System.Math.Log(1 + x) : 0.5 * System.Math.Tanh(x);
        static double Penalty(double x) => System.Math.Sqrt(1 + x * x) - 1;
        [Layer.Dense(7, Activation.Tanh)] [Layer.Dropout(0.3)] [Layer.LayerNorm] class Stage;
        [Layer.Use(typeof(Stage))] [Layer.GroupNorm(1)] [Layer.Dense(5, Activation.Silu)] class Five;
        [Layer.Conv(5, 3, Activation.Tanh)] [Layer.Dropout(0.2)] [Layer.Conv(3, 1)] class Three;
        """;

    private static readonly Gen<int> Width = Gen.Frequency((4, Gen.Int[1, 9]), (1, Gen.Int[15, 18]));

    private static readonly Gen<string> Function = OneOf(
        [.. Enum.GetNames<Activation>().Select(name => $", Activation.{name}"), ", Custom = nameof(Smooth)", ", Custom = nameof(Pieces)"]);

    // What a layer is, and how many values it gives: 0 for as many as it gets.
    private static readonly Gen<(string Text, int Width)> Layer = Gen.Frequency(
        (6, Gen.Select(Width, Function, (width, function) => ($"Dense({width}{function})", width))),
        (1, Gen.Const(("LayerNorm", 0))),
        (1, Gen.Const(("Use(typeof(Stage))", 7))),
        (1, Function.Select(function => ($"Dense(5{function})] [@.Residual(typeof(Five))", 5))),
        (1, Gen.Const(("BatchNorm(Momentum = 0.3)", 0))),
        (1, Gen.Int[1, 3].Select(groups => ($"GroupNorm({groups})", 0))),
        (1, Gen.Int[1, 8].Select(rate => ($"Dropout(0.{rate})", 0))));

    private static readonly Gen<string> Corruption = Gen.Frequency(
        (3, Gen.Const(string.Empty)),
        (1, Gen.Select(OneOf("Masking", "SaltAndPepper", "Gaussian"), Gen.Int[1, 5], OneOf(string.Empty, ", Emphasis = 2.5"), (kind, amount, emphasis) => $"[Corruption.{kind}(0.{amount}{emphasis})] ")));

    private static readonly Gen<(string Text, int Width)> Variational = Gen.Select(Width, OneOf("Gaussian", "Full", "LowRank", "Laplace", "VonMisesFisher"), OneOf(
        string.Empty, ", Beta = 0.3", ", Beta = 2, WarmupSteps = 20", ", FreeBits = 0.05", ", Beta = 3, Capacity = 4, WarmupSteps = 10"), (width, kind, options) => ($"[Latent.{Kind(kind, width, options)})] ", width));

    private static readonly Gen<(string Text, int Width)> Mixed = Gen.Select(
        Width, OneOf(string.Empty, ", Beta = 0.3", ", Beta = 2, WarmupSteps = 20"), OneOf("Mixture(3)", "Mixture(17)", "Vamp(5)", "Vamp(18, LearnedWeights = true)"),
        (width, options, prior) => ($"[Latent.Gaussian({width}{options})] [Prior.{prior}] ", width));

    private static readonly Gen<(string Text, int Width)> Categorical = Gen.Select(
        Gen.Int[1, 4],
        Gen.Frequency((4, Gen.Int[2, 9]), (1, Gen.Int[16, 17])),
        OneOf(string.Empty, ", Beta = 0.3, WarmupSteps = 20", ", FreeBits = 0.05", ", Temperature = 2, FinalTemperature = 0.5, AnnealingSteps = 10"),
        OneOf(string.Empty, ", Hard = true"),
        (variables, classes, options, hard) => ($"[Latent.Concrete({variables}, {classes}{options}{hard})] ", variables * classes));

    private static readonly Gen<(string Text, int Width)> Quantized = Gen.Select(
        Gen.Int[1, 4],
        Gen.Frequency((4, Gen.Int[1, 9]), (1, Gen.Int[16, 17])),
        Gen.Int[2, 12],
        OneOf(string.Empty, ", Revival = 0", ", Commitment = 2, Decay = 0.5, Revival = 0.6", ", ByGradient = true"),
        (vectors, dimension, codes, options) => ($"[Encoder.Dense({vectors * dimension})] [Latent.VectorQuantized({codes}, {dimension}{options})] ", vectors * dimension));

    private static readonly Gen<(string Text, int Width)> Sparse = Gen.Select(
        Gen.Int[2, 40],
        Gen.Int[1, 39],
        OneOf("TopK({0}, {1})", "TopK({0}, {1})", "Gated({0}, 0.3)", "Gated({0}, 2, MostActive = {1})", "Matryoshka({0}, {1}, Prefixes = new[] {{ 1 }}, PerExample = true)"),
        (width, active, kind) => ($"[Latent.{string.Format(System.Globalization.CultureInfo.InvariantCulture, kind, width, Math.Min(active, width - 1))}] ", width));

    private static readonly Gen<(string Text, int Width)> Latent = Gen.Frequency(
        (2, Variational),
        (1, Mixed),
        (1, Categorical),
        (1, Quantized),
        (1, Sparse),
        (4, Gen.Select(Width, Function, (width, function) => ($"[Latent.Code({width}{function})] ", width))));

    private static readonly Gen<string> Likelihood = OneOf("Bernoulli", "Gaussian", "Gaussian(Sigma = 0.5)", "GaussianLearned", "SquaredError", "Laplace(Scale = 0.4)", "Poisson", "Huber(0.3)", "Categorical");

    private static readonly Gen<string> Penalties = OneOf("L1(0.2)", "L2(0.1)", "Mmd(0.7)", "TotalCorrelation(0.6)", "WeightDecay(0.01)", "Contractive(0.3)", "Contractive(0.2, Samples = 2)", "Orthogonal(0.3)", "Custom(nameof(Penalty), 0.4)")
        .Array[0, 3].Select(names => string.Concat(names.DistinctBy(name => name.Split('(')[0]).Select(name => $"[Regularizer.{name}] ")));

    private static readonly Gen<string> Head = Gen.Frequency(
        (3, Gen.Const(string.Empty)),
        (1, Gen.Select(Gen.Int[2, 18], OneOf(string.Empty, ", Weight = 0.3"), (classes, weight) => $"[Head.Softmax({classes}{weight})]")),
        (1, Gen.Int[1, 18].Select(outputs => $"[Head.Linear({outputs})]")),
        (1, Gen.Const("[Head.Softmax(3, ClassWeights = new[] { 0.5, 2, 0.5 })]")));

    private static readonly Gen<string> Condition = Gen.Frequency(
        (4, Gen.Const(string.Empty)),
        (1, Gen.Select(OneOf(string.Empty, "Values = "), Gen.Int[2, 18], (kind, size) => $"[Condition({kind}{size})]")));

    private static readonly string[] s_sparse = ["TopK", "Gated", "Matryoshka"];

    // Values of a target; 0 for the input itself.
    private static readonly Gen<int> Target = Gen.Frequency((4, Gen.Const(0)), (1, Width));

    private static readonly Gen<string> Objective = Gen.Frequency((2, Gen.Const(string.Empty)), (1, Gen.Int[1, 4].Select(samples => $" [Objective.Importance({samples})]")));

    /// <summary>The attributes of a model, of which every fourth has images, and some are dictionaries.</summary>
    public static Gen<string> Attributes => Gen.Frequency((12, Dense), (4, Gen.Int.Select(RandomImageModel.Attributes)), (1, Dictionary));

    // Sparse dictionaries with dead units.
    private static Gen<string> Dictionary => Gen.Select(
        Width,
        Gen.Select(Gen.Int[3, 40], Gen.Int[1, 39], OneOf("TopK({0}, {1}", "BatchTopK({0}, {1}", "BatchTopK({0}, {1}, MostActive = {2}", "JumpRelu({0}, 0.3, Threshold = 0.05, Bandwidth = 0.4", "JumpRelu({0}, 2, Threshold = 0.2, Bandwidth = 0.1, MostActive = {2}", "Gated({0}, 0.3", "Gated({0}, 2, MostActive = {2}", "Matryoshka({0}, {1}, Prefixes = new[] {{ 1, 2 }}", "Matryoshka({0}, {1}, PerExample = true, Prefixes = new[] {{ {2} }}"), (units, active, kind) =>
            string.Format(System.Globalization.CultureInfo.InvariantCulture, kind, units, Math.Min(active, units - 2), Math.Min(active, units - 2) + 1)),
        Gen.Int[1, 9],
        OneOf("Dense({0}, UnitRows = true)", "Dense({0})", "Tied"),
        OneOf("Gaussian", "GaussianLearned", "SquaredError"),
        OneOf(string.Empty, "[Regularizer.L1(0.2)]"),
        Target,
        (input, latent, revived, decoder, likelihood, penalty, target) =>
            $"[Autoencoder({input}, Precision = Precision.Double)] {Targeted(decoder == "Tied" ? 0 : target)}[Latent.{latent}, DeadAfter = 1, RevivedUnits = {revived}, RevivalWeight = 0.5)] "
            + $"[Decoder.{decoder.Replace("{0}", $"{Outputs(input, target)}", StringComparison.Ordinal)}] [Likelihood.{likelihood}] {penalty}");

    private static Gen<string> Dense => Gen.Select(
        Width,
        Corruption,
        Layer.Array[0, 3],
        Latent,
        Layer.Array[0, 2],
        Likelihood,
        Penalties,
        Gen.Select(Function, Head, Condition, Objective, Target),
        (input, corruption, encoder, latent, decoder, likelihood, penalties, end) =>
            Allowed($"[Autoencoder({input}, Precision = Precision.Double)] {Targeted(end.Item5)}{(end.Item5 > 0 ? corruption.Replace(", Emphasis = 2.5", "", StringComparison.Ordinal) : corruption)}{Layers("Encoder", input, encoder)}{latent.Text}{Layers("Decoder", latent.Width, decoder)}"
            + $"[Decoder.Dense({Outputs(input, end.Item5)}{(likelihood is "Bernoulli" or "Poisson" or "Categorical" ? string.Empty : end.Item1)})] [Likelihood.{Fitting(likelihood, Outputs(input, end.Item5))}] {penalties}{end.Item2}{end.Item3}{end.Item4}"));

    private static string Targeted(int target) => target == 0 ? string.Empty : $"[Target({target})] ";

    private static int Outputs(int input, int target) => target == 0 ? input : target;

    // A single value has a full covariance anyway, and no directions but two.
    private static string Kind(string kind, int width, string options) => (kind, width) switch
    {
        ("Full" or "LowRank" or "VonMisesFisher", 1) => $"Gaussian(1{options}",
        ("Full", _) => $"Gaussian({width}, Covariance = Covariance.Full{options}",
        ("LowRank", _) => $"Gaussian({width}, Covariance = Covariance.LowRank, Rank = {1 + (width % Math.Min(width - 1, 4))}{options}",
        _ => $"{kind}({width}{options}",
    };

    // No Jacobian goes across a batch or through a sparse code, pseudo-inputs are none, and codes of a codebook have no weights and no discrepancy from a prior.
    // A bound weighs draws of the plain densities, and a total correlation is that of several values of a normal distribution.
    private static string Allowed(string attributes)
    {
        string[] excluded = ["Latent.Code", "VectorQuantized", .. s_sparse, "SquaredError", "Mmd", "TotalCorrelation", "Emphasis", "Beta", "FreeBits"];
        attributes = Regex.IsMatch(attributes, @"Latent\.Gaussian\((?!1\D|\d+, Covariance)") ? attributes : Without(attributes, "TotalCorrelation(0.6)");
        attributes = excluded.Any(part => attributes.Contains(part, StringComparison.Ordinal))
            ? System.Text.RegularExpressions.Regex.Replace(attributes, @" \[Objective[^]]*\]", string.Empty)
            : attributes;
        attributes = attributes.Contains("VectorQuantized", StringComparison.Ordinal) ? Without(Without(attributes, "Mmd(0.7)"), "Orthogonal(0.3)") : attributes;
        attributes = s_sparse.Any(part => attributes.Contains(part, StringComparison.Ordinal)) ? Without(Without(attributes, "Contractive(0.3)"), "Contractive(0.2, Samples = 2)") : attributes;
        attributes = attributes.Contains("Vamp", StringComparison.Ordinal) ? Regex.Replace(attributes, @"\[Condition\([^)]*\)\]", string.Empty) : attributes;
        return attributes.Contains("Contractive", StringComparison.Ordinal) || attributes.Contains("Vamp", StringComparison.Ordinal) ? attributes.Replace("[Encoder.BatchNorm(Momentum = 0.3)] ", "", StringComparison.Ordinal) : attributes;
    }

    private static string Without(string attributes, string penalty) => attributes.Replace($"[Regularizer.{penalty}] ", "", StringComparison.Ordinal);

    // Groups of three where that fits, else one of all values.
    private static string Fitting(string likelihood, int output) => likelihood != "Categorical" ? likelihood
        : output == 1 ? "Laplace"
        : $"Categorical({(output % 3 == 0 ? 3 : output)})";

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    // A norm of a single value is no layer: the generator refuses it.
    private static string Layers(string family, int width, (string Text, int Width)[] layers)
    {
        var text = new System.Text.StringBuilder();
        foreach ((string layer, int units) in layers)
        {
            int groups = layer.StartsWith("GroupNorm", StringComparison.Ordinal) ? layer[^2] - '0' : 1;
            if ((layer != "LayerNorm" && groups == 1 && !layer.StartsWith("GroupNorm", StringComparison.Ordinal)) || (width > groups && width % groups == 0))
            {
                string rows = family == "Decoder" && layer.EndsWith("Tanh)", StringComparison.Ordinal) ? ", UnitRows = true)" : ")";
                text.Append($"[{family}.{(layer.EndsWith(')') ? layer[..^1] + rows : layer)}] ".Replace("@", family, StringComparison.Ordinal));
                width = units == 0 ? width : units;
            }
        }

        return text.ToString();
    }
}
