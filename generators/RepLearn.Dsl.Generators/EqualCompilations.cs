using System.Collections.Immutable;

namespace RepLearn.Dsl.Generators;

/// <summary>Compares lists of compilations element by element, so that one that is collected anew is no change.</summary>
internal sealed class EqualCompilations : IEqualityComparer<ImmutableArray<ModelCompilation>>
{
    public static readonly EqualCompilations Comparer = new();

    public bool Equals(ImmutableArray<ModelCompilation> left, ImmutableArray<ModelCompilation> right) => left.AsSpan().SequenceEqual(right.AsSpan());

    public int GetHashCode(ImmutableArray<ModelCompilation> all) => all.Length;
}
