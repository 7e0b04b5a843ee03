namespace RepLearn.Embeddings;

/// <summary>How the closeness of two vectors is measured.</summary>
public enum Metric
{
    /// <summary>
    /// <c>a·b / (‖a‖ ‖b‖)</c>, from −1 to 1, larger is closer: the angle alone, whatever the lengths. A vector of zeros has
    /// no direction; its cosine with any vector is defined as 0.
    /// </summary>
    Cosine,

    /// <summary><c>Σ aᵢ bᵢ</c>, larger is closer: long vectors, which frequent words tend to have, win.</summary>
    Dot,

    /// <summary><c>√Σ (aᵢ − bᵢ)²</c>, smaller is closer.</summary>
    Euclidean,
}
