namespace RepLearn.Embeddings;

/// <summary>What becomes of bytes that are not UTF-8.</summary>
public enum InvalidUtf8
{
    /// <summary>They are an error that names file and byte, and so is a byte of zero at the start of a file or stream, as text in other encodings has it.</summary>
    Refuse,

    /// <summary>Each of them is read as a space.</summary>
    ReadAsSpace,
}
