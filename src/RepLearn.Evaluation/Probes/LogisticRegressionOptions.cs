namespace RepLearn.Evaluation;

/// <summary>How a logistic regression is fitted.</summary>
public sealed record LogisticRegressionOptions
{
    /// <summary>λ in <c>Σ cross-entropy + λ/2 ‖W‖²</c>; biases are free. scikit-learn's C is 1/λ. At least 0.</summary>
    public double L2
    {
        get;
        init => field = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(L2), value, "Expected a finite number, at least 0.");
    }

    = 1;

    /// <summary>
    /// Whether each feature is first shifted to mean 0 and scaled to variance 1 over the training rows; a feature without
    /// variance is only shifted.
    /// </summary>
    public bool Standardize { get; init; }

    /// <summary>The fit has converged when no derivative of the mean loss exceeds this. Above 0.</summary>
    public double Tolerance
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(Tolerance), value, "Expected a finite number above 0.");
    }

    = 1e-5;

    /// <summary>The most L-BFGS iterations; at least 1.</summary>
    public int MaxIterations
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MaxIterations), value, "Expected at least 1.");
    }

    = 1000;
}
