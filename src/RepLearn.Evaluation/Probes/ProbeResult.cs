namespace RepLearn.Evaluation;

/// <summary>Test accuracies of one representation, one for each draw of labelled examples.</summary>
/// <param name="Accuracies">Shares between 0 and 1, in the order of the draws.</param>
public sealed record ProbeResult(IReadOnlyList<double> Accuracies)
{
    /// <summary>The mean accuracy.</summary>
    public double Mean => Accuracies.Average();

    /// <summary>The standard deviation over the draws (divided by their number less one); 0 for one draw.</summary>
    public double StandardDeviation
    {
        get
        {
            double mean = Mean;
            return Accuracies.Count < 2
                ? 0
                : Math.Sqrt(Accuracies.Sum(accuracy => (accuracy - mean) * (accuracy - mean)) / (Accuracies.Count - 1));
        }
    }
}
