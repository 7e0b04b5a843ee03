using RepLearn.Embeddings;
using RepLearn.Embeddings.Vocabularies;

namespace RepLearn.Benchmarks.Words;

/// <summary>A way to learn vectors, under its name for gensim, in several dimensions.</summary>
/// <param name="Name">The scheme.</param>
/// <param name="Create">Makes a model of a dimension, of words, from a seed.</param>
internal sealed record WordScheme(string Name, Func<int, Vocabulary, ulong, Embedding<float>> Create)
{
    /// <summary>The dimensions that are declared.</summary>
    public static readonly int[] Dimensions = [50, 100, 200, 300, 512];

    /// <summary>Skip-gram and CBOW with five noise words, and skip-gram with hierarchical softmax.</summary>
    public static readonly WordScheme[] All =
    [
        new("skipgram", (dimension, words, seed) => dimension switch
        {
            50 => new SkipGram50(words, seed),
            100 => new SkipGram100(words, seed),
            200 => new SkipGram200(words, seed),
            300 => new SkipGram300(words, seed),
            512 => new SkipGram512(words, seed),
            _ => throw Undeclared(dimension),
        }),
        new("cbow", (dimension, words, seed) => dimension switch
        {
            50 => new Cbow50(words, seed),
            100 => new Cbow100(words, seed),
            200 => new Cbow200(words, seed),
            300 => new Cbow300(words, seed),
            512 => new Cbow512(words, seed),
            _ => throw Undeclared(dimension),
        }),
        new("hs", (dimension, words, seed) => dimension switch
        {
            50 => new Hierarchical50(words, seed),
            100 => new Hierarchical100(words, seed),
            200 => new Hierarchical200(words, seed),
            300 => new Hierarchical300(words, seed),
            512 => new Hierarchical512(words, seed),
            _ => throw Undeclared(dimension),
        }),
    ];

    private static ArgumentOutOfRangeException Undeclared(int dimension) =>
        new(nameof(dimension), dimension, $"Expected one of {string.Join(", ", Dimensions)}.");
}

[SkipGram(50)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
internal sealed partial class SkipGram50;

[SkipGram(100)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
internal sealed partial class SkipGram100;

[SkipGram(200)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
internal sealed partial class SkipGram200;

[SkipGram(300)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
internal sealed partial class SkipGram300;

[SkipGram(512)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
internal sealed partial class SkipGram512;

[Cbow(50)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
internal sealed partial class Cbow50;

[Cbow(100)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
internal sealed partial class Cbow100;

[Cbow(200)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
internal sealed partial class Cbow200;

[Cbow(300)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
internal sealed partial class Cbow300;

[Cbow(512)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
internal sealed partial class Cbow512;

[SkipGram(50)]
[HierarchicalSoftmax]
[Subsampling(1e-3)]
internal sealed partial class Hierarchical50;

[SkipGram(100)]
[HierarchicalSoftmax]
[Subsampling(1e-3)]
internal sealed partial class Hierarchical100;

[SkipGram(200)]
[HierarchicalSoftmax]
[Subsampling(1e-3)]
internal sealed partial class Hierarchical200;

[SkipGram(300)]
[HierarchicalSoftmax]
[Subsampling(1e-3)]
internal sealed partial class Hierarchical300;

[SkipGram(512)]
[HierarchicalSoftmax]
[Subsampling(1e-3)]
internal sealed partial class Hierarchical512;
