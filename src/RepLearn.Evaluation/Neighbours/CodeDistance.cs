namespace RepLearn.Evaluation;

/// <summary>How far two rows are from each other.</summary>
public enum CodeDistance
{
    /// <summary><c>‖a − b‖</c></summary>
    Euclidean,

    /// <summary><c>1 − a·b / (‖a‖ ‖b‖)</c>, from 0 to 2; a row of zeros has no direction and is refused.</summary>
    Cosine,

    /// <summary><c>Σ |aⱼ − bⱼ|</c></summary>
    Manhattan,
}
