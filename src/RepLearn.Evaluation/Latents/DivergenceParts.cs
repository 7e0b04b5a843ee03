namespace RepLearn.Evaluation;

/// <summary>
/// The mean divergence of posteriors from the prior, in nats, in three parts (Hoffman and Johnson 2016; Chen et al. 2018):
/// <c>E KL(q(z|x) ‖ p(z)) = I(x; z) + KL(q(z) ‖ Πⱼ q(zⱼ)) + Σⱼ KL(q(zⱼ) ‖ p(zⱼ))</c>, where <c>q(z) = 1/n Σᵢ q(z|xᵢ)</c> is the aggregated posterior.
/// </summary>
/// <param name="Information">I(x; z): what codes tell about which example they are of; at most ln n.</param>
/// <param name="TotalCorrelation">KL(q(z) ‖ Πⱼ q(zⱼ)): how far dimensions of the aggregated posterior depend on each other.</param>
/// <param name="Dimensions">Σⱼ KL(q(zⱼ) ‖ p(zⱼ)): how far each dimension of it is from the prior's.</param>
public sealed record DivergenceParts(double Information, double TotalCorrelation, double Dimensions)
{
    /// <summary>KL(q(z) ‖ p(z)): how far the aggregated posterior is from the prior, from which samples are drawn.</summary>
    public double Aggregated => TotalCorrelation + Dimensions;

    /// <summary>The mean divergence of the posteriors.</summary>
    public double Total => Information + Aggregated;

    /// <summary>The parts as one line, in any culture the same.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Total:F3} nats: information {Information:F3}, total correlation {TotalCorrelation:F3}, dimensions {Dimensions:F3}");
}
