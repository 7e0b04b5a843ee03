namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>Mistakes in declarations with <c>[SkipGram]</c> or <c>[Cbow]</c>.</summary>
internal static class EmbeddingCases
{
    private const string Good = "using RepLearn; [SkipGram(8)] [NegativeSampling(5)] partial class M;";

    public static IEnumerable<DiagnosticCase> All =>
    [
        new("an embedding that is not partial", "RL1001", "using RepLearn; [SkipGram(8)] [NegativeSampling(5)] class «M»;",
            "Model 'M' is not partial, but its members are generated into a second part; write 'partial class M'", Good),
        new("an embedding with a base class", "RL1004", "using RepLearn; class B; [Cbow(8)] [NegativeSampling(5)] partial class M : «B»;",
            "Model 'M' derives from 'B', but a generated model derives from 'Embedding<float>'; remove the base class",
            "using RepLearn; [Cbow(8)] [NegativeSampling(5)] partial class M : RepLearn.Embeddings.Embedding<float>;"),
        new("an embedding with the generated constructor", "RL1005",
            "using RepLearn; [SkipGram(8)] [NegativeSampling(5)] partial class M { public «M»(RepLearn.Embeddings.Vocabulary words, ulong seed) { } }",
            "Model 'M' has a constructor with the same parameters, but the constructor 'M(Vocabulary vocabulary, ulong seed)' is generated; remove it",
            "using RepLearn; [SkipGram(8)] [NegativeSampling(5)] partial class M { public M(RepLearn.Embeddings.Vocabulary words) : this(words, 1) { } }"),
        new("an embedding's constructor of its own", "RL1005",
            "using RepLearn; [SkipGram(8)] [NegativeSampling(5)] partial class M { public «M»() { } }",
            "Model 'M' has a constructor that calls no other of the class, but the constructor 'M(Vocabulary vocabulary, ulong seed)' is generated; write ': this(vocabulary, seed)' after its parameters",
            Good),
        new("an embedding with the constructor of files", "RL1005",
            "using RepLearn; [SkipGram(8)] [NegativeSampling(5)] partial class M { public «M»(RepLearn.Embeddings.EmbeddingFile f) { } }",
            "Model 'M' has a constructor with the same parameter, but the constructor 'M(EmbeddingFile file)' is generated; remove it", Good),
        new("an embedding of another model's unknown size", "RL1017", "using RepLearn; [SkipGram(«Sizes.Words»)] [NegativeSampling(5)] partial class M; partial class Sizes;",
            "'Sizes.Words' in [SkipGram] has no value while models are generated; write a number, a constant of yours, or InputSize, LatentSize or Dimension of a model that does not depend on 'M'",
            Good, "CS0117"),
        new("an embedding's member with a generated name", "RL1006",
            "using RepLearn; [SkipGram(8)] [NegativeSampling(5)] partial class M { const int «Dimension» = 3; }",
            "'Dimension' is the name of a member that every model has; rename the one in 'M'",
            "using RepLearn; [SkipGram(8)] [NegativeSampling(5)] partial class M { const int Dimensions = 3; }"),
        new("an embedding's attribute on a second part", "RL1007",
            "using RepLearn; [SkipGram(8)] [NegativeSampling(5)] partial class M; [«Subsampling»(1e-3)] partial class M;",
            "[Subsampling] stands on another part of 'M' than [SkipGram]; move it there, because a model is declared in one place",
            "using RepLearn; [SkipGram(8)] [NegativeSampling(5)] [Subsampling(1e-3)] partial class M;"),
        new("negative sampling of nothing", "RL1008", "[«RepLearn.NegativeSampling»(5)] partial class M;",
            "[NegativeSampling] has no effect, because 'M' is not declared a model; add [SkipGram(n)] or [Cbow(n)], with n the number of values in a vector",
            Good),
        new("skip-gram and a bag of words", "RL1009", "using RepLearn; [SkipGram(8)] [«Cbow»(8)] [NegativeSampling(5)] partial class M;",
            "[Cbow] is the second declaration of 'M' after [SkipGram], but a model has one; remove one of them", Good),
        new("an embedding that is an autoencoder", "RL1009",
            "using RepLearn; [Autoencoder(4)] [«SkipGram»(8)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M;",
            "[SkipGram] is the second declaration of 'M' after [Autoencoder], but a model has one; remove one of them",
            "using RepLearn; [Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M;"),
        new("two ways to score words", "RL1009", "using RepLearn; [SkipGram(8)] [NegativeSampling(5)] [«HierarchicalSoftmax»] partial class M;",
            "[HierarchicalSoftmax] is the second way to score words of 'M' after [NegativeSampling], but a model has one; remove one of them", Good),
        new("no way to score words", "RL1010", "using RepLearn; [«SkipGram»(8)] partial class M;",
            "Model 'M' has no way to score words; add [NegativeSampling(5)], or [HierarchicalSoftmax] for rare words", Good),
        new("an embedding of a precision that is none", "RL1012", "using RepLearn; [SkipGram(8, Precision = «(Precision)7»)] [NegativeSampling(5)] partial class M;",
            "Precision of [SkipGram] is 7, which is no member of Precision; write one of Single, Double", Good),
        new("a likelihood of an embedding", "RL1016", "using RepLearn; [SkipGram(8)] [NegativeSampling(5)] [«Likelihood.Bernoulli»] partial class M;",
            "[Likelihood.Bernoulli] belongs to autoencoders, but 'M' is declared by [SkipGram]; remove one of them", Good),
        new("negative sampling of an autoencoder", "RL1016",
            "using RepLearn; [Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError] [«NegativeSampling»(5)] partial class M;",
            "[NegativeSampling] belongs to embeddings, but 'M' is declared by [Autoencoder]; remove one of them",
            "using RepLearn; [Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M;"),
        Size("a vector of nothing", "[SkipGram(«0»)] [NegativeSampling(5)]", "Dimension of [SkipGram] is 0, but expected at least 1"),
        Size("a window of nothing", "[Cbow(8, Window = «0»)] [NegativeSampling(5)]", "Window of [Cbow] is 0, but expected at least 1"),
        Size("no noise words", "[SkipGram(8)] [NegativeSampling(«0»)]", "Count of [NegativeSampling] is 0, but expected at least 1"),
        Size("n-grams of nothing", "[SkipGram(8)] [NegativeSampling(5)] [Subwords(«0», 3)]", "Minimum of [Subwords] is 0, but expected at least 1"),
        Size("no buckets", "[SkipGram(8)] [NegativeSampling(5)] [Subwords(2, 3, Buckets = «-1»)]", "Buckets of [Subwords] is -1, but expected at least 1"),
        Number("a negative noise power", "[SkipGram(8)] [NegativeSampling(5, Power = «-1»)]",
            "Power of [NegativeSampling] is -1, but expected at least 0 and at most 10"),
        Number("a noise power beyond all counts", "[SkipGram(8)] [NegativeSampling(5, Power = «40»)]",
            "Power of [NegativeSampling] is 40, but expected at least 0 and at most 10"),
        Number("subsampling of everything", "[SkipGram(8)] [NegativeSampling(5)] [Subsampling(«0»)]",
            "Threshold of [Subsampling] is 0, but expected a finite number above 0"),
        Number("n-grams that shrink", "[SkipGram(8)] [NegativeSampling(5)] [Subwords(4, «3»)]",
            "Maximum of [Subwords] is 3, but expected at least the minimum, 4"),
    ];

    private static DiagnosticCase Size(string name, string attributes, string message) => Case(name, "RL2001", attributes, message);

    private static DiagnosticCase Number(string name, string attributes, string message) => Case(name, "RL2006", attributes, message);

    private static DiagnosticCase Case(string name, string id, string attributes, string message) =>
        new(name, id, $"using RepLearn; {attributes} partial class M;", message, Good);
}
