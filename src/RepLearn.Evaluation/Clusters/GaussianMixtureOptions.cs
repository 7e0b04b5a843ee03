namespace RepLearn.Evaluation;

/// <summary>How a <see cref="GaussianMixture"/> is fitted.</summary>
public sealed record GaussianMixtureOptions
{
    /// <summary>What the covariances may be.</summary>
    public MixtureCovariance Covariance { get; init; }

    /// <summary>Decides the starts; the same seed gives the same mixture.</summary>
    public int Seed { get; init; }

    /// <summary>How many times to start; the mixture with the largest likelihood is taken. At least 1.</summary>
    public int Starts { get; init; } = 3;

    /// <summary>Iterations of each start at most; at least 1.</summary>
    public int MaxIterations { get; init; } = 500;

    /// <summary>A start ends when the mean log-likelihood of a row changes by less, in nats; at least 0.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>What is added to each variance, so that no component shrinks to a point; above 0, in the units of the rows squared.</summary>
    public double Floor { get; init; } = 1e-6;
}
