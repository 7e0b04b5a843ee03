namespace RepLearn.Evaluation;

/// <summary>
/// Lays rows out on a plane so that neighbours stay neighbours: t-SNE (van der Maaten and Hinton 2008) with the forces between far points summed by
/// groups (Barnes–Hut; van der Maaten 2014), in time proportional to n ln n after an exact search of neighbours in n². 60,000 rows of 50 values take minutes on two
/// cores; reduce wider rows by <see cref="Pca"/> first. Distances on the plane mean little where they are large. Started from the first two
/// principal components (Kobak and Berens 2019) and without randomness: the same rows give the same plane, at any number of threads.
/// </summary>
public static class TSne
{
    // For the first rounds neighbours attract each other more than is due, so that clusters form before they spread.
    private const int EarlyRounds = 250;
    private const double EarlyFactor = 12;
    private const double StartDeviation = 1e-4;
    private const double LeastGain = 0.01;
    private const int RoundsAReport = 10;

    /// <summary>Finds the plane.</summary>
    /// <param name="rows">Examples, one per row; at least three.</param>
    /// <param name="dimensions">Values in an example; at least two.</param>
    /// <param name="options">How; the defaults if not given.</param>
    /// <param name="progress">Told how far it has come, from the calling thread.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Two values per row.</returns>
    /// <exception cref="ArgumentException">The length is wrong, there are too few rows, a value is not finite, or an option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static float[] Fit(
        ReadOnlySpan<float> rows, int dimensions, TSneOptions? options = null, IProgress<TSneProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 2);
        options ??= new TSneOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Rounds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        if (!(options.Perplexity > 1) || !(options.Angle is >= 0 and <= 0.7))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected a perplexity above 1 and an angle from 0 to 0.7, but got {options.Perplexity} and {options.Angle}."), nameof(options));
        }

        int count = RowCount.OfFinite(rows, dimensions, nameof(rows));
        if (count < 3)
        {
            throw new ArgumentException($"Expected at least 3 rows, but got {count}.", nameof(rows));
        }

        double perplexity = Math.Max(1.01, Math.Min(options.Perplexity, (count - 1) / 3.0));
        TSneAffinities near = TSneAffinities.Of(rows, dimensions, perplexity, options.Threads, searched =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new TSneProgress(searched, count, 0, options.Rounds));
        });
        double[] plane = Start(rows, dimensions);
        Descend(near, plane, options, progress, cancellationToken);
        return Array.ConvertAll(plane, value => (float)value);
    }

    private static double[] Start(ReadOnlySpan<float> rows, int dimensions)
    {
        var pca = Pca.Fit(rows, dimensions, 2);
        double scale = pca.ExplainedVariance[0] > 0 ? StartDeviation / Math.Sqrt(pca.ExplainedVariance[0]) : 0;
        return Array.ConvertAll(pca.Transform(rows), value => scale * value);
    }

    // Gradient descent with momentum and a gain for each value, which grows while its gradient keeps its direction (Jacobs 1988).
    private static void Descend(TSneAffinities near, double[] plane, TSneOptions options, IProgress<TSneProgress>? progress, CancellationToken cancellationToken)
    {
        int count = plane.Length / 2;
        double rate = Math.Max(count / EarlyFactor, 50);
        var forces = new TSneForces(near, options.Angle, options.Threads);
        var gradient = new double[plane.Length];
        var velocity = new double[plane.Length];
        var gains = new double[plane.Length];
        Array.Fill(gains, 1);
        for (int round = 0; round < options.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool early = round < EarlyRounds;
            forces.Differentiate(plane, early ? EarlyFactor : 1, gradient);
            double momentum = early ? 0.5 : 0.8;
            for (int place = 0; place < plane.Length; place++)
            {
                bool turned = gradient[place] * velocity[place] >= 0;
                gains[place] = Math.Max(LeastGain, turned ? 0.8 * gains[place] : gains[place] + 0.2);
                velocity[place] = (momentum * velocity[place]) - (rate * gains[place] * gradient[place]);
                plane[place] += velocity[place];
            }

            if ((round + 1) % RoundsAReport == 0 || round + 1 == options.Rounds)
            {
                progress?.Report(new TSneProgress(count, count, round + 1, options.Rounds));
            }
        }
    }
}
