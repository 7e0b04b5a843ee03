namespace RepLearn.Evaluation;

/// <summary>
/// Groups rows around centres so that the squared distances to them are small: Lloyd's algorithm (1982) from centres drawn by
/// k-means++ (Arthur and Vassilvitskii 2007), the best of several starts. Sums are in double.
/// </summary>
public sealed class KMeans
{
    private const int MostRounds = 300;

    private readonly double[] _centres;

    private KMeans(double[] centres, int[] labels, double squaredError)
    {
        _centres = centres;
        Labels = labels;
        SquaredError = squaredError;
    }

    /// <summary>The number of the centre nearest to each row.</summary>
    public ReadOnlyMemory<int> Labels { get; }

    /// <summary>The centres, one per row.</summary>
    public ReadOnlySpan<double> Centres => _centres;

    /// <summary>The sum over all rows of the squared distance to their centre.</summary>
    public double SquaredError { get; }

    /// <summary>Groups rows.</summary>
    /// <param name="rows">Examples, one per row; at least as many as centres.</param>
    /// <param name="dimensions">Values in an example.</param>
    /// <param name="clusters">How many centres.</param>
    /// <param name="seed">Decides the starts; the same seed gives the same centres.</param>
    /// <param name="starts">How many times to start; the result with the smallest squared error is taken.</param>
    /// <exception cref="ArgumentException">The length is wrong, there are too few rows, or a value is not finite.</exception>
    public static KMeans Fit(ReadOnlySpan<float> rows, int dimensions, int clusters, int seed = 0, int starts = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        int count = RowCount.OfFinite(rows, dimensions, nameof(rows));
        if (count < clusters)
        {
            throw new ArgumentException($"Expected at least {clusters} rows for as many clusters, but got {count}.", nameof(rows));
        }

        // A Random with a seed keeps its algorithm from version to version.
        var random = new Random(seed);
        KMeans? best = null;
        for (int start = 0; start < starts; start++)
        {
            KMeans found = Improve(rows, dimensions, Seed(rows, dimensions, clusters, random));
            best = best is null || found.SquaredError < best.SquaredError ? found : best;
        }

        return best!;
    }

    // Each centre is a row, drawn with probability proportional to its squared distance from the nearest centre before.
    private static double[] Seed(ReadOnlySpan<float> rows, int dimensions, int clusters, Random random)
    {
        int count = rows.Length / dimensions;
        var centres = new double[clusters * dimensions];
        var nearest = new double[count];
        Array.Fill(nearest, double.PositiveInfinity);
        int chosen = random.Next(count);
        for (int cluster = 0; cluster < clusters; cluster++)
        {
            Span<double> centre = centres.AsSpan(cluster * dimensions, dimensions);
            double sum = 0;
            for (int index = 0; index < dimensions; index++)
            {
                centre[index] = rows[(chosen * dimensions) + index];
            }

            for (int row = 0; row < count; row++)
            {
                nearest[row] = Math.Min(nearest[row], SquaredDistance(rows.Slice(row * dimensions, dimensions), centre));
                sum += nearest[row];
            }

            double draw = random.NextDouble() * sum;
            for (chosen = 0; chosen < count - 1 && (draw -= nearest[chosen]) >= 0; chosen++)
            {
            }
        }

        return centres;
    }

    private static KMeans Improve(ReadOnlySpan<float> rows, int dimensions, double[] centres)
    {
        var labels = new int[rows.Length / dimensions];
        Array.Fill(labels, -1);
        double error = 0;
        for (int round = 0; round < MostRounds && Assign(rows, dimensions, centres, labels, out error); round++)
        {
            MoveCentres(rows, dimensions, centres, labels);
        }

        return new KMeans(centres, labels, error);
    }

    // Whether a row has another centre than before.
    private static bool Assign(ReadOnlySpan<float> rows, int dimensions, double[] centres, int[] labels, out double error)
    {
        bool changed = false;
        error = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            int best = 0;
            double least = double.PositiveInfinity;
            for (int cluster = 0; cluster < centres.Length / dimensions; cluster++)
            {
                double distance = SquaredDistance(rows.Slice(row * dimensions, dimensions), centres.AsSpan(cluster * dimensions, dimensions));
                (least, best) = distance < least ? (distance, cluster) : (least, best);
            }

            error += least;
            changed |= labels[row] != best;
            labels[row] = best;
        }

        return changed;
    }

    // A centre without rows stays where it is.
    private static void MoveCentres(ReadOnlySpan<float> rows, int dimensions, double[] centres, int[] labels)
    {
        var sums = new double[centres.Length];
        var counts = new int[centres.Length / dimensions];
        for (int row = 0; row < labels.Length; row++)
        {
            counts[labels[row]]++;
            for (int index = 0; index < dimensions; index++)
            {
                sums[(labels[row] * dimensions) + index] += rows[(row * dimensions) + index];
            }
        }

        for (int place = 0; place < centres.Length; place++)
        {
            centres[place] = counts[place / dimensions] > 0 ? sums[place] / counts[place / dimensions] : centres[place];
        }
    }

    private static double SquaredDistance(ReadOnlySpan<float> row, ReadOnlySpan<double> centre)
    {
        double sum = 0;
        for (int index = 0; index < row.Length; index++)
        {
            double difference = row[index] - centre[index];
            sum += difference * difference;
        }

        return sum;
    }
}
