using RepLearn.Numerics.Random;

namespace RepLearn.Evaluation;

/// <summary>
/// The distribution of the codes of all examples together, against the standard normal prior that new codes are drawn from. Where they differ, samples are
/// not like the data.
/// </summary>
public static class AggregatedPosterior
{
    /// <summary>
    /// The divergence from N(0, I) of the normal distribution with the mean m and the covariance S of codes, in nats:
    /// <c>½ (tr S + mᵀm − d − ln det S)</c>. A lower bound would need the whole distribution; this sees mean, scale and correlations.
    /// </summary>
    /// <param name="codes">Codes drawn from the posteriors, one per row; more than values in a code. Posterior means alone have less variance.</param>
    /// <param name="width">Values in a code.</param>
    /// <exception cref="ArgumentException">The length is wrong, a value is not finite, there are too few codes, or values depend on each other, where it is infinite.</exception>
    public static double Divergence(ReadOnlySpan<float> codes, int width)
    {
        (double[] mean, double[] covariance, double logDeterminant) = Moments(codes, width);
        double sum = VectorMath.Dot(mean, mean) - width - logDeterminant;
        for (int column = 0; column < width; column++)
        {
            sum += covariance[(column * width) + column];
        }

        return sum / 2;
    }

    /// <summary>
    /// The total correlation (Watanabe 1960) of the normal distribution with the covariance S of codes, in nats: <c>½ (Σⱼ ln Sⱼⱼ − ln det S)</c>; 0 where no two
    /// values are correlated.
    /// </summary>
    /// <param name="codes">Codes, one per row; more than values in a code.</param>
    /// <param name="width">Values in a code.</param>
    /// <exception cref="ArgumentException">The length is wrong, a value is not finite, there are too few codes, or values depend on each other, where it is infinite.</exception>
    public static double TotalCorrelation(ReadOnlySpan<float> codes, int width)
    {
        (_, double[] covariance, double logDeterminant) = Moments(codes, width);
        double sum = -logDeterminant;
        for (int column = 0; column < width; column++)
        {
            sum += Math.Log(covariance[(column * width) + column]);
        }

        return sum / 2;
    }

    /// <summary>
    /// The parts of the mean divergence of normal posteriors N(μᵢ, diag σᵢ²) from N(0, I). Densities of the aggregated posterior are exact, its
    /// expectations are means over one draw from each posterior and so vary as 1/√n. Takes time proportional to the square of the number of examples.
    /// </summary>
    /// <param name="means">Means of the posteriors, one per row.</param>
    /// <param name="deviations">Their standard deviations, above 0, in the same places.</param>
    /// <param name="width">Values in a code.</param>
    /// <param name="seed">Decides the draws; the same seed gives the same bits at any number of threads.</param>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or a deviation is not above 0.</exception>
    public static DivergenceParts Decompose(ReadOnlySpan<float> means, ReadOnlySpan<float> deviations, int width, ulong seed = 0)
    {
        int count = RowCount.OfFinite(means, width, nameof(means));
        if (RowCount.OfFinite(deviations, width, nameof(deviations)) != count)
        {
            throw new ArgumentException($"Expected {means.Length} deviations, but got {deviations.Length}.", nameof(deviations));
        }

        foreach (float deviation in deviations)
        {
            if (!(deviation > 0))
            {
                throw new ArgumentException(FormattableString.Invariant($"Expected deviations above 0, but got {deviation}."), nameof(deviations));
            }
        }

        double[] centres = RowBlock.Widen(means);
        double[] scales = RowBlock.Widen(deviations);
        var parts = new DivergenceParts[count];
        RowBlock.ForEach(count, (first, last) =>
        {
            var code = new double[width];
            var logs = new double[(width + 1) * count];
            for (int row = first; row < last; row++)
            {
                Noise.Normal(new NoiseKey(seed, 0), 0, row, code);
                for (int column = 0; column < width; column++)
                {
                    code[column] = centres[(row * width) + column] + (scales[(row * width) + column] * code[column]);
                }

                parts[row] = Parts(code, row, centres, scales, logs);
            }
        });
        return new DivergenceParts(parts.Average(part => part.Information), parts.Average(part => part.TotalCorrelation), parts.Average(part => part.Dimensions));
    }

    // ln q(z|x), ln q(z), Σ ln q(zⱼ) and ln p(z) at one code, up to the constant that all have.
    private static DivergenceParts Parts(double[] code, int own, double[] centres, double[] scales, double[] logs)
    {
        int width = code.Length;
        int count = centres.Length / width;
        Span<double> joint = logs.AsSpan(width * count, count);
        joint.Clear();
        double prior = 0;
        double product = 0;
        for (int column = 0; column < width; column++)
        {
            Span<double> single = logs.AsSpan(column * count, count);
            for (int row = 0; row < count; row++)
            {
                double scale = scales[(row * width) + column];
                double distance = (code[column] - centres[(row * width) + column]) / scale;
                single[row] = (-0.5 * distance * distance) - Math.Log(scale);
                joint[row] += single[row];
            }

            prior -= 0.5 * code[column] * code[column];
            product += LogMeanExp(single);
        }

        double posterior = joint[own];
        double aggregated = LogMeanExp(joint);
        return new DivergenceParts(posterior - aggregated, aggregated - product, product - prior);
    }

    private static double LogMeanExp(ReadOnlySpan<double> logs)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in logs)
        {
            largest = Math.Max(largest, value);
        }

        double sum = 0;
        foreach (double value in logs)
        {
            sum += Math.Exp(value - largest);
        }

        return largest + Math.Log(sum / logs.Length);
    }

    private static (double[] Mean, double[] Covariance, double LogDeterminant) Moments(ReadOnlySpan<float> codes, int width)
    {
        int count = RowCount.OfFinite(codes, width, nameof(codes));
        RowCount.ExpectRoom(width, width, nameof(width));
        if (count <= width)
        {
            throw new ArgumentException($"Expected more than {width} codes, since fewer have no density, but got {count}.", nameof(codes));
        }

        double[] mean = Covariance.Mean(codes, width);
        double[] covariance = Covariance.Of(codes, width, mean);
        return Cholesky.TryFactor(covariance, width) is { } triangle
            ? (mean, covariance, triangle.LogDeterminant)
            : throw new ArgumentException("Expected codes with a density, but some of their values depend on the others or are constant.", nameof(codes));
    }
}
