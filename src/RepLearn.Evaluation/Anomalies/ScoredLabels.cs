namespace RepLearn.Evaluation;

/// <summary>Rows counted from the highest score down, equal scores at once.</summary>
internal sealed class ScoredLabels
{
    /// <exception cref="ArgumentException">The lengths differ, a score is not a number, or all rows are of one kind.</exception>
    public ScoredLabels(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly)
    {
        RowCount.ExpectLabels(isAnomaly.Length, scores.Length, nameof(isAnomaly));
        for (int row = 0; row < scores.Length; row++)
        {
            if (double.IsNaN(scores[row]))
            {
                throw new ArgumentException($"Expected scores that are numbers, but that of row {row + 1}, counted from 1, is NaN.", nameof(scores));
            }
        }

        Positives = isAnomaly.Count(true);
        Negatives = isAnomaly.Length - Positives;
        if (Positives == 0 || Negatives == 0)
        {
            throw new ArgumentException($"Expected rows of both kinds, but got {Positives} anomalies and {Negatives} others.", nameof(isAnomaly));
        }

        double[] sorted = scores.ToArray();
        bool[] labels = isAnomaly.ToArray();
        Array.Sort(sorted, labels);
        int truePositives = 0;
        for (int place = sorted.Length - 1; place >= 0; place--)
        {
            truePositives += labels[place] ? 1 : 0;
            if (place == 0 || sorted[place - 1] != sorted[place])
            {
                Steps.Add((sorted[place], truePositives, sorted.Length - place - truePositives));
            }
        }
    }

    public int Positives { get; }

    public int Negatives { get; }

    /// <summary>For each score that occurs, highest first: the anomalies and the others with at least this score.</summary>
    public List<(double Threshold, int TruePositives, int FalsePositives)> Steps { get; } = [];
}
