using System.Globalization;

namespace RepLearn.Evaluation;

/// <summary>A mean over seeds, with how far others would move it.</summary>
/// <param name="Value">The mean.</param>
/// <param name="StandardDeviation">Over seeds, divided by their number less one; 0 for one seed.</param>
/// <param name="Count">Seeds.</param>
public sealed record SweepEstimate(double Value, double StandardDeviation, int Count)
{
    /// <summary>
    /// Half the 95 % interval of <see cref="Value"/>: <c>t s / √n</c> with Student's t of n − 1 degrees of freedom; infinite for one seed. It tells of other seeds with the same
    /// data. Of many intervals about one in twenty misses.
    /// </summary>
    public double Margin => Count < 2 ? double.PositiveInfinity : StudentDistribution.TwoSidedQuantile(0.95, Count - 1) * StandardDeviation / Math.Sqrt(Count);

    /// <summary>The interval's lower end.</summary>
    public double Low => Value - Margin;

    /// <summary>The interval's upper end.</summary>
    public double High => Value + Margin;

    /// <summary>Of numbers.</summary>
    internal static SweepEstimate Of(double[] values)
    {
        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return new SweepEstimate(mean, values.Length < 2 ? 0 : Math.Sqrt(squares / (values.Length - 1)), values.Length);
    }

    /// <summary>Mean and margin, in any culture the same.</summary>
    public override string ToString() => Count < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{Value:G4}")
        : string.Create(CultureInfo.InvariantCulture, $"{Value:G4} ± {Margin:G2}");
}
