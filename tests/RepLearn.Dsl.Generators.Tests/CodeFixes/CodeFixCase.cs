namespace RepLearn.Dsl.Generators.Tests.CodeFixes;

/// <summary>A mistake and the same text after its fix.</summary>
/// <param name="Title">What the user is offered.</param>
public sealed record CodeFixCase(string Id, string Title, string Before, string After)
{
    public static readonly IReadOnlyList<CodeFixCase> All =
    [
        new("RL1001", "Make 'M' partial", Model("", "", declaration: "/* ours */ class M;"), Model("", "", declaration: "/* ours */ partial class M;")),
        new("RL1001", "Make 'M' partial", Model("", "", declaration: "public sealed class M;"), Model("", "", declaration: "public sealed partial class M;")),
        new(
            "RL1002", "Make 'Outer' partial",
            $"using RepLearn;\n\n/// <summary>Around.</summary>\ninternal class Outer\n{{\n{Model("", "", header: "")}\n}}\n",
            $"using RepLearn;\n\n/// <summary>Around.</summary>\ninternal partial class Outer\n{{\n{Model("", "", header: "")}\n}}\n"),
        new(
            "RL1008", "Add [Autoencoder(8)]",
            Model("/// <summary>Mine.</summary>\n[Encoder.Dense(3)]", "", input: ""), Model("", "", input: "/// <summary>Mine.</summary>\n[Autoencoder(8)]\n[Encoder.Dense(3)]")),
        new("RL1008", "Add [Autoencoder(8)]", Model("[Encoder.Dense(3), Encoder.LayerNorm]", "", input: ""), Model("[Autoencoder(8), Encoder.Dense(3), Encoder.LayerNorm]", "", input: "")),
        new(
            "RL1008", "Add [RepLearn.Autoencoder(8)]",
            "[RepLearn.Latent.Code(2)] [RepLearn.Decoder.Dense(8)] [RepLearn.Likelihood.Bernoulli] partial class M;\n",
            "[RepLearn.Autoencoder(8)] [RepLearn.Latent.Code(2)] [RepLearn.Decoder.Dense(8)] [RepLearn.Likelihood.Bernoulli] partial class M;\n"),
        new(
            "RL1008", "Add [Autoencoder(8)]",
            Model("[Encoder.Dense(3)] // Narrow.", "", input: ""), Model("[Autoencoder(8)]\n[Encoder.Dense(3)] // Narrow.", "", input: "")),
        new(
            "RL1010", "Add [Decoder.Dense(8)]",
            Model("", "", latent: "    [Latent.Code(2)] // Small.", output: "    [Decoder.LayerNorm]"),
            Model("", "", latent: "    [Latent.Code(2)] // Small.", output: "    [Decoder.Dense(8)]\n    [Decoder.LayerNorm]")),
        new(
            "RL1013", "Remove 'Activation.Tanh'",
            Model("[Encoder.Dense(6, Activation.Tanh, Custom = nameof(F))]", "", declaration: "partial class M { static float F(float x) => x * x; }"),
            Model("[Encoder.Dense(6, Custom = nameof(F))]", "", declaration: "partial class M { static float F(float x) => x * x; }")),
        new(
            "RL1013", "Remove 'Activation.Tanh'",
            Model("[Encoder.Dense(6, // Six.\n    Activation.Tanh, // Smooth.\n    Custom = nameof(F))]", "", declaration: "partial class M { static float F(float x) => x * x; }"),
            Model("[Encoder.Dense(6, // Six.\n     // Smooth.\n    Custom = nameof(F))]", "", declaration: "partial class M { static float F(float x) => x * x; }")),
        new(
            "RL1018", "Add 'using Decoder = RepLearn.Decoder;'",
            Model("", "", header: "using RepLearn;\nusing System.Text;\n\n"), Model("", "", header: "using RepLearn;\nusing System.Text;\nusing Decoder = RepLearn.Decoder;\n\n")),
        new(
            "RL1018", "Add 'using Decoder = RepLearn.Decoder;'",
            $"namespace Models\n{{\n    using RepLearn; // Attributes.\n    using System.Text;\n{Model("", "", header: "")}}}\n",
            $"namespace Models\n{{\n    using RepLearn; // Attributes.\n    using System.Text;\n    using Decoder = RepLearn.Decoder;\n{Model("", "", header: "")}}}\n"),
        new("RL2003", "Add [Decoder.Tied]", Model("[Encoder.Dense(4)]", "", output: "[Decoder.Tied]"), Model("[Encoder.Dense(4)]", "", output: "[Decoder.Tied]\n[Decoder.Tied]")),
        new(
            "RL2003", "Add [Decoder.Dense(8)]",
            Model("[Encoder.Conv(3, 1)]", "", input: "[Autoencoder(4, 2, 1)]", output: "[Decoder.Tied]"),
            Model("[Encoder.Conv(3, 1)]", "", input: "[Autoencoder(4, 2, 1)]", output: "[Decoder.Tied]\n[Decoder.Dense(8)]")),
        new(
            "RL2003", "Write 1",
            Model("", "", input: "[Autoencoder(4, 2, 1)]", output: "[Decoder.Dense(8)]\n[Decoder.Reshape(4, 2, 1)]\n[Decoder.ConvTranspose(3, 3)]"),
            Model("", "", input: "[Autoencoder(4, 2, 1)]", output: "[Decoder.Dense(8)]\n[Decoder.Reshape(4, 2, 1)]\n[Decoder.ConvTranspose(1, 3)]")),
        new(
            "RL2010", "Write 4",
            Model("[Encoder.Dense(4)]", "", output: "[Decoder.Tied]\n[Decoder.Dense(5, Activation.Relu)]\n[Decoder.Dropout(0.1)]\n[Decoder.Tied]"),
            Model("[Encoder.Dense(4)]", "", output: "[Decoder.Tied]\n[Decoder.Dense(4, Activation.Relu)]\n[Decoder.Dropout(0.1)]\n[Decoder.Tied]")),
        new(
            "RL2019", "Write 12",
            Model("", "", input: "[Autoencoder(4, 2, 3)]", output: "[Decoder.Dense(units: 10)]\n[Decoder.BatchNorm]\n[Decoder.Reshape(2, 1, 6)]\n[Decoder.ConvTranspose(3, 2, Stride = 2)]"),
            Model("", "", input: "[Autoencoder(4, 2, 3)]", output: "[Decoder.Dense(units: 12)]\n[Decoder.BatchNorm]\n[Decoder.Reshape(2, 1, 6)]\n[Decoder.ConvTranspose(3, 2, Stride = 2)]")),
        new("RL2003", "Write 8", Model("", "", output: "[Decoder.Dense(/* values */ 7 /* so many */)]"), Model("", "", output: "[Decoder.Dense(/* values */ 8 /* so many */)]")),
        new("RL2003", "Write 8", Model("", "", output: "[Decoder.Dense(units: 7)]"), Model("", "", output: "[Decoder.Dense(units: 8)]")),
        new("RL2004", "Remove 'Activation.Sigmoid'", Model("", "", output: "[Decoder.Dense(8, Activation.Sigmoid)]"), Model("", "", output: "[Decoder.Dense(8)]")),
        new(
            "RL2004", "Remove 'activation: Activation.Tanh'",
            Model("", "", output: "[Decoder.Dense(8, activation: Activation.Tanh)]"),
            Model("", "", output: "[Decoder.Dense(8)]")),
        new(
            "RL2004", "Remove 'Custom = nameof(F)'",
            Model("", "", output: "[Decoder.Dense(8, Custom = nameof(F))]", declaration: "partial class M { static float F(float x) => System.MathF.Tanh(x); }"),
            Model("", "", output: "[Decoder.Dense(8)]", declaration: "partial class M { static float F(float x) => System.MathF.Tanh(x); }")),
        new("RL2005", "Remove 'Beta = 0'", Model("", "", latent: "[Latent.Gaussian(2, Beta = 0)]"), Model("", "", latent: "[Latent.Gaussian(2)]")),
        new(
            "RL2007", "Remove 'Capacity = 2'",
            Model("", "", latent: "[Latent.Gaussian(2, Capacity = 2, FreeBits = 0.5)]"),
            Model("", "", latent: "[Latent.Gaussian(2, FreeBits = 0.5)]")),
        new("RL2009", "Remove [Decoder.Tied]", Model("", "", output: "[Decoder.Tied]\n[Decoder.Tied]"), Model("", "", output: "[Decoder.Tied]")),
        new(
            "RL2013", "Remove [Encoder.LayerNorm]",
            Model("[Encoder.Dense(1)]\n// One value.\n[Encoder.LayerNorm]", ""), Model("[Encoder.Dense(1)]\n// One value.\n", "")),
        new(
            "RL2013", "Remove [Encoder.LayerNorm]",
            Model("    [Encoder.Dense(1)]\n    // One value.\n    [Encoder.LayerNorm] // No use.\n    // A code.", ""),
            Model("    [Encoder.Dense(1)]\n    // One value.\n    // No use.\n    // A code.", "")),
        new(
            "RL2013", "Remove [Encoder.LayerNorm]",
            Model("    [Encoder.Dense(1)]\n    // One value.\n    [Encoder.LayerNorm]", ""),
            Model("    [Encoder.Dense(1)]\n    // One value.", "")),
        new("RL2013", "Remove [Encoder.LayerNorm]", Model("[Encoder.Dense(1)] [Encoder.LayerNorm] /* Why? */", ""), Model("[Encoder.Dense(1)] /* Why? */", "")),
        new("RL2013", "Remove [Encoder.LayerNorm]", Model("[Encoder.Dense(1), /* Why? */ Encoder.LayerNorm]", ""), Model("[Encoder.Dense(1) /* Why? */ ]", "")),
        new("RL2013", "Remove [Encoder.LayerNorm]", Model("[Encoder.Dense(1), Encoder.LayerNorm]", ""), Model("[Encoder.Dense(1)]", "")),
        new(
            "RL2015", "Remove 'Initializer = Initializer.He'",
            Model("", "", input: "[Autoencoder(8, Initializer = Initializer.He)]", latent: "[Latent.Code(2, Initializer = Initializer.Glorot)]", output: "[Decoder.Dense(8, Initializer = Initializer.Glorot)]"),
            Model("", "", input: "[Autoencoder(8)]", latent: "[Latent.Code(2, Initializer = Initializer.Glorot)]", output: "[Decoder.Dense(8, Initializer = Initializer.Glorot)]")),
        new(
            "RL2023", "Remove [Prior.Mixture(10)]",
            Model("", "", latent: "[Latent.Code(2)]\n[Prior.Mixture(10)]"), Model("", "", latent: "[Latent.Code(2)]")),
        new(
            "RL2018", "Write 4",
            Model("[Encoder.Conv(2, 5, Padding = 1)]", "", input: "[Autoencoder(4, 2, 1)]"),
            Model("[Encoder.Conv(2, 4, Padding = 1)]", "", input: "[Autoencoder(4, 2, 1)]")),
    ];

    public override string ToString() => $"{Id} {Title}";

    private static string Model(
        string encoder, string decoder, string header = "using RepLearn;\n\n", string input = "[Autoencoder(8)]", string latent = "[Latent.Code(2)]",
        string output = "[Decoder.Dense(8)]", string declaration = "public sealed partial class M;")
    {
        string[] lines = [input, encoder, latent, decoder, output, "[Likelihood.Bernoulli]", declaration];
        return header + string.Join('\n', lines.Where(line => line.Length > 0)).Replace("\n\n", "\n", StringComparison.Ordinal) + "\n";
    }
}
