namespace RepLearn.Embeddings;

/// <summary>What to do about words that a file of vectors should not have. By default each is an error that names its place.</summary>
public sealed record VectorReadOptions
{
    /// <summary>Words whose bytes are not UTF-8; an error by default.</summary>
    public InvalidWord InvalidUtf8 { get; init; } = InvalidWord.Refuse;

    /// <summary>Words that come again; an error by default.</summary>
    public DuplicateWord Duplicates { get; init; } = DuplicateWord.Refuse;

    internal void Check()
    {
        if (!Enum.IsDefined(InvalidUtf8))
        {
            throw new ArgumentOutOfRangeException(nameof(InvalidUtf8), InvalidUtf8, "Expected one of the values that InvalidWord names.");
        }

        if (!Enum.IsDefined(Duplicates))
        {
            throw new ArgumentOutOfRangeException(nameof(Duplicates), Duplicates, "Expected one of the values that DuplicateWord names.");
        }
    }
}
