namespace RepLearn.Evaluation;

/// <summary>
/// The mutual information gap (Chen et al. 2018), for data whose factors are known: for each factor the information that the dimension knows that knows most,
/// less that of the second, over the factor's entropy. 1 where each factor has one dimension of its own, 0 where two know it equally. Dimensions are cut into
/// bins of equal width between their least and largest value (Locatello et al. 2019).
/// </summary>
public sealed class MutualInformationGap
{
    private readonly double[] _gaps;
    private readonly double[] _information;

    private MutualInformationGap(double[] gaps, double[] information)
    {
        _gaps = gaps;
        _information = information;
    }

    /// <summary>The mean gap of all factors.</summary>
    public double Mean => _gaps.Average();

    /// <summary>The gap of each factor.</summary>
    public ReadOnlySpan<double> Gaps => _gaps;

    /// <summary>The mutual information in nats of each factor with each dimension, one row per factor.</summary>
    public ReadOnlySpan<double> Information => _information;

    /// <summary>Measures the gaps.</summary>
    /// <param name="codes">Codes, one per row; of at least two values.</param>
    /// <param name="width">Values in a code.</param>
    /// <param name="factors">The factors of each example, one row each: whole numbers, such as a class, a place, an angle's number.</param>
    /// <param name="factorCount">Factors of an example.</param>
    /// <param name="bins">Bins of each dimension; at least 2.</param>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or a factor has one value only.</exception>
    public static MutualInformationGap Of(ReadOnlySpan<float> codes, int width, ReadOnlySpan<int> factors, int factorCount, int bins = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        int count = RowCount.OfFinite(codes, width, nameof(codes));
        int rows = RowCount.Of(factors.Length, factorCount, nameof(factors));
        if (rows != count)
        {
            throw new ArgumentException($"Expected factors of {count} examples, but got those of {rows}.", nameof(factors));
        }

        var binned = new int[width][];
        for (int column = 0; column < width; column++)
        {
            binned[column] = Bins(Column(codes, width, column), bins);
        }

        var gaps = new double[factorCount];
        var information = new double[factorCount * width];
        for (int factor = 0; factor < factorCount; factor++)
        {
            int[] values = Column(factors, factorCount, factor);
            double entropy = new Contingency(values, values).FirstEntropy;
            if (!(entropy > 0))
            {
                throw new ArgumentException($"Expected factors that vary, but factor {factor + 1}, counted from 1, has one value only.", nameof(factors));
            }

            Span<double> known = information.AsSpan(factor * width, width);
            for (int column = 0; column < width; column++)
            {
                known[column] = new Contingency(values, binned[column]).MutualInformation;
            }

            double[] ranked = [.. known.ToArray().OrderDescending()];
            gaps[factor] = (ranked[0] - ranked[1]) / entropy;
        }

        return new MutualInformationGap(gaps, information);
    }

    private static T[] Column<T>(ReadOnlySpan<T> rows, int width, int column)
    {
        var values = new T[rows.Length / width];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = rows[(row * width) + column];
        }

        return values;
    }

    // The largest value has a bin of its own edge, as numpy.digitize gives it: it belongs to the last.
    private static int[] Bins(float[] values, int bins)
    {
        double least = values.Min();
        double range = values.Max() - least;
        return Array.ConvertAll(values, value => range > 0 ? Math.Min(bins - 1, (int)((value - least) / range * bins)) : 0);
    }
}
