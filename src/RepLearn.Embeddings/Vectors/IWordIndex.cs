namespace RepLearn.Embeddings;

/// <summary>Words in a fixed order, each with its number: the rows of an embedding's table.</summary>
public interface IWordIndex
{
    /// <summary>Number of words.</summary>
    int Count { get; }

    /// <summary>The word of a row.</summary>
    /// <param name="id">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    string this[int id] { get; }

    /// <summary>The row of a word; −1 if it is not among them. Letters are compared as they are.</summary>
    /// <param name="word">The word.</param>
    int IndexOf(string word);
}
