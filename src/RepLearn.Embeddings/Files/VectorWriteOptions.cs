namespace RepLearn.Embeddings;

/// <summary>What to do about words that a format of vectors cannot hold.</summary>
public sealed record VectorWriteOptions
{
    /// <summary>White space in words where it would end them: an error by default.</summary>
    public WhiteSpaceInWords WhiteSpace { get; init; } = WhiteSpaceInWords.Refuse;

    internal void Check()
    {
        if (!Enum.IsDefined(WhiteSpace))
        {
            throw new ArgumentOutOfRangeException(nameof(WhiteSpace), WhiteSpace, "Expected one of the values that WhiteSpaceInWords names.");
        }
    }
}
