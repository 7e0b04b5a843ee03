using RepLearn.Runtime;

namespace RepLearn;

/// <summary>
/// Which parameters of a trained model another one takes, and under which names: <c>"encoder*"</c> for the same names, or
/// <c>("code*", "encoder2*")</c> where a code becomes a hidden layer.
/// </summary>
/// <param name="From">A parameter's name in the trained model, with at most one <c>*</c> for any text.</param>
/// <param name="To">Its name in the model that takes it; with a <c>*</c>, for the same text, if the other has one.</param>
/// <exception cref="ArgumentException">A name is empty or has several stars, or only one of them has a star.</exception>
public sealed record LayerCopy(string From, string To)
{
    /// <summary>The names in the trained model.</summary>
    public string From { get; } = new NamePattern(From, nameof(From)).Text;

    /// <summary>The names in the model that takes them.</summary>
    public string To { get; } = new NamePattern(To, nameof(To)).HasStar == From.Contains('*', StringComparison.Ordinal)
        ? To
        : throw new ArgumentException($"Expected names that both have a '*' or both have none, but got '{From}' and '{To}'.", nameof(To));

    /// <summary>The same names in both.</summary>
    /// <param name="names">A parameter's name with at most one <c>*</c>.</param>
    public static implicit operator LayerCopy(string names) => new(names, names);

    /// <summary>Names in the trained model, and in the model that takes them.</summary>
    /// <param name="names">Both.</param>
    public static implicit operator LayerCopy((string From, string To) names) => new(names.From, names.To);
}

/// <summary>What a model took of another one.</summary>
/// <param name="Taken">Parameters that it took, each with its shape and, where that is another, its name in the trained model.</param>
/// <param name="Kept">Its parameters that are as they were.</param>
/// <param name="Left">Parameters of the trained model that it did not take.</param>
public sealed record LoadedLayers(IReadOnlyList<string> Taken, IReadOnlyList<string> Kept, IReadOnlyList<string> Left)
{
    /// <summary>All three lists.</summary>
    public override string ToString() =>
        $"taken: {string.Join(", ", Taken)}; kept: {(Kept.Count == 0 ? "none" : string.Join(", ", Kept))}; left: {(Left.Count == 0 ? "none" : string.Join(", ", Left))}";
}
