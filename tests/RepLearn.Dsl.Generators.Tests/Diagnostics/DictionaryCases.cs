namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>Mistakes in sparse dictionaries, and in what is reconstructed in place of the input.</summary>
internal static class DictionaryCases
{
    private const string Revival = "lets dead units reconstruct what is left of the input, which needs a decoder of one layer without an activation, no encoder's layers, and a Gaussian likelihood or the squared error; remove RevivedUnits or what is between";

    public static IEnumerable<DiagnosticCase> All => [.. Batches, .. Thresholds, .. Gates, .. Prefixes, .. Targets];

    private static IEnumerable<DiagnosticCase> Batches =>
    [
        Size("a batch of all units", "RL2031", "BatchTopK(8, «8»)", "[Latent.BatchTopK] keeps 8 values of a code of 8, so that nothing is chosen; make k smaller than size, or declare [Latent.Code(8, Activation.Relu)]", "BatchTopK(8, 7)"),
        Size("a batch of no units", "RL2001", "BatchTopK(8, «0»)", "K of [Latent.BatchTopK] is 0, but expected at least 1", "BatchTopK(8, 1)"),
        Size("no room above the average", "RL2006", "BatchTopK(8, 3, MostActive = «3»)", "MostActive of [Latent.BatchTopK] is 3, but expected at least 4", "BatchTopK(8, 3, MostActive = 4)"),
        Size("more room than units", "RL2006", "BatchTopK(8, 3, MostActive = «9»)", "MostActive of [Latent.BatchTopK] is 9, but expected at most 8", "BatchTopK(8, 3, MostActive = 8)"),
        Size("dead before an example", "RL2001", "BatchTopK(8, 3, DeadAfter = «0»)", "DeadAfter of [Latent.BatchTopK] is 0, but expected at least 1", "BatchTopK(8, 3, DeadAfter = 1)"),
        Size("a negative revival", "RL2006", "BatchTopK(8, 3, RevivedUnits = «-1»)", "RevivedUnits of [Latent.BatchTopK] is -1, but expected at least 0", "BatchTopK(8, 3, RevivedUnits = 1)"),
        new("dead units of logits", "RL2032", Model("[Latent.BatchTopK(8, 2, RevivedUnits = «3»)] [Decoder.Dense(4)] [Likelihood.Bernoulli]"), $"RevivedUnits of [Latent.BatchTopK] {Revival}",
            Model("[Latent.BatchTopK(8, 2, RevivedUnits = 3)] [Decoder.Dense(4)] [Likelihood.Gaussian]")),
    ];

    private static IEnumerable<DiagnosticCase> Thresholds =>
    [
        Size("thresholds without a price", "RL2006", "JumpRelu(8, «0»)", "Sparsity of [Latent.JumpRelu] is 0, but expected a finite number above 0", "JumpRelu(8, 0.1)"),
        Size("thresholds at 0", "RL2006", "JumpRelu(8, 1, Threshold = «0»)", "Threshold of [Latent.JumpRelu] is 0, but expected a finite number above 0", "JumpRelu(8, 1, Threshold = 0.1)"),
        Size("a bandwidth of nothing", "RL2006", "JumpRelu(8, 1, Bandwidth = «-0.1»)", "Bandwidth of [Latent.JumpRelu] is -0.1, but expected a finite number above 0", "JumpRelu(8, 1, Bandwidth = 0.1)"),
        Size("thresholds of more units than there are", "RL2006", "JumpRelu(8, 1, MostActive = «9»)", "MostActive of [Latent.JumpRelu] is 9, but expected at most 8", "JumpRelu(8, 1, MostActive = 8)"),
        Size("thresholds of no units", "RL2001", "JumpRelu(«0», 1)", "Size of [Latent.JumpRelu] is 0, but expected at least 1", "JumpRelu(1, 1)"),
    ];

    private static IEnumerable<DiagnosticCase> Gates =>
    [
        Size("a gate without a price", "RL2006", "Gated(8, «-1»)", "Sparsity of [Latent.Gated] is -1, but expected a finite number above 0", "Gated(8, 0.1)"),
        Size("a gate for more units than there are", "RL2006", "Gated(8, 1, MostActive = «9»)", "MostActive of [Latent.Gated] is 9, but expected at most 8", "Gated(8, 1, MostActive = 8)"),
        new("dead units behind a gate and a layer", "RL2032", Model("[Latent.Gated(8, 1, RevivedUnits = «3»)] [Decoder.Dense(5)] [Decoder.Dense(4)]"), $"RevivedUnits of [Latent.Gated] {Revival}",
            Model("[Latent.Gated(8, 1, RevivedUnits = 3)] [Decoder.Dense(4)]")),
    ];

    private static IEnumerable<DiagnosticCase> Prefixes =>
    [
        Size("a doll alone", "RL2006", "«Latent.Matryoshka»(8, 2)", "Prefixes of [Latent.Matryoshka] is empty, but expected from 1 to 16 numbers of first units, as new[] { 256, 1024 }", "Matryoshka(8, 2, Prefixes = new[] { 4 })"),
        Size("dolls in another order", "RL2006", "Matryoshka(8, 2, Prefixes = «new[] { 4, 2 }»)", "Prefixes of [Latent.Matryoshka] is 4, 2, but expected ascending numbers from 1 to below the size, 8", "Matryoshka(8, 2, Prefixes = new[] { 2, 4 })"),
        Size("a doll of all units", "RL2006", "Matryoshka(8, 2, Prefixes = «new[] { 4, 8 }»)", "Prefixes of [Latent.Matryoshka] is 4, 8, but expected ascending numbers from 1 to below the size, 8", "Matryoshka(8, 2, Prefixes = new[] { 4, 7 })"),
        Size("a doll of no units", "RL2006", "Matryoshka(8, 2, Prefixes = «new[] { -1, 3 }»)", "Prefixes of [Latent.Matryoshka] is -1, 3, but expected ascending numbers from 1 to below the size, 8", "Matryoshka(8, 2, Prefixes = new[] { 1, 3 })"),
        Size("too many dolls", "RL2006", "Matryoshka(80, 2, Prefixes = «new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17 }»)",
            "Prefixes of [Latent.Matryoshka] is a list of 17 numbers, but expected from 1 to 16 numbers of first units, as new[] { 256, 1024 }", "Matryoshka(80, 2, Prefixes = new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 })"),
        Size("room beside a number for each example", "RL2006", "Matryoshka(8, 2, Prefixes = new[] { 4 }, PerExample = true, MostActive = «5»)",
            "MostActive of [Latent.Matryoshka] is 5, but expected none beside PerExample, with which k units are active in each example", "Matryoshka(8, 2, Prefixes = new[] { 4 }, MostActive = 5)"),
        Size("dolls of which nothing is chosen", "RL2031", "Matryoshka(8, «9», Prefixes = new[] { 4 }, PerExample = true)",
            "[Latent.Matryoshka] keeps 9 values of a code of 8, so that nothing is chosen; make k smaller than size, or declare [Latent.Code(8, Activation.Relu)]", "Matryoshka(8, 7, Prefixes = new[] { 4 }, PerExample = true)"),
    ];

    private static IEnumerable<DiagnosticCase> Targets =>
    [
        new("a target of nothing", "RL2001", Model("[Target(«0»)] [Latent.Code(2)] [Decoder.Dense(4)]"), "Size of [Target] is 0, but expected at least 1", Model("[Target(4)] [Latent.Code(2)] [Decoder.Dense(4)]")),
        new("a target image without channels", "RL2001", Model("[Target(2, 2, «0»)] [Latent.Code(2)] [Decoder.Dense(4)]"), "Channels of [Target] is 0, but expected at least 1", Model("[Target(2, 2, 1)] [Latent.Code(2)] [Decoder.Dense(4)]")),
        new("a decoder as wide as the input", "RL2003", Model("[Target(3)] [Latent.Code(2)] [Decoder.Dense(«4»)]"),
            "The decoder ends with 4 values, but a target of 'M' has 3; make its last layer [Decoder.Dense(3)]", Model("[Target(3)] [Latent.Code(2)] [Decoder.Dense(3)]")),
        new("a mirror of the input", "RL2003", Model("[Target(3)] [Latent.Code(2)] [«Decoder.Tied»]"),
            "The decoder ends with 4 values, but a target of 'M' has 3; add [Decoder.Dense(3)] after it", Model("[Target(3)] [Latent.Code(2)] [Decoder.Tied] [Decoder.Dense(3)]")),
        new("a decoder of another image than the target", "RL2003", Model("[Target(4, 2, 1)] [Latent.Code(8)] [Decoder.Reshape(2, 4, 1)] [«Decoder.Conv»(1, 3)]"),
            "The decoder ends with 2 × 4 × 1 values, but a target of 'M' has 4 × 2 × 1; change the strides or the sides of its reshaped image",
            Model("[Target(4, 2, 1)] [Latent.Code(8)] [Decoder.Reshape(4, 2, 1)] [Decoder.Conv(1, 3)]")),
        new("a target of a part of a group", "RL2033", Model("[Target(5)] [Latent.Code(2)] [Decoder.Dense(5)] [Likelihood.Categorical(«2»)]"),
            "[Likelihood.Categorical] takes groups of 2 values, one for each class, but a target of 'M' has 5, which is no multiple of 2; make the target a whole number of groups",
            Model("[Target(6)] [Latent.Code(2)] [Decoder.Dense(6)] [Likelihood.Categorical(2)]")),
        new("an emphasis on a target", "RL2039", Model("[Corruption.Masking(0.5, Emphasis = «2»)] [Target(3)] [Latent.Code(2)] [Decoder.Dense(3)]"),
            "Emphasis of [Corruption.Masking] weighs the reconstruction of corrupted values, but 'M' reconstructs a target, which is not corrupted; remove Emphasis, or [Target]",
            Model("[Corruption.Masking(0.5)] [Target(3)] [Latent.Code(2)] [Decoder.Dense(3)]")),
        new("a target without a decoder", "RL1010", "using RepLearn; [«Autoencoder»(4)] [Target(3)] [Latent.Code(2)] [Likelihood.SquaredError] partial class M;",
            "Model 'M' has no decoder layer; add [Decoder.Dense(3)] after the latent", Model("[Target(3)] [Latent.Code(2)] [Decoder.Dense(3)]")),
    ];

    private static DiagnosticCase Size(string name, string id, string bad, string message, string good) => new(
        name, id, Model($"[{(bad.StartsWith('«') ? bad : $"Latent.{bad}")}] [Decoder.Dense(4)]"), message, Model($"[Latent.{good}] [Decoder.Dense(4)]"));

    private static string Model(string attributes) =>
        $"using RepLearn; [Autoencoder(4)] {attributes} {(attributes.Contains("Likelihood", StringComparison.Ordinal) ? "" : "[Likelihood.SquaredError]")} partial class M;";
}
