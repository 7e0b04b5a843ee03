namespace RepLearn.Evaluation;

/// <summary>What the covariance of each component of a <see cref="GaussianMixture"/> may be.</summary>
public enum MixtureCovariance
{
    /// <summary>Any symmetric positive definite matrix.</summary>
    Full,

    /// <summary>A variance per value, without correlations.</summary>
    Diagonal,
}
