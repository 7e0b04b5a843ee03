namespace RepLearn.Embeddings;

/// <summary>What becomes of white space within a word that would end the word in the format that it is written in.</summary>
public enum WhiteSpaceInWords
{
    /// <summary>It is an error that names the word.</summary>
    Refuse,

    /// <summary>Each such character is written as an underscore; two words that become one are an error.</summary>
    Underscore,
}
