namespace RepLearn.Embeddings;

/// <summary>What becomes of a word in a file of vectors whose bytes are not UTF-8.</summary>
public enum InvalidWord
{
    /// <summary>It is an error that names the file and the place.</summary>
    Refuse,

    /// <summary>What is not UTF-8 in it becomes U+FFFD. Two words may become one; the second is then a duplicate.</summary>
    Replace,

    /// <summary>It is left out along with its vector.</summary>
    Skip,
}
