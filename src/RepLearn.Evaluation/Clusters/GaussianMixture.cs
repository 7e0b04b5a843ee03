namespace RepLearn.Evaluation;

/// <summary>
/// A mixture of normal distributions, <c>p(x) = Σₖ wₖ N(x | μₖ, Σₖ)</c>, fitted by expectation and maximisation (Dempster, Laird and Rubin 1977)
/// from the groups of <see cref="KMeans"/>. In double; the same rows give the same bits at any number of threads. <see cref="LogDensity"/> is a score
/// for anomalies.
/// </summary>
public sealed class GaussianMixture
{
    private readonly MixtureParameters _parameters;

    internal GaussianMixture(MixtureParameters parameters, double meanLogLikelihood, int rows, int iterations, bool converged)
    {
        _parameters = parameters;
        MeanLogLikelihood = meanLogLikelihood;
        Iterations = iterations;
        Converged = converged;

        // Weights sum to 1, so one of them is not free.
        int free = parameters.Covariances.Length + parameters.Means.Length + Components - 1;
        free -= parameters.IsFull ? Components * Dimensions * (Dimensions - 1) / 2 : 0;
        BayesianInformation = (-2 * meanLogLikelihood * rows) + (free * Math.Log(rows));
    }

    /// <summary>Values in a row.</summary>
    public int Dimensions => _parameters.Dimensions;

    /// <summary>Components of the mixture.</summary>
    public int Components => _parameters.Weights.Length;

    /// <summary>The share of each component.</summary>
    public ReadOnlySpan<double> Weights => _parameters.Weights;

    /// <summary>The mean of each component, one per row.</summary>
    public ReadOnlySpan<double> Means => _parameters.Means;

    /// <summary>
    /// The covariances, one component after another: matrices of <see cref="Dimensions"/> × <see cref="Dimensions"/> values, or, where they are
    /// diagonal, <see cref="Dimensions"/> variances each.
    /// </summary>
    public ReadOnlySpan<double> Covariances => _parameters.Covariances;

    /// <summary>The mean over the rows fitted of <c>ln p(x)</c>, in nats.</summary>
    public double MeanLogLikelihood { get; }

    /// <summary>
    /// The Bayesian information criterion (Schwarz 1978): <c>−2 Σ ln p(x) + f ln n</c> with f free parameters. Of several numbers of components the
    /// one with the least is taken.
    /// </summary>
    public double BayesianInformation { get; }

    /// <summary>Iterations that the best start took.</summary>
    public int Iterations { get; }

    /// <summary>Whether the likelihood settled within the iterations allowed.</summary>
    public bool Converged { get; }

    /// <summary>Fits a mixture.</summary>
    /// <param name="rows">Examples, one per row; at least as many as components.</param>
    /// <param name="dimensions">Values in an example.</param>
    /// <param name="components">How many components; at least 1.</param>
    /// <param name="options">How; the defaults if not given.</param>
    /// <exception cref="ArgumentException">
    /// The length is wrong, there are too few rows, a value is not finite, or the floor of the variances is lost in the rounding of values this large.
    /// </exception>
    public static GaussianMixture Fit(ReadOnlySpan<float> rows, int dimensions, int components, GaussianMixtureOptions? options = null)
    {
        options ??= new GaussianMixtureOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Starts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxIterations, 1);
        if (!(options.Tolerance >= 0) || !(options.Floor > 0) || !double.IsFinite(options.Floor))
        {
            throw new ArgumentException("Expected a tolerance of at least 0 and a finite floor above 0.", nameof(options));
        }

        int count = RowCount.OfFinite(rows, dimensions, nameof(rows));
        RowCount.ExpectRoom(count, components, nameof(rows));
        RowCount.ExpectRoom((long)components * dimensions, dimensions, nameof(dimensions));
        if (count < components)
        {
            throw new ArgumentException($"Expected at least {components} rows for as many components, but got {count}.", nameof(rows));
        }

        var fit = new MixtureFit(rows, dimensions, components, options);
        GaussianMixture? best = null;
        for (int start = 0; start < options.Starts; start++)
        {
            KMeans groups = KMeans.Fit(rows, dimensions, components, unchecked(options.Seed + start), starts: 1);
            GaussianMixture found = fit.Run(groups.Labels.Span);
            best = best is null || found.MeanLogLikelihood > best.MeanLogLikelihood ? found : best;
        }

        return best!;
    }

    /// <summary>The probability that each row comes from each component: <c>wₖ N(x | μₖ, Σₖ) / p(x)</c>.</summary>
    /// <param name="rows">Examples, one per row.</param>
    /// <returns>One row of <see cref="Components"/> probabilities per example.</returns>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite.</exception>
    public double[] Responsibilities(ReadOnlySpan<float> rows) => Expect(rows).Responsibilities;

    /// <summary>The component that each row most likely comes from; the lowest of them where several are.</summary>
    /// <inheritdoc cref="Responsibilities"/>
    /// <returns>One number per row.</returns>
    public int[] Predict(ReadOnlySpan<float> rows)
    {
        double[] shares = Responsibilities(rows);
        var labels = new int[shares.Length / Components];
        for (int place = 0; place < shares.Length; place++)
        {
            int row = place / Components;
            labels[row] = shares[place] > shares[(row * Components) + labels[row]] ? place % Components : labels[row];
        }

        return labels;
    }

    /// <summary><c>ln p(x)</c> of each row, in nats.</summary>
    /// <inheritdoc cref="Responsibilities"/>
    /// <returns>One number per row.</returns>
    public double[] LogDensity(ReadOnlySpan<float> rows) => Expect(rows).LogDensities;

    private (double[] Responsibilities, double[] LogDensities) Expect(ReadOnlySpan<float> rows)
    {
        int count = RowCount.OfFinite(rows, Dimensions, nameof(rows));
        RowCount.ExpectRoom(count, Components, nameof(rows));
        var responsibilities = new double[count * Components];
        var densities = new double[count];
        _parameters.Expect(RowBlock.Widen(rows), responsibilities, densities);
        return (responsibilities, densities);
    }
}
