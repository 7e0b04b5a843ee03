namespace RepLearn.Embeddings;

/// <summary>What becomes of a word in a file of vectors that was there before.</summary>
public enum DuplicateWord
{
    /// <summary>It is an error that names the file and both places.</summary>
    Refuse,

    /// <summary>The first stays; the others are left out along with their vectors.</summary>
    KeepFirst,
}
