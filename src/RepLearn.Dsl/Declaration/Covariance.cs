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

    /// <summary>
    /// <c>Σ = diag σ (I + V Vᵀ) diag σ</c> with V of <see cref="Latent.GaussianAttribute.Rank"/> columns, which the encoder gives beside μ and ln σ², in the
    /// parameters <c>factor1Weight</c> and <c>factor1Bias</c>, and so on: any sum of a diagonal matrix and one of that rank, scaled so that no correlation is
    /// near 1 by the scale alone. The decoder gets <c>z = μ + σ (ε + V η)</c> with ε and η standard normal. The divergence is
    /// <c>½ (tr Σ + μᵀμ − d − ln det Σ)</c>, where <c>ln det Σ = Σ ln σᵢ² + ln det (I + VᵀV)</c> is a determinant of the rank's size; that of a dimension
    /// is its own and an equal share of what correlations add. Codes have at least 2 values. Not beside <see cref="Prior.VampAttribute"/>.
    /// </summary>
    LowRank,
}
