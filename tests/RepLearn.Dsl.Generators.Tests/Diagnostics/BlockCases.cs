namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>Blocks: what is wrong with one is told where it is declared, what is wrong with a use where it is used.</summary>
internal static class BlockCases
{
    private const string Block = "[Layer.Dense(4, Activation.Tanh)] [Layer.LayerNorm] class B;";

    public static IEnumerable<DiagnosticCase> All => [.. Uses, .. Declarations];

    private static IEnumerable<DiagnosticCase> Uses =>
    [
        new("a class without layers", "RL2021", Model("[Encoder.Use(«typeof(string)»)]", Block),
            "[Encoder.Use] uses the layers of 'string', which has no layers; write them on the class, such as [Layer.Dense(8)]", Model("[Encoder.Use(typeof(B))]", Block)),
        new("a block that is null", "RL2021", Model("[Encoder.Residual(«null»)]", Block),
            "[Encoder.Residual] uses the layers of 'null', which has no layers; write them on the class, such as [Layer.Dense(8)]", Model("[Encoder.Residual(typeof(B))]", Block)),
        new("a residual block of another width", "RL2022", Model("[Encoder.Residual(«typeof(B)»)]", "[Layer.Dense(5)] class B;"),
            "[Encoder.Residual] adds what 'B' makes of its input to the input, but the input is of 4 values and 'B' makes 5 of them; end 'B' with a layer that gives 4, or write [Encoder.Use] instead",
            Model("[Encoder.Use(typeof(B))]", "[Layer.Dense(5)] class B;")),
        new("a residual block of other channels", "RL2022", Image("[Encoder.Residual(«typeof(B)»)]", "[Layer.Conv(5, 3)] class B;"),
            "[Encoder.Residual] adds what 'B' makes of its input to the input, but the input is of 4 × 4 × 1 values and 'B' makes 4 × 4 × 5 of them; end 'B' with a layer that gives 4 × 4 × 1, or write [Encoder.Use] instead",
            Image("[Encoder.Residual(typeof(B))]", "[Layer.Conv(1, 3)] class B;")),
        new("a residual block of blocks of another width", "RL2022", Model("[Encoder.Residual(«typeof(A)»)]", "[Layer.Use(typeof(B))] class A; [Layer.Dense(5)] class B;"),
            "[Encoder.Residual] adds what 'A' makes of its input to the input, but the input is of 4 values and 'A' makes 5 of them; end 'A' with a layer that gives 4, or write [Encoder.Use] instead",
            Model("[Encoder.Residual(typeof(A))]", "[Layer.Use(typeof(B))] class A; [Layer.Dense(4)] class B;")),
        new("a block of images in a row", "RL2017", Model("[Encoder.Use(«typeof(B)»)]", "[Layer.Conv(2, 3)] class B;"),
            "[Layer.Conv] needs an image, but gets 4 values that are none; declare [Autoencoder(height, width, channels)], and put dense layers after those of images",
            Image("[Encoder.Use(typeof(B))]", "[Layer.Conv(2, 3)] class B;")),
        new("a window in a block larger than the image", "RL2018", Image("[Encoder.Use(«typeof(B)»)]", "[Layer.Conv(2, 3, Stride = 4)] [Layer.MaxPool(2)] class B;"),
            "[Layer.MaxPool] has a kernel of 2, which does not fit an image of 1 × 1 × 2 with a padding of 0; make the kernel smaller, or the strides before it",
            Image("[Encoder.Use(typeof(B))]", "[Layer.Conv(2, 3, Stride = 2)] [Layer.MaxPool(2)] class B;")),
        new("logits from a block's sigmoid", "RL2004", "using RepLearn; [Autoencoder(4)] [Latent.Code(2)] [«Decoder.Use»(typeof(B))] [Likelihood.Bernoulli] partial class M; [Layer.Dense(4, Activation.Sigmoid)] class B;",
            "[Likelihood.Bernoulli] takes the decoder's output for logits, but Sigmoid keeps it between 0 and 1, so that probabilities stay between 0.5 and 0.73; use Activation.Identity in the last layer",
            "using RepLearn; [Autoencoder(4)] [Latent.Code(2)] [Decoder.Use(typeof(B))] [Likelihood.Bernoulli] partial class M; [Layer.Dense(4)] class B;"),
    ];

    private static IEnumerable<DiagnosticCase> Declarations =>
    [
        new("a block that uses itself", "RL2021", Blocks("[Layer.Use(«typeof(B)»)] class B;"),
            "[Layer.Use] uses the layers of 'B', which uses the block that it is used by, so that there would be no end; remove one of the uses", Blocks(Block)),
        new("a layer of nothing", "RL2001", Model("[Encoder.Use(typeof(B))]", "[Layer.Dense(«0»)] class B;"),
            "Units of [Layer.Dense] is 0, but expected at least 1", Model("[Encoder.Use(typeof(B))]", Block)),
        new("a block that is a model's part", "RL1016", Blocks("[Layer.Dense(4)] [«Encoder.Dense»(4)] class B;"),
            "[Encoder.Dense] belongs to autoencoders, but 'B' is declared by [Layer.Dense]; remove one of them", Blocks(Block)),
        new("a block in two parts", "RL1007", Blocks("[Layer.Dense(4)] partial class B; [«Layer.LayerNorm»] partial class B;"),
            "[Layer.LayerNorm] stands on another part of 'B' than [Layer.Dense]; move it there, because the order of the attributes is the layers' order", Blocks(Block)),
        new("a block's layer on a model", "RL1016", Model("[«Layer.Dense»(4)]", Block),
            "[Layer.Dense] belongs to blocks, but 'M' is declared by [Autoencoder]; remove one of them", Model("[Encoder.Dense(4)]", Block)),
    ];

    private static string Blocks(string blocks) => $"using RepLearn; {blocks}";

    private static string Model(string encoder, string blocks) =>
        $"using RepLearn; [Autoencoder(4)] {encoder} [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M; {blocks}";

    private static string Image(string encoder, string blocks) =>
        $"using RepLearn; [Autoencoder(4, 4, 1)] {encoder} [Latent.Code(2)] [Decoder.Dense(16)] [Likelihood.SquaredError] partial class M; {blocks}";
}
