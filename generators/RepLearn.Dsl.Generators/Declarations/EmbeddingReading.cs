using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>What was read of one embedding's declaration. Only <see cref="Spec"/> goes to the source branch.</summary>
/// <param name="Spec">The model; null where the declaration has an error.</param>
/// <param name="Problems">Errors, with real locations.</param>
internal sealed record EmbeddingReading(EmbeddingSpec? Spec, EquatableArray<Problem> Problems);
