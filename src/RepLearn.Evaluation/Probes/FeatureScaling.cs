namespace RepLearn.Evaluation;

/// <summary>A shift and a scale for each feature: <c>(x − shift) · scale</c>.</summary>
internal sealed class FeatureScaling
{
    private readonly double[] _shifts;
    private readonly double[] _scales;

    private FeatureScaling(double[] shifts, double[] scales)
    {
        _shifts = shifts;
        _scales = scales;
    }

    /// <summary>Leaves features as they are.</summary>
    public static FeatureScaling None(int width)
    {
        var scales = new double[width];
        Array.Fill(scales, 1);
        return new FeatureScaling(new double[width], scales);
    }

    /// <summary>Each feature to mean 0 and variance 1; one without variance only to mean 0.</summary>
    public static FeatureScaling Standardizing(ReadOnlySpan<float> rows, int width)
    {
        (double[] means, double[] variances) = Moments(rows, width);
        return new FeatureScaling(means, [.. variances.Select(variance => variance > 0 ? 1 / Math.Sqrt(variance) : 1)]);
    }

    /// <summary>
    /// Each feature to mean 0, and all by one factor to a mean variance of 1: the features keep their proportions, which
    /// tell a principal component or a code's dimension that carries much from one that carries noise.
    /// </summary>
    public static FeatureScaling KeepingProportions(ReadOnlySpan<float> rows, int width)
    {
        (double[] means, double[] variances) = Moments(rows, width);
        double variance = variances.Average();
        var scales = new double[width];
        Array.Fill(scales, variance > 0 ? 1 / Math.Sqrt(variance) : 1);
        return new FeatureScaling(means, scales);
    }

    /// <summary>Scaled copies of rows.</summary>
    public double[] Apply(ReadOnlySpan<float> rows)
    {
        var scaled = new double[rows.Length];
        int width = _scales.Length;
        for (int index = 0; index < rows.Length; index++)
        {
            int column = index % width;
            scaled[index] = (rows[index] - _shifts[column]) * _scales[column];
        }

        return scaled;
    }

    /// <summary>Scaled copies of rows with their labels.</summary>
    public LabelledRows Apply(LabelledRows rows) =>
        rows with { Values = Array.ConvertAll(Apply(rows.Values.Span), value => (float)value) };

    /// <summary>Turns weights for scaled features into weights for the features as they come.</summary>
    public void MoveInto(Span<double> weights, Span<double> biases)
    {
        int width = _scales.Length;
        for (int output = 0; output < biases.Length; output++)
        {
            Span<double> row = weights.Slice(output * width, width);
            for (int column = 0; column < width; column++)
            {
                row[column] *= _scales[column];
            }

            biases[output] -= VectorMath.Dot(row, _shifts);
        }
    }

    private static (double[] Means, double[] Variances) Moments(ReadOnlySpan<float> rows, int width)
    {
        int count = RowCount.Of(rows.Length, width, nameof(rows));
        double[] means = Covariance.Mean(rows, width);
        var variances = new double[width];
        for (int index = 0; index < rows.Length; index++)
        {
            double difference = rows[index] - means[index % width];
            variances[index % width] += difference * difference / count;
        }

        return (means, variances);
    }
}
