using System.Reflection;

namespace RepLearn.Dsl.Generators.Tests.Export;

/// <summary>Small models, one for each part of the language, in ONNX Runtime and both precisions.</summary>
public class OnnxLayerTests
{
    private const string Gauss = "[Latent.Gaussian(3)]";

    private static readonly string[] s_declarations =
    [
        .. Enum.GetNames<Activation>().Select(activation => Dense($"[Encoder.Dense(5, Activation.{activation})]", Gauss)),
        Dense("[Encoder.Dense(5, Custom = nameof(Steep))]", Gauss),
        Dense("[Encoder.Dense(5, Custom = nameof(Wide))]", Gauss),
        Dense("[Encoder.Dense(5, Custom = nameof(Waves))]", Gauss),
        Dense("[Encoder.Dense(5, Custom = nameof(Root))]", Gauss),
        Dense("[Encoder.LayerNorm]", Gauss),
        Dense("[Encoder.BatchNorm(Activation.Relu)]", Gauss),
        Dense("[Encoder.GroupNorm(3)]", Gauss),
        Dense("[Encoder.Dropout(0.5)]", Gauss),
        Dense("[Encoder.Use(typeof(Block))]", Gauss),
        Dense("[Encoder.Dense(4)] [Encoder.Residual(typeof(Block))]", Gauss),
        Dense("", "[Latent.Code(3, Activation.Sigmoid)]"),
        Dense("", "[Latent.Gaussian(3, Covariance = Covariance.Full)]"),
        Dense("", "[Latent.Gaussian(3, Covariance = Covariance.LowRank, Rank = 2)]"),
        Dense("", "[Latent.Gaussian(3)] [Prior.Mixture(4)]"),
        Dense("", "[Latent.Gaussian(3)] [Prior.Vamp(4)]"),
        Dense("", "[Latent.Laplace(3)]"),
        Dense("", "[Latent.VonMisesFisher(3)]"),
        Dense("", "[Latent.Concrete(2, 3)]"),
        Dense("[Encoder.Dense(8)]", "[Latent.VectorQuantized(5, 4)]"),
        Dense("", "[Latent.TopK(12, 3)]"),
        Dense("", "[Latent.BatchTopK(12, 3)]"),
        Dense("", "[Latent.JumpRelu(12, 0.1)]"),
        Dense("", "[Latent.Gated(12, 0.1)]"),
        Dense("", "[Latent.Matryoshka(12, 3, Prefixes = new[] { 4 })]"),
        "[Autoencoder(6)] [Encoder.Dense(5, Activation.Relu)] [Latent.Code(3)] [Decoder.Tied(Activation.Relu)] [Decoder.Tied] [Likelihood.Bernoulli]",
        .. ((string[])["Bernoulli", "Gaussian(Sigma = 0.5)", "GaussianLearned", "SquaredError", "Laplace", "Poisson", "Huber(0.3)", "Categorical(3)"])
            .Select(likelihood => $"[Autoencoder(6)] [Latent.Code(3)] [Decoder.Dense(6)] [Likelihood.{likelihood}]"),
        Dense("[Condition(4)] [Encoder.Dense(5, Activation.Tanh)]", Gauss),
        Dense("[Condition(Values = 2)] [Encoder.Dense(5, Activation.Tanh)]", Gauss),
        Dense("[Head.Softmax(4)]", Gauss),
        Dense("[Head.Linear(2)]", Gauss),
        Dense("[Head.Softmax(4)] [Condition(3)]", Gauss),
        Dense("[Head.Softmax(4)]", "[Latent.TopK(12, 3)]"),
        "[Autoencoder(6)] [Target(4)] [Latent.Code(3)] [Decoder.Dense(4)] [Likelihood.SquaredError]",
        .. from kernel in (int[])[1, 2, 3, 5] from stride in (int[])[1, 2, 3] select Image($"[Encoder.Conv(3, {kernel}, Activation.Relu, Stride = {stride})]"),
        Image("[Encoder.Conv(2, 3, Padding = 0)]"),
        Image("[Encoder.Conv(2, 4, Padding = 3, Stride = 2)]"),
        Image("[Condition(3)] [Encoder.Conv(2, 3)]"),
        .. from pool in (string[])["MaxPool", "AveragePool"] from arguments in (string[])["2", "3", "3, Stride = 1, Padding = 1", "3, Stride = 2, Padding = 2", "2, Stride = 3"] select Image($"[Encoder.{pool}({arguments})]"),
        Image("[Encoder.BatchNorm(Activation.Silu)]"),
        Image("[Encoder.Conv(4, 3)] [Encoder.GroupNorm(2)] [Encoder.GroupNorm(1)] [Encoder.GroupNorm(4)]"),
        Image("[Encoder.LayerNorm]"),
        Image("[Encoder.Conv(3, 3)] [Encoder.Residual(typeof(Pixels))]"),
        .. ((string[])["Upsample(2)", "Upsample(3)", "ConvTranspose(3, 3, Stride = 2)", "ConvTranspose(3, 1, Stride = 3)", "ConvTranspose(3, 4, Stride = 3, Padding = 1)", "ConvTranspose(3, 5)", "ConvTranspose(2, 2, Padding = 0)"])
            .Select(layer => Image("", $"[Decoder.{layer}] [Decoder.Conv(2, 3, Activation.Tanh)] [Decoder.BatchNorm]")),
        "[Autoencoder(4, 4, 3)] [Encoder.Conv(6, 3)] [Latent.VectorQuantized(7, 6)] [Decoder.Reshape(4, 4, 6)] [Decoder.ConvTranspose(3, 3)] [Likelihood.Gaussian]",
    ];

    private static readonly Lazy<Assembly> s_assembly = new(() => GeneratedAssembly.Load($"using RepLearn;\n{string.Join('\n', s_declarations.Select(Source))}"));

    public static TheoryData<string> Declarations => [.. s_declarations];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void AModel_ComputesTheSameInOnnxRuntime(string declaration)
    {
        int index = Array.IndexOf(s_declarations, declaration);
        using Autoencoder<float> model = s_assembly.Value.Model<float>($"Single{index}");
        OnnxComparison.Check(model, declaration);
        using Autoencoder<double> wide = s_assembly.Value.Model<double>($"Double{index}");
        OnnxComparison.Check(wide, declaration);
    }

    private static string Dense(string encoder, string latent) =>
        $"[Autoencoder(6)] {encoder} {latent} [Decoder.Dense({6})] [Likelihood.{(latent.Contains("Gaussian", StringComparison.Ordinal) ? "Bernoulli" : "SquaredError")}]";

    private static string Image(string encoder, string decoder = "") =>
        $"[Autoencoder(7, 5, 2)] {encoder} [Latent.Gaussian(3)] [Decoder.Dense(18)] [Decoder.Reshape(3, 2, 3)] {decoder} [Decoder.Dense(70)] [Likelihood.Gaussian]";

    private static string Source(string declaration, int index) => $$"""
        {{declaration}} partial class Single{{index}} { {{Members}} }
        {{declaration.Insert(declaration.IndexOf(')'), ", Precision = Precision.Double")}} partial class Double{{index}} { {{Members.Replace("float", "double", StringComparison.Ordinal).Replace("MathF", "Math", StringComparison.Ordinal)}} }
        """;

    private const string Members = """
        static float Steep(float x) => System.MathF.Log(System.MathF.Exp(300 * x) - 1 + 2);
        static float Wide(float x) => x * System.MathF.Tanh(System.MathF.Log(1 + System.MathF.Exp(x)));
        static float Waves(float x) => x > 0 ? System.MathF.Cos(3 * x) : System.MathF.Sin(x) + System.MathF.Min(x, 1);
        static float Root(float x) => System.MathF.Pow(x * x + 1, 1.7f) + System.MathF.Abs(x) - System.MathF.Sqrt(x * x + 1);
        [Layer.Dense(7, Activation.Tanh)] [Layer.LayerNorm] [Layer.Dense(4)] class Block;
        [Layer.Conv(5, 3, Activation.Relu)] [Layer.Conv(3, 1)] class Pixels;
        """;
}
