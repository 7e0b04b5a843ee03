using System.Text;

namespace RepLearn.Benchmarks.Generator;

/// <summary>Files with a model, as text.</summary>
internal static class Declarations
{
    /// <summary>The grid's VAE.</summary>
    public const string Vae = """
        using RepLearn;
        namespace Models;
        [Autoencoder(784)]
        [Encoder.Dense(400, Activation.Relu)]
        [Latent.Gaussian(20)]
        [Decoder.Dense(400, Activation.Relu)]
        [Decoder.Dense(784)]
        [Likelihood.Bernoulli]
        public sealed partial class Vae;
        """;

    /// <summary>A model that shares little with the others but the compiler's code.</summary>
    public const string Small = """
        using RepLearn;
        [Autoencoder(7)]
        [Encoder.Dense(5, Activation.Tanh)]
        [Latent.Gaussian(3)]
        [Decoder.Dense(7)]
        [Likelihood.SquaredError]
        public sealed partial class Small;
        """;

    /// <summary>A file for one of <see cref="FrameworkGenerators"/>.</summary>
    public const string Pattern = """
        using System.Text.RegularExpressions;
        namespace Models;
        public static partial class Names
        {
            [GeneratedRegex("[a-z]+")]
            public static partial Regex Lowercase();
        }
        """;

    /// <summary>A file without a model.</summary>
    public const string Other = """
        namespace Models;
        public static class Other
        {
            public static int Twice(int x) => 2 * x;
        }
        """;

    /// <summary>A model of many layers, of two kinds and widths.</summary>
    public static string Deep(int layers)
    {
        var text = new StringBuilder("using RepLearn;\nnamespace Models;\n[Autoencoder(64)]\n");
        for (int layer = 0; layer < layers - 2; layer++)
        {
            text.Append(layer % 2 == 0 ? "[Encoder.Dense(48, Activation.Tanh)]\n" : "[Encoder.Dense(32, Activation.Relu)]\n");
        }

        return text.Append("[Latent.Code(8)]\n[Decoder.Dense(64)]\n[Likelihood.SquaredError]\npublic sealed partial class Deep;").ToString();
    }
}
