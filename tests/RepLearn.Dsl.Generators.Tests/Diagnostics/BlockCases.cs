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
            "[Encoder.Residual] uses the layers of 'null', which is no class; name one that has layers, with typeof", Model("[Encoder.Residual(typeof(B))]", Block)),
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
            "[Layer.Conv of B] needs an image, but gets 4 values that are none; declare [Autoencoder(height, width, channels)], and put dense layers after those of images",
            Image("[Encoder.Use(typeof(B))]", "[Layer.Conv(2, 3)] class B;")),
        new("a window in a block larger than the image", "RL2018", Image("[Encoder.Use(«typeof(B)»)]", "[Layer.Conv(2, 3, Stride = 4)] [Layer.MaxPool(2)] class B;"),
            "[Layer.MaxPool of B] has a kernel of 2, which does not fit an image of 1 × 1 × 2 with a padding of 0; make the kernel smaller, or the strides before it",
            Image("[Encoder.Use(typeof(B))]", "[Layer.Conv(2, 3, Stride = 2)] [Layer.MaxPool(2)] class B;")),
        new("an image of another size in a block", "RL2019", Image("[Encoder.Use(«typeof(B)»)]", "[Layer.Dense(8)] [Layer.Reshape(2, 2, 1)] class B;"),
            "[Layer.Reshape of B] takes 8 values for an image of 2 × 2 × 1, which has 4; make the layer before it 4 wide, or the sides others",
            Image("[Encoder.Use(typeof(B))]", "[Layer.Dense(8)] [Layer.Reshape(2, 2, 2)] class B;")),
        new("logits from a block's sigmoid", "RL2004", "using RepLearn; [Autoencoder(4)] [Latent.Code(2)] [Decoder.Use(«typeof(B)»)] [Likelihood.Bernoulli] partial class M; [Layer.Dense(4, Activation.Sigmoid)] class B;",
            "[Likelihood.Bernoulli] takes the decoder's output for logits, but Sigmoid keeps it between 0 and 1, so that probabilities stay between 0.5 and 0.73; use Activation.Identity in the last layer",
            "using RepLearn; [Autoencoder(4)] [Latent.Code(2)] [Decoder.Use(typeof(B))] [Likelihood.Bernoulli] partial class M; [Layer.Dense(4)] class B;"),
        new("logits from a sum of rectifiers", "RL2004", Logits("[Decoder.Dense(4, Activation.Relu)] [Decoder.Residual(«typeof(B)»)] [Decoder.Dropout(0.1)]", "[Layer.Dense(4, Activation.Softplus)] class B;"),
            "[Likelihood.Bernoulli] takes the decoder's output for logits, but [Decoder.Residual], whose two parts have limits, keeps it at 0 or more, so that probabilities stay at 0.5 or more; use Activation.Identity in the last layer",
            Logits("[Decoder.Dense(4, Activation.Relu)] [Decoder.Residual(typeof(B))] [Decoder.Dropout(0.1)]", "[Layer.Dense(4, Activation.Relu)] [Layer.Dense(4)] class B;")),
        new("logits from a sum in a block", "RL2004", Logits("[Decoder.Use(«typeof(A)»)]", "[Layer.Dense(4, Activation.Sigmoid)] [Layer.Residual(typeof(B))] class A; [Layer.Dense(4, Activation.Sigmoid)] class B;"),
            "[Likelihood.Bernoulli] takes the decoder's output for logits, but Sigmoid keeps it at 0 or more, so that probabilities stay at 0.5 or more; use Activation.Identity in the last layer",
            Logits("[Decoder.Use(typeof(A))]", "[Layer.Dense(4, Activation.Tanh)] [Layer.Residual(typeof(B))] class A; [Layer.Dense(4, Activation.Tanh)] class B;")),
        new("a decoder that ends with a narrow block", "RL2003", "using RepLearn; [Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Decoder.Use(«typeof(B)»)] [Likelihood.SquaredError] partial class M; [Layer.Dense(3)] class B;",
            "The decoder ends with 3 values, but an example of 'M' has 4; end 'B' with a layer that gives 4, or add [Decoder.Dense(4)] after it",
            "using RepLearn; [Autoencoder(4)] [Latent.Code(2)] [Decoder.Use(typeof(B))] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M; [Layer.Dense(3)] class B;"),
        new("a decoder of one residual block", "RL2003", "using RepLearn; [Autoencoder(4)] [Latent.Code(2)] [Decoder.Residual(«typeof(B)»)] [Likelihood.SquaredError] partial class M; [Layer.Dense(2)] class B;",
            "The decoder ends with 2 values, but an example of 'M' has 4; add [Decoder.Dense(4)] after it",
            "using RepLearn; [Autoencoder(4)] [Latent.Code(2)] [Decoder.Residual(typeof(B))] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M; [Layer.Dense(2)] class B;"),
        new("a norm of one value in a block of a block", "RL2013", Model("[Encoder.Dense(1)] [Encoder.Use(«typeof(A)»)]", "[Layer.Use(typeof(B))] class A; [Layer.LayerNorm] class B;"),
            "[Layer.LayerNorm of B] gets one value, which it always turns into its bias, so that no gradient reaches the layers before it; remove it, or make the layer before it wider",
            Model("[Encoder.Dense(2)] [Encoder.Use(typeof(A))]", "[Layer.Use(typeof(B))] class A; [Layer.LayerNorm] class B;")),
        new("blocks of blocks beyond number", "RL2038", Model("[Encoder.Use(typeof(B20))]", $"{Doubled(0, 10)} [Layer.Use(typeof(B10))] [Layer.Use(«typeof(B10)»)] class B11; {Doubled(12, 20)}"),
            "[Layer.Use] brings 'B11' to more than 2000 layers, those of blocks counted at each use; use blocks less often, or write wider layers",
            Model("[Encoder.Use(typeof(B4))]", Doubled(0, 4))),
        new("a model of too many layers", "RL2038", Model("[Encoder.Use(typeof(B10))] [Encoder.Residual(«typeof(B10)»)]", Doubled(0, 10)),
            "[Encoder.Residual] brings 'M' to more than 2000 layers, those of blocks counted at each use; use blocks less often, or write wider layers",
            Model("[Encoder.Use(typeof(B4))] [Encoder.Residual(typeof(B4))]", Doubled(0, 4))),
    ];

    // Blocks that each use the one before twice.
    private static string Doubled(int first, int last) => string.Join(' ', Enumerable.Range(first, last - first + 1).Select(number =>
        number == 0 ? "[Layer.Dense(4)] class B0;" : $"[Layer.Use(typeof(B{number - 1}))] [Layer.Use(typeof(B{number - 1}))] class B{number};"));

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

    private static string Logits(string decoder, string blocks) =>
        $"using RepLearn; [Autoencoder(4)] [Latent.Code(2)] {decoder} [Likelihood.Bernoulli] partial class M; {blocks}";

    private static string Image(string encoder, string blocks) =>
        $"using RepLearn; [Autoencoder(4, 4, 1)] {encoder} [Latent.Code(2)] [Decoder.Dense(16)] [Likelihood.SquaredError] partial class M; {blocks}";
}
