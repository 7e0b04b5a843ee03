namespace RepLearn.Evaluation;

/// <summary>
/// Lays rows out on a plane so that neighbours stay neighbours: t-SNE (van der Maaten and Hinton 2008), exact, which takes time proportional
/// to the square of the number of rows: for some thousand rows at most. Distances on the plane mean little where they are large. Started
/// from the first two
/// principal components (Kobak and Berens 2019) and without randomness: the same rows give the same plane.
/// </summary>
public static class TSne
{
    private const int Rounds = 750;

    // For the first rounds neighbours attract each other more than is due, so that clusters form before they spread.
    private const int EarlyRounds = 250;
    private const double EarlyFactor = 12;
    private const double StartDeviation = 1e-4;
    private const double LeastGain = 0.01;

    /// <summary>Finds the plane.</summary>
    /// <param name="rows">Examples, one per row; at least three.</param>
    /// <param name="dimensions">Values in an example; at least two.</param>
    /// <param name="perplexity">How many neighbours a row has, roughly; lowered to a third of the rows if they are few.</param>
    /// <returns>Two values per row.</returns>
    /// <exception cref="ArgumentException">The length is wrong, there are too few rows, or a value is not finite.</exception>
    public static float[] Fit(ReadOnlySpan<float> rows, int dimensions, double perplexity = 30)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 2);
        if (!(perplexity > 1))
        {
            throw new ArgumentOutOfRangeException(nameof(perplexity), perplexity, "Expected more than 1 neighbour.");
        }

        int count = RowCount.OfFinite(rows, dimensions, nameof(rows));
        if (count < 3)
        {
            throw new ArgumentException($"Expected at least 3 rows, but got {count}.", nameof(rows));
        }

        RowCount.ExpectRoom(count, count, nameof(rows));
        double[] near = Affinities(rows, dimensions, Math.Max(1.01, Math.Min(perplexity, (count - 1) / 3.0)));
        double[] plane = Start(rows, dimensions);
        Descend(near, plane);
        return Array.ConvertAll(plane, value => (float)value);
    }

    /// <summary>
    /// p(i, j): the mean of p(j | i) and p(i | j) over the number of rows, where p(j | i) ∝ exp(−β ‖xᵢ − xⱼ‖²) and β gives row i an
    /// entropy of ln perplexity.
    /// </summary>
    internal static double[] Affinities(ReadOnlySpan<float> rows, int dimensions, double perplexity)
    {
        int count = rows.Length / dimensions;
        var given = new double[count * count];
        for (int row = 0; row < count; row++)
        {
            Span<double> distances = given.AsSpan(row * count, count);
            for (int other = 0; other < count; other++)
            {
                distances[other] = SquaredDistance(rows.Slice(row * dimensions, dimensions), rows.Slice(other * dimensions, dimensions));
            }

            Condition(distances, row, Math.Log(perplexity));
        }

        var near = new double[count * count];
        for (int row = 0; row < count; row++)
        {
            for (int other = 0; other < count; other++)
            {
                near[(row * count) + other] = (given[(row * count) + other] + given[(other * count) + row]) / (2 * count);
            }
        }

        return near;
    }

    /// <summary>
    /// The gradient of Σ p ln(p / q) with q(i, j) ∝ 1 / (1 + ‖yᵢ − yⱼ‖²): 4 Σⱼ (factor · p − q) (yᵢ − yⱼ) / (1 + ‖yᵢ − yⱼ‖²).
    /// </summary>
    internal static void Differentiate(double[] near, double factor, double[] plane, double[] weights, double[] gradient)
    {
        int count = plane.Length / 2;
        double sum = 0;
        for (int row = 0; row < count; row++)
        {
            for (int other = 0; other < row; other++)
            {
                double x = plane[2 * row] - plane[2 * other];
                double y = plane[(2 * row) + 1] - plane[(2 * other) + 1];
                double weight = 1 / (1 + (x * x) + (y * y));
                weights[(row * count) + other] = weight;
                sum += 2 * weight;
            }
        }

        Array.Clear(gradient);
        for (int row = 0; row < count; row++)
        {
            for (int other = 0; other < row; other++)
            {
                double weight = weights[(row * count) + other];
                double force = 4 * ((factor * near[(row * count) + other]) - (weight / sum)) * weight;
                double x = force * (plane[2 * row] - plane[2 * other]);
                double y = force * (plane[(2 * row) + 1] - plane[(2 * other) + 1]);
                gradient[2 * row] += x;
                gradient[(2 * row) + 1] += y;
                gradient[2 * other] -= x;
                gradient[(2 * other) + 1] -= y;
            }
        }
    }

    // Turns squared distances into probabilities of the wanted entropy by bisection of β; 0 for the row itself.
    private static void Condition(Span<double> distances, int row, double entropy)
    {
        const int Steps = 64;
        double nearest = double.PositiveInfinity;
        for (int other = 0; other < distances.Length; other++)
        {
            nearest = other == row ? nearest : Math.Min(nearest, distances[other]);
        }

        double[] squares = distances.ToArray();
        double low = 0;
        double high = double.PositiveInfinity;
        double beta = 1;
        for (int step = 0; step < Steps; step++)
        {
            double sum = 0;
            double weighted = 0;
            for (int other = 0; other < squares.Length; other++)
            {
                // Distances from the nearest row: a sum of exponentials that cannot vanish.
                double excess = squares[other] - nearest;
                distances[other] = other == row ? 0 : Math.Exp(-beta * excess);
                sum += distances[other];
                weighted += distances[other] * excess;
            }

            bool isWide = Math.Log(sum) + (beta * weighted / sum) > entropy;
            (low, high) = isWide ? (beta, high) : (low, beta);
            beta = double.IsPositiveInfinity(high) ? 2 * beta : (low + high) / 2;
            for (int other = 0; other < squares.Length; other++)
            {
                distances[other] /= sum;
            }
        }
    }

    private static double[] Start(ReadOnlySpan<float> rows, int dimensions)
    {
        var pca = Pca.Fit(rows, dimensions, 2);
        double scale = pca.ExplainedVariance[0] > 0 ? StartDeviation / Math.Sqrt(pca.ExplainedVariance[0]) : 0;
        return Array.ConvertAll(pca.Transform(rows), value => scale * value);
    }

    // Gradient descent with momentum and a gain for each value, which grows while its gradient keeps its direction (Jacobs 1988).
    private static void Descend(double[] near, double[] plane)
    {
        int count = plane.Length / 2;
        double rate = Math.Max(count / EarlyFactor, 50);
        var weights = new double[count * count];
        var gradient = new double[plane.Length];
        var velocity = new double[plane.Length];
        var gains = new double[plane.Length];
        Array.Fill(gains, 1);
        for (int round = 0; round < Rounds; round++)
        {
            bool early = round < EarlyRounds;
            Differentiate(near, early ? EarlyFactor : 1, plane, weights, gradient);
            double momentum = early ? 0.5 : 0.8;
            for (int place = 0; place < plane.Length; place++)
            {
                bool turned = gradient[place] * velocity[place] >= 0;
                gains[place] = Math.Max(LeastGain, turned ? 0.8 * gains[place] : gains[place] + 0.2);
                velocity[place] = (momentum * velocity[place]) - (rate * gains[place] * gradient[place]);
                plane[place] += velocity[place];
            }
        }
    }

    private static double SquaredDistance(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double sum = 0;
        for (int index = 0; index < first.Length; index++)
        {
            double difference = (double)first[index] - second[index];
            sum += difference * difference;
        }

        return sum;
    }
}
