using System.Collections;

namespace RepLearn.Embeddings;

/// <summary>
/// Words in a fixed order, each with its number: the rows of an embedding's table. As a list it has them from number 0 on.
/// </summary>
public interface IWordIndex : IReadOnlyList<string>
{
    /// <summary>The row of a word; −1 if it is not among them. Letters are compared as they are.</summary>
    /// <param name="word">The word.</param>
    int IndexOf(string word);

    /// <inheritdoc/>
    IEnumerator<string> IEnumerable<string>.GetEnumerator()
    {
        for (int id = 0; id < Count; id++)
        {
            yield return this[id];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
