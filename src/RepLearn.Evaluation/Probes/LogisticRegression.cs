namespace RepLearn.Evaluation;

/// <summary>
/// Multinomial logistic regression, the linear classifier by which representations are compared: the class probabilities
/// are the softmax of <c>W x + b</c>, fitted in double to the least <c>Σ cross-entropy + λ/2 ‖W‖²</c>. The same rows give
/// the same bits.
/// </summary>
public sealed class LogisticRegression
{
    private readonly double[] _weights;
    private readonly double[] _biases;
    private readonly int _width;

    private LogisticRegression(double[] weights, double[] biases, int width, int iterations, bool converged)
    {
        _weights = weights;
        _biases = biases;
        _width = width;
        Iterations = iterations;
        Converged = converged;
    }

    /// <summary>One row of weights per class, for features as they come, not standardised.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>One bias a class.</summary>
    public ReadOnlySpan<double> Biases => _biases;

    /// <summary>Number of classes.</summary>
    public int Classes => _biases.Length;

    /// <summary>L-BFGS iterations that the fit took.</summary>
    public int Iterations { get; }

    /// <summary>Whether the gradient fell below the tolerance.</summary>
    public bool Converged { get; }

    /// <summary>Fits a classifier.</summary>
    /// <param name="rows">Examples with labels.</param>
    /// <param name="classes">Number of classes; every label is below it.</param>
    /// <param name="options">How; the defaults if not given.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a label is out of range, or a value is not finite.</exception>
    public static LogisticRegression Fit(LabelledRows rows, int classes, LogisticRegressionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        options ??= new LogisticRegressionOptions();
        rows.Verify(nameof(rows));
        if (rows.Labels.Span.ContainsAnyExceptInRange(0, classes - 1))
        {
            throw new ArgumentException($"Expected labels below {classes}, but got {rows.Labels.ToArray().Max()}.", nameof(rows));
        }

        FeatureScaling scaling = options.Standardize
            ? FeatureScaling.Standardizing(rows.Values.Span, rows.Width)
            : FeatureScaling.None(rows.Width);
        double[] features = scaling.Apply(rows.Values.Span);

        // Weights orthogonal to every example change no prediction and cost penalty, so the minimum is in the span of the rows, which is
        // small where examples are few.
        RowSpace? span = rows.Width > rows.Count ? RowSpace.Of(features, rows.Width) : null;
        int width = span?.Size ?? rows.Width;
        var loss = new SoftmaxLoss(span?.Coordinates(features) ?? features, width, rows.Labels.ToArray(), classes, options.L2);
        var point = new double[classes * (width + 1)];
        (int iterations, bool converged) = new LimitedMemoryBfgs(loss.Evaluate, point).Minimize(options.Tolerance, options.MaxIterations);
        double[] weights = point[..(classes * width)];
        double[] biases = point[(classes * width)..];
        weights = span?.Expand(weights) ?? weights;
        scaling.MoveInto(weights, biases);
        return new LogisticRegression(weights, biases, rows.Width, iterations, converged);
    }

    /// <summary>The most probable class of each row; the lowest of them where several are.</summary>
    /// <param name="rows">Examples, one per row.</param>
    public int[] Predict(ReadOnlySpan<float> rows)
    {
        int count = RowCount.Of(rows.Length, _width, nameof(rows));
        var predictions = new int[count];
        var features = new double[_width];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < _width; column++)
            {
                features[column] = rows[(row * _width) + column];
            }

            double best = double.NegativeInfinity;
            for (int candidate = 0; candidate < Classes; candidate++)
            {
                double score = _biases[candidate] + VectorMath.Dot(_weights.AsSpan(candidate * _width, _width), features);
                if (score > best)
                {
                    best = score;
                    predictions[row] = candidate;
                }
            }
        }

        return predictions;
    }

    /// <summary>The share of rows whose predicted class is their label.</summary>
    /// <param name="rows">Examples with labels.</param>
    public double Accuracy(LabelledRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        rows.Verify(nameof(rows));
        return rows.ShareOf(Predict(rows.Values.Span));
    }
}
