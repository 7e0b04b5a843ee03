namespace RepLearn.Tests.Embeddings.Training;

[SkipGram(20, Window = 3, Precision = Precision.Double)]
[NegativeSampling(5)]
internal sealed partial class SkipGramDouble;

[Cbow(5, Window = 3, Precision = Precision.Double)]
[NegativeSampling(5)]
internal sealed partial class CbowDouble;

[SkipGram(300, Window = 3, Precision = Precision.Double)]
[HierarchicalSoftmax]
internal sealed partial class HierarchicalDouble;

[SkipGram(20, Window = 3)]
[NegativeSampling(5)]
[Subsampling(1e-2)]
internal sealed partial class SkipGramFloat;

[Cbow(100, Window = 3)]
[NegativeSampling(5)]
internal sealed partial class CbowFloat;

[SkipGram(33, Window = 3)]
[HierarchicalSoftmax]
internal sealed partial class HierarchicalFloat;

[SkipGram(20, Window = 3)]
[NegativeSampling(5)]
[Subwords(3, 3, Buckets = 500)]
internal sealed partial class SubwordFloat;

/// <summary>The tables of <see cref="SkipGramFloat"/>, trained on other examples.</summary>
[SkipGram(20, Window = 4)]
[NegativeSampling(6)]
[Subsampling(1e-2)]
internal sealed partial class WideSkipGram;

[SkipGram(20, Window = 3)]
[NegativeSampling(5)]
[Subsampling(4e-5)]
internal sealed partial class RareSampling;
