using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>What was read of one embedding's declaration. Only <see cref="Spec"/> goes to the source branch.</summary>
/// <param name="Spec">The model; null where the declaration has an error.</param>
/// <param name="Problems">Errors and warnings, with real locations.</param>
/// <param name="Skeleton">What is generated instead of a model with an error; null beside a model, or where nothing can be.</param>
internal sealed record EmbeddingReading(EmbeddingSpec? Spec, EquatableArray<Problem> Problems, SkeletonSpec? Skeleton);
