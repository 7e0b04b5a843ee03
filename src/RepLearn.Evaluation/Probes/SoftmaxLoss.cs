namespace RepLearn.Evaluation;

/// <summary>
/// The mean of <c>cross-entropy + λ/2n ‖W‖²</c> and its gradient, <c>(p − y) xᵀ / n + λ/n W</c>, over n rows. A point holds the
/// weights, one row per class, and then the biases.
/// </summary>
internal sealed class SoftmaxLoss(double[] features, int width, int[] labels, int classes, double l2)
{
    private readonly double[] _probabilities = new double[classes];

    /// <summary>The loss at a point.</summary>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        ReadOnlySpan<double> weights = point[..(classes * width)];
        ReadOnlySpan<double> biases = point[(classes * width)..];
        Span<double> gradWeights = gradient[..(classes * width)];
        Span<double> gradBiases = gradient[(classes * width)..];
        double scale = 1.0 / labels.Length;
        gradWeights.Clear();
        gradBiases.Clear();
        double loss = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<double> example = features.AsSpan(row * width, width);
            loss += Probabilities(example, weights, biases, labels[row]);
            _probabilities[labels[row]] -= 1;
            for (int index = 0; index < classes; index++)
            {
                double gradLogit = scale * _probabilities[index];
                gradBiases[index] += gradLogit;
                VectorMath.AddScaled(gradLogit, example, gradWeights.Slice(index * width, width));
            }
        }

        VectorMath.AddScaled(l2 * scale, weights, gradWeights);
        return scale * (loss + (0.5 * l2 * VectorMath.Dot(weights, weights)));
    }

    // Fills the probabilities and gives −ln p of the label; the largest logit is subtracted so that no exponential overflows.
    private double Probabilities(ReadOnlySpan<double> example, ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, int label)
    {
        double largest = double.NegativeInfinity;
        for (int index = 0; index < classes; index++)
        {
            _probabilities[index] = biases[index] + VectorMath.Dot(weights.Slice(index * width, width), example);
            largest = Math.Max(largest, _probabilities[index]);
        }

        double labelLogit = _probabilities[label];
        double sum = 0;
        for (int index = 0; index < classes; index++)
        {
            _probabilities[index] = Math.Exp(_probabilities[index] - largest);
            sum += _probabilities[index];
        }

        for (int index = 0; index < classes; index++)
        {
            _probabilities[index] /= sum;
        }

        return Math.Log(sum) + largest - labelLogit;
    }
}
