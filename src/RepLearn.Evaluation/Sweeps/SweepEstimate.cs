using System.Globalization;

namespace RepLearn.Evaluation;

/// <summary>A mean over seeds, with how far others would move it. Of finite numbers it has no NaN: what is too large for a double is infinite.</summary>
/// <param name="Value">The mean.</param>
/// <param name="StandardDeviation">Over seeds, divided by their number less one; 0 for one seed.</param>
/// <param name="Count">Seeds.</param>
public sealed record SweepEstimate(double Value, double StandardDeviation, int Count)
{
    /// <summary>
    /// Half the 95 % interval of <see cref="Value"/>: <c>t s / √n</c> with Student's t of n − 1 degrees of freedom; infinite for one seed. It tells of other seeds with the same
    /// data. Of many intervals about one in twenty misses.
    /// </summary>
    public double Margin => SampleMean.Margin(StandardDeviation, Count);

    /// <summary>The interval's lower end; −∞ where the margin is infinite.</summary>
    public double Low => double.IsPositiveInfinity(Margin) ? double.NegativeInfinity : Value - Margin;

    /// <summary>The interval's upper end; ∞ where the margin is infinite.</summary>
    public double High => double.IsPositiveInfinity(Margin) ? double.PositiveInfinity : Value + Margin;

    /// <summary>Of numbers, or of their differences from others.</summary>
    internal static SweepEstimate Of(double[] values, double[]? subtracted = null)
    {
        (double mean, double deviation) = SampleMean.Of(values, subtracted);
        return new SweepEstimate(mean, deviation, values.Length);
    }

    /// <summary>Mean and margin, in any culture the same.</summary>
    public override string ToString() => Count < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{Value:G4}")
        : string.Create(CultureInfo.InvariantCulture, $"{Value:G4} ± {Margin:G2}");
}
