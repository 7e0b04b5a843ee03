namespace RepLearn.Dsl.Generators.Model;

/// <summary>
/// A model whose declaration has an error: what the code that uses it needs to compile, so that only the error itself is reported.
/// </summary>
/// <param name="InputSize">As declared, or 1 where that is not known; 0 for an embedding.</param>
/// <param name="LatentSize">As declared, or 1 where that is not known; 0 for an embedding.</param>
/// <param name="Dimension">As declared, or 1 where that is not known; 0 for an autoencoder.</param>
/// <param name="LeftOut">Members that the user declares, and that therefore cannot be generated; constructors by their parameters.</param>
/// <param name="MissingFunctions">Functions that the declaration names and the class has not, as written in C#.</param>
/// <param name="Reason">What all members throw.</param>
internal sealed record SkeletonSpec(
    string Namespace,
    EquatableArray<ContainingTypeSpec> ContainingTypes,
    string Name,
    ModelPrecision Precision,
    int InputSize,
    int LatentSize,
    int Dimension,
    EquatableArray<string> LeftOut,
    EquatableArray<string> MissingFunctions,
    string Reason)
    : ClassSpec(Namespace, ContainingTypes, Name, Precision)
{
    public bool IsEmbedding => Dimension > 0;

    /// <summary>The user's functions that are penalties, whose weights are settings.</summary>
    public EquatableArray<string> Penalties { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The constructor that the others must call, as <c>this(default(int))</c>; null where there is no primary constructor.</summary>
    public string? PrimaryCall { get; init; }

    /// <summary>Whether whoever makes a model would have to set members.</summary>
    public bool HasRequiredMembers { get; init; }

    /// <summary>The skeleton of a model in which only the compiler found an error.</summary>
    public static SkeletonSpec Of(ModelSpec spec, string reason) => new(
        spec.Namespace, spec.ContainingTypes, spec.Name, spec.Precision, spec.InputSize, spec.Latent.Size, 0, EquatableArray<string>.Empty, EquatableArray<string>.Empty, reason)
    {
        Cls = spec.Cls,
        Penalties = EquatableArray<string>.From(spec.Regularizers.OfType<CustomPenaltySpec>().Select(penalty => penalty.Function)),
    };
}
