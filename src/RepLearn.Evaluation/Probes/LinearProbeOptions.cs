namespace RepLearn.Evaluation;

/// <summary>How a representation is probed.</summary>
public sealed record LinearProbeOptions
{
    /// <summary>Labelled examples that each classifier sees, the same number of each class as far as that goes.</summary>
    public int Labels { get; init; } = 100;

    /// <summary>How often examples are drawn afresh.</summary>
    public int Draws { get; init; } = 10;

    /// <summary>Decides the draws; the same seed draws the same examples for every representation.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Strengths of the L2 penalty to choose from, for features of mean variance 1; chosen for each draw by cross-validation
    /// within the labelled examples, so that no representation gains from a strength that happens to suit it.
    /// </summary>
    public IReadOnlyList<double> Strengths
    {
        get;
        init => field = value is { Count: > 0 } && value.All(strength => strength >= 0 && double.IsFinite(strength))
            ? value
            : throw new ArgumentException("Expected strengths, at least one, each a finite number of at least 0.", nameof(Strengths));
    }

    = [0.03, 0.3, 3, 30, 300];

    /// <summary>Parts of the cross-validation.</summary>
    public int Folds { get; init; } = 5;
}
