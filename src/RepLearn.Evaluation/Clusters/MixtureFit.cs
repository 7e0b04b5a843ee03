namespace RepLearn.Evaluation;

/// <summary>Fits mixtures to one set of rows.</summary>
internal sealed class MixtureFit(ReadOnlySpan<float> rows, int dimensions, int components, GaussianMixtureOptions options)
{
    private readonly double[] _rows = RowBlock.Widen(rows);
    private readonly int _count = rows.Length / dimensions;

    /// <summary>Alternates expectation and maximisation from groups of rows.</summary>
    public GaussianMixture Run(ReadOnlySpan<int> groups)
    {
        var shares = new double[_count * components];
        var densities = new double[_count];
        for (int row = 0; row < _count; row++)
        {
            shares[(row * components) + groups[row]] = 1;
        }

        MixtureParameters parameters = Maximize(shares);
        double before = double.NegativeInfinity;
        for (int iteration = 1; ; iteration++)
        {
            parameters.Expect(_rows, shares, densities);
            double mean = densities.Average();
            bool settled = Math.Abs(mean - before) < options.Tolerance;
            if (settled || iteration == options.MaxIterations)
            {
                return new GaussianMixture(parameters, mean, _count, iteration, settled);
            }

            before = mean;
            parameters = Maximize(shares);
        }
    }

    private MixtureParameters Maximize(double[] shares)
    {
        bool isFull = options.Covariance == MixtureCovariance.Full;
        int size = isFull ? dimensions * dimensions : dimensions;
        var weights = new double[components];
        var means = new double[components * dimensions];
        var covariances = new double[components * size];
        Parallel.For(0, components, component =>
        {
            Span<double> mean = means.AsSpan(component * dimensions, dimensions);

            // A component that lost all rows keeps a weight whose logarithm is finite.
            double total = 1e-15;
            for (int row = 0; row < _count; row++)
            {
                double share = shares[(row * components) + component];
                total += share;
                VectorMath.AddScaled(share, _rows.AsSpan(row * dimensions, dimensions), mean);
            }

            Divide(mean, total);
            weights[component] = total / _count;
            Span<double> covariance = covariances.AsSpan(component * size, size);
            Spread(shares, component, mean, covariance, isFull);
            Divide(covariance, total);
            for (int column = 0; column < dimensions; column++)
            {
                covariance[isFull ? (column * dimensions) + column : column] += options.Floor;
            }
        });
        return new MixtureParameters(weights, means, covariances, isFull);
    }

    // Σ share (x − mean)(x − mean)ᵀ or its diagonal.
    private void Spread(double[] shares, int component, ReadOnlySpan<double> mean, Span<double> covariance, bool isFull)
    {
        var difference = new double[dimensions];
        for (int row = 0; row < _count; row++)
        {
            double share = shares[(row * components) + component];
            if (share == 0)
            {
                continue;
            }

            for (int column = 0; column < dimensions; column++)
            {
                difference[column] = _rows[(row * dimensions) + column] - mean[column];
                covariance[column] += isFull ? 0 : share * difference[column] * difference[column];
            }

            for (int column = 0; column < dimensions && isFull; column++)
            {
                VectorMath.AddScaled(share * difference[column], difference, covariance.Slice(column * dimensions, dimensions));
            }
        }
    }

    private static void Divide(Span<double> values, double divisor)
    {
        foreach (ref double value in values)
        {
            value /= divisor;
        }
    }
}
