namespace RepLearn.Evaluation;

/// <summary>Test accuracies of one representation, one for each draw of labelled examples.</summary>
/// <param name="Accuracies">Shares between 0 and 1, in the order of the draws.</param>
public sealed record ProbeResult(IReadOnlyList<double> Accuracies)
{
    /// <summary>The mean accuracy.</summary>
    public double Mean => SampleMean.Of(Accuracies).Mean;

    /// <summary>The standard deviation over the draws (divided by their number less one); 0 for one draw.</summary>
    public double StandardDeviation => SampleMean.Of(Accuracies).Deviation;

    /// <summary>
    /// Half the 95 % interval of <see cref="Mean"/> over draws: <c>t s / √n</c> with Student's t of n − 1 degrees of freedom; infinite for one draw.
    /// It tells how far other draws of labels would move the mean, with the same test examples and the same representation.
    /// </summary>
    public double Margin => SampleMean.Margin(StandardDeviation, Accuracies.Count);

    /// <summary>
    /// The differences from another result, draw by draw: their <see cref="Mean"/> is the gain in accuracy and their <see cref="Margin"/> its interval, narrower than those of the two
    /// results because both saw the same labels. So the values lie between −1 and 1.
    /// </summary>
    /// <param name="other">A result of the same draws: of as many labels and draws, and of the same seed.</param>
    /// <exception cref="ArgumentException">The numbers of draws differ.</exception>
    public ProbeResult GainOver(ProbeResult other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Accuracies.Count == Accuracies.Count
            ? new ProbeResult([.. Accuracies.Zip(other.Accuracies, (mine, theirs) => mine - theirs)])
            : throw new ArgumentException($"Expected a result of {Accuracies.Count} draws, but got one of {other.Accuracies.Count}.", nameof(other));
    }
}
