using System.Collections;

namespace RepLearn.Dsl.Generators.Model;

/// <summary>An immutable array that is equal to another when their elements are, so that records hold lists by value.</summary>
/// <remarks>
/// A class, because the compiler's step tables are generic: for reference types they share machine code, for a struct of ours the JIT would
/// compile all of it again in every process.
/// </remarks>
internal sealed class EquatableArray<T>(T[] items) : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    public static EquatableArray<T> Empty { get; } = new([]);

    public int Count => items.Length;

    public T this[int index] => items[index];

    public static EquatableArray<T> From(IEnumerable<T> source) => new(source.ToArray());

    public bool Equals(EquatableArray<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as EquatableArray<T>);

    public override int GetHashCode()
    {
        int hash = 17;
        foreach (T item in items)
        {
            hash = unchecked((hash * 31) + (item?.GetHashCode() ?? 0));
        }

        return hash;
    }

    public Enumerator GetEnumerator() => new(items);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    public static bool operator ==(EquatableArray<T>? left, EquatableArray<T>? right) => Equals(left, right);

    public static bool operator !=(EquatableArray<T>? left, EquatableArray<T>? right) => !Equals(left, right);

    private ReadOnlySpan<T> AsSpan() => items;

    public struct Enumerator(T[] items)
    {
        private int _index = -1;

        public readonly T Current => items[_index];

        public bool MoveNext() => ++_index < items.Length;
    }
}
