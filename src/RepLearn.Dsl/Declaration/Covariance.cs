namespace RepLearn;

/// <summary>The covariance of a normal posterior.</summary>
public enum Covariance
{
    /// <summary>Values are independent, given the example.</summary>
    Diagonal,

    /// <summary>
    /// <c>Σ = (diag σ + L)(diag σ + L)ᵀ</c> with L strictly lower triangular, which the encoder gives beside μ and ln σ² as d (d − 1) / 2 values, in the parameters
    /// <c>lowerWeight</c> and <c>lowerBias</c>; they begin at 0. The decoder gets <c>z = μ + (diag σ + L) ε</c>, and the divergence is
    /// <c>½ (tr Σ + μᵀμ − d − ln det Σ)</c>; that of a dimension is what it adds to those before it,
    /// <c>½ (μᵢ² + σᵢ² + Σⱼ Lᵢⱼ² − ln σᵢ² − 1)</c>. Codes have 2 to 4096 values. Not beside <see cref="Prior.VampAttribute"/>.
    /// </summary>
    Full,
}
