namespace RepLearn.Evaluation;

/// <summary>
/// Precision against recall of scores for anomalies, which says more than <see cref="RocCurve"/> where anomalies are rare (Davis and Goadrich 2006).
/// </summary>
public sealed class PrecisionRecallCurve
{
    private readonly double[] _thresholds;
    private readonly double[] _precisions;
    private readonly double[] _recalls;

    private PrecisionRecallCurve(ScoredLabels counts)
    {
        _thresholds = [.. counts.Steps.Select(step => step.Threshold)];
        _precisions = [.. counts.Steps.Select(step => (double)step.TruePositives / (step.TruePositives + step.FalsePositives))];
        _recalls = [.. counts.Steps.Select(step => (double)step.TruePositives / counts.Positives)];
        for (int point = 0; point < _thresholds.Length; point++)
        {
            AveragePrecision += (_recalls[point] - (point > 0 ? _recalls[point - 1] : 0)) * _precisions[point];
        }
    }

    /// <summary>The thresholds, from high to low, each score that occurs once; rows with at least this score are taken for anomalies.</summary>
    public ReadOnlySpan<double> Thresholds => _thresholds;

    /// <summary>The share of anomalies among the rows taken for them, at each threshold.</summary>
    public ReadOnlySpan<double> Precisions => _precisions;

    /// <summary>The share of anomalies found at each threshold.</summary>
    public ReadOnlySpan<double> Recalls => _recalls;

    /// <summary>The precisions weighted by the growth of recall, <c>Σ (Rₜ − Rₜ₋₁) Pₜ</c>, without interpolation. Guessing gives the share of anomalies.</summary>
    public double AveragePrecision { get; }

    /// <summary>Counts what scores tell apart.</summary>
    /// <inheritdoc cref="RocCurve.Of(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>
    public static PrecisionRecallCurve Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly) => new(new ScoredLabels(scores, isAnomaly));

    /// <inheritdoc cref="Of(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>
    public static PrecisionRecallCurve Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isAnomaly) => Of(RowBlock.Widen(scores), isAnomaly);
}
