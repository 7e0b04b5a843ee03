namespace RepLearn.Evaluation;

/// <summary>
/// The receiver operating characteristic of scores for anomalies: for each threshold, the share of anomalies found against the share of
/// other rows that are taken for anomalies. Any score per row will do: a reconstruction error, <c>−ln p(x)</c>, a distance.
/// </summary>
public sealed class RocCurve
{
    private readonly double[] _thresholds;
    private readonly double[] _truePositiveRates;
    private readonly double[] _falsePositiveRates;

    private RocCurve(ScoredLabels counts)
    {
        _thresholds = [double.PositiveInfinity, .. counts.Steps.Select(step => step.Threshold)];
        _truePositiveRates = [0, .. counts.Steps.Select(step => (double)step.TruePositives / counts.Positives)];
        _falsePositiveRates = [0, .. counts.Steps.Select(step => (double)step.FalsePositives / counts.Negatives)];
        for (int point = 1; point < _thresholds.Length; point++)
        {
            Area += (_falsePositiveRates[point] - _falsePositiveRates[point - 1]) * (_truePositiveRates[point] + _truePositiveRates[point - 1]) / 2;
        }
    }

    /// <summary>The thresholds, from infinity down, each score that occurs once; rows with at least this score are taken for anomalies.</summary>
    public ReadOnlySpan<double> Thresholds => _thresholds;

    /// <summary>The share of anomalies found at each threshold, from 0 to 1.</summary>
    public ReadOnlySpan<double> TruePositiveRates => _truePositiveRates;

    /// <summary>The share of other rows taken for anomalies at each threshold, from 0 to 1.</summary>
    public ReadOnlySpan<double> FalsePositiveRates => _falsePositiveRates;

    /// <summary>
    /// The area under the curve: the probability that an anomaly has a higher score than another row, ties counted by half (Hanley and McNeil 1982).
    /// </summary>
    public double Area { get; }

    /// <summary>Counts what scores tell apart.</summary>
    /// <param name="scores">A score per row, higher for anomalies; infinite ones are allowed.</param>
    /// <param name="isAnomaly">Whether each row is an anomaly; some are and some are not.</param>
    /// <exception cref="ArgumentException">The lengths differ, a score is not a number, or all rows are of one kind.</exception>
    public static RocCurve Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly) => new(new ScoredLabels(scores, isAnomaly));

    /// <inheritdoc cref="Of(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>
    public static RocCurve Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isAnomaly) => Of(RowBlock.Widen(scores), isAnomaly);
}
