namespace RepLearn.Dsl.Generators.Model;

/// <summary>One declared embedding.</summary>
/// <param name="Window">The most tokens on either side that belong to a context.</param>
/// <param name="NegativeSampling">Null for hierarchical softmax.</param>
/// <param name="SubsamplingThreshold">The frequency from which on words are thinned; 0 for none.</param>
/// <param name="Subwords">Null for words as a whole.</param>
internal sealed record EmbeddingSpec(
    string Namespace,
    EquatableArray<ContainingTypeSpec> ContainingTypes,
    string Name,
    EmbeddingKind Kind,
    ModelPrecision Precision,
    int Dimension,
    int Window,
    NegativeSamplingSpec? NegativeSampling,
    double SubsamplingThreshold,
    SubwordsSpec? Subwords)
    : ClassSpec(Namespace, ContainingTypes, Name, Precision)
{
    /// <summary>Whether a group has more than one input row, so that its vector is their mean.</summary>
    public bool TakesMean => Kind == EmbeddingKind.Cbow || Subwords is not null;

    /// <summary>Whether a member of the class that cannot be null has no value after construction.</summary>
    public bool HasUnsetMembers { get; init; }
}

internal enum EmbeddingKind
{
    SkipGram,
    Cbow,
}

/// <param name="Count">Noise words for each word.</param>
/// <param name="Power">The exponent of the counts in the noise distribution.</param>
/// <param name="Shared">Whether the context words of a centre share their noise words.</param>
internal sealed record NegativeSamplingSpec(int Count, double Power, bool Shared);

/// <param name="Minimum">Characters of the shortest n-gram.</param>
/// <param name="Maximum">Characters of the longest n-gram.</param>
/// <param name="Buckets">Rows that n-grams share.</param>
internal sealed record SubwordsSpec(int Minimum, int Maximum, int Buckets);
