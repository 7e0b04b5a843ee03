using System.Collections.ObjectModel;

namespace RepLearn.Optimization;

/// <summary>Parts of a model with rates of their own, equal to others that mean the same: their order says nothing.</summary>
internal sealed class PartList(IEnumerable<PartOptions> parts) : ReadOnlyCollection<PartOptions>([.. parts]), IEquatable<PartList>
{
    /// <summary>All parts, in an order that depends on them alone.</summary>
    public string Text => Count == 0 ? "none" : string.Join(", ", this.Select(part => part.ToString()).Order(StringComparer.Ordinal));

    public bool Equals(PartList? other) => other is not null && other.Text == Text;

    public override bool Equals(object? obj) => Equals(obj as PartList);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
