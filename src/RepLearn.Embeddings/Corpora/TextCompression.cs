namespace RepLearn.Embeddings;

/// <summary>How a text is packed.</summary>
public enum TextCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Gzip (RFC 1952), of one or several members; files ending in <c>.gz</c>.</summary>
    Gzip,

    /// <summary>Brotli (RFC 7932); files ending in <c>.br</c>.</summary>
    Brotli,
}
