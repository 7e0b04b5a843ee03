namespace RepLearn.Evaluation;

/// <summary>Weights, means and covariances of a mixture, with what densities need of them.</summary>
internal sealed class MixtureParameters
{
    private readonly Cholesky[] _triangles;
    private readonly double[] _constants;

    /// <exception cref="ArgumentException">A covariance is not positive definite to rounding.</exception>
    public MixtureParameters(double[] weights, double[] means, double[] covariances, bool isFull)
    {
        Weights = weights;
        Means = means;
        Covariances = covariances;
        IsFull = isFull;
        _triangles = new Cholesky[isFull ? weights.Length : 0];
        _constants = new double[weights.Length];
        int size = covariances.Length / weights.Length;
        for (int component = 0; component < weights.Length; component++)
        {
            ReadOnlySpan<double> covariance = covariances.AsSpan(component * size, size);
            double determinant = 0;
            if (isFull)
            {
                _triangles[component] = Cholesky.TryFactor(covariance, Dimensions)
                    ?? throw new ArgumentException($"Component {component} has a covariance that is singular to rounding; raise Floor, scale the rows to variances near 1, or take diagonal covariances.");
                determinant = _triangles[component].LogDeterminant;
            }
            else
            {
                foreach (double variance in covariance)
                {
                    determinant += Math.Log(variance);
                }
            }

            _constants[component] = Math.Log(weights[component]) - (0.5 * (determinant + (Dimensions * Math.Log(2 * Math.PI))));
        }
    }

    public double[] Weights { get; }

    public double[] Means { get; }

    public double[] Covariances { get; }

    public bool IsFull { get; }

    public int Dimensions => Means.Length / Weights.Length;

    /// <summary>Fills each row's probabilities of components and its log-density.</summary>
    public void Expect(double[] rows, double[] responsibilities, double[] logDensities) =>
        RowBlock.ForEach(logDensities.Length, (first, last) =>
        {
            var difference = new double[Dimensions];
            for (int row = first; row < last; row++)
            {
                Span<double> logs = responsibilities.AsSpan(row * Weights.Length, Weights.Length);
                double largest = double.NegativeInfinity;
                for (int component = 0; component < logs.Length; component++)
                {
                    logs[component] = LogJoint(rows.AsSpan(row * Dimensions, Dimensions), component, difference);
                    largest = Math.Max(largest, logs[component]);
                }

                double sum = 0;
                foreach (ref double value in logs)
                {
                    value = Math.Exp(value - largest);
                    sum += value;
                }

                foreach (ref double value in logs)
                {
                    value /= sum;
                }

                logDensities[row] = largest + Math.Log(sum);
            }
        });

    private double LogJoint(ReadOnlySpan<double> row, int component, Span<double> difference)
    {
        for (int column = 0; column < row.Length; column++)
        {
            difference[column] = row[column] - Means[(component * row.Length) + column];
        }

        double square = 0;
        if (IsFull)
        {
            square = _triangles[component].SquaredNorm(difference);
        }
        else
        {
            for (int column = 0; column < row.Length; column++)
            {
                square += difference[column] * difference[column] / Covariances[(component * row.Length) + column];
            }
        }

        return _constants[component] - (0.5 * square);
    }
}
