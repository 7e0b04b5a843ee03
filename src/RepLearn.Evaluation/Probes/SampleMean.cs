namespace RepLearn.Evaluation;

/// <summary>The mean of some draws of a quantity, and how far other draws would move it.</summary>
internal static class SampleMean
{
    /// <summary>
    /// Mean and standard deviation (divided by the number less one; 0 for one value). Finite values of any size give no NaN: what is too large for a double is infinite.
    /// </summary>
    /// <param name="values">At least one.</param>
    /// <param name="subtracted">What is subtracted from each, if anything.</param>
    /// <exception cref="InvalidOperationException">There is no value.</exception>
    public static (double Mean, double Deviation) Of(IReadOnlyList<double> values, IReadOnlyList<double>? subtracted = null)
    {
        // A power of two takes the largest to 1 or 2, and changes no digit: squares neither overflow nor vanish.
        double largest = values.Concat(subtracted ?? []).Max(Math.Abs);
        int exponent = largest > 0 && double.IsFinite(largest) ? Math.ILogB(largest) : 0;
        double[] scaled = [.. values.Select(value => Math.ScaleB(value, -exponent))];
        for (int index = 0; index < subtracted?.Count; index++)
        {
            scaled[index] -= Math.ScaleB(subtracted[index], -exponent);
        }

        // Rounding could take the mean of equal values beside them.
        double mean = Math.Clamp(scaled.Average(), scaled.Min(), scaled.Max());
        double squares = scaled.Sum(value => (value - mean) * (value - mean));
        return (Math.ScaleB(mean, exponent), scaled.Length < 2 ? 0 : Math.ScaleB(Math.Sqrt(squares / (scaled.Length - 1)), exponent));
    }

    /// <summary>Half the 95 % interval of a mean: <c>t s / √n</c> with Student's t of n − 1 degrees of freedom; infinite for one value, and where it is too large for a double.</summary>
    /// <param name="deviation">The standard deviation s.</param>
    /// <param name="count">The number n.</param>
    public static double Margin(double deviation, int count) =>
        count < 2 ? double.PositiveInfinity : StudentDistribution.TwoSidedQuantile(0.95, count - 1) / Math.Sqrt(count) * deviation;
}
