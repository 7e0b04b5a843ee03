namespace RepLearn.Dsl.Generators.Model;

/// <summary>
/// A model whose declaration has an error: what the code that uses it needs to compile, so that only the error itself is reported.
/// </summary>
/// <param name="Namespace">As written in C#; empty for the global namespace.</param>
/// <param name="Name">As written in C#.</param>
/// <param name="InputSize">As declared, or 1 where that is not known; 0 for an embedding.</param>
/// <param name="LatentSize">As declared, or 1 where that is not known; 0 for an embedding.</param>
/// <param name="Dimension">As declared, or 1 where that is not known; 0 for an autoencoder.</param>
/// <param name="LeftOut">Members that the user declares, and that therefore cannot be generated.</param>
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
    string Reason)
{
    /// <summary>The name of a constructor among <see cref="LeftOut"/>.</summary>
    public const string Constructor = ".ctor";

    public bool IsEmbedding => Dimension > 0;

    /// <summary>Whether the class would have to follow the Common Language Specification.</summary>
    public bool IsClsCompliant { get; init; }

    /// <summary>The skeleton of a model in which only the compiler found an error.</summary>
    public static SkeletonSpec Of(ModelSpec spec, string reason) => new(
        spec.Namespace, spec.ContainingTypes, spec.Name, spec.Precision, spec.InputSize, spec.Latent.Size, 0, EquatableArray<string>.Empty, reason)
    {
        IsClsCompliant = spec.IsClsCompliant,
    };
}
