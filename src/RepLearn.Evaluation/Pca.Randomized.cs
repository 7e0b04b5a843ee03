using RepLearn.Numerics.Random;

namespace RepLearn.Evaluation;

public sealed partial class Pca
{
    // Rows that are widened at once.
    private const int BlockRows = 128;

    /// <summary>
    /// Finds the first principal directions of wide rows without their covariance: randomised subspace iteration (Halko, Martinsson and Tropp 2011,
    /// algorithms 4.4 and 5.3). Random directions, some more than components, are multiplied by the covariance, which only reads the rows, and made orthonormal,
    /// some times over; the directions of most variance in their span are taken. Time and memory grow in proportion to the width. Directions whose
    /// variances stand out are exact to rounding; among others of nearly equal variance it finds some with nearly the most.
    /// </summary>
    /// <param name="rows">Examples, one per row; at least two.</param>
    /// <param name="dimensions">Values in an example.</param>
    /// <param name="components">Directions to keep; at most <paramref name="dimensions"/>.</param>
    /// <param name="seed">Decides the random directions; the same seed gives the same bits at any number of threads.</param>
    /// <param name="iterations">Products with the covariance, at least 1; more are more exact.</param>
    /// <param name="oversampling">Directions beside the components, at least 0; more are more exact.</param>
    /// <exception cref="ArgumentException">The length is wrong, there are fewer than two rows, or a value is not finite.</exception>
    public static Pca FitRandomized(ReadOnlySpan<float> rows, int dimensions, int components, ulong seed = 0, int iterations = 6, int oversampling = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, dimensions);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(oversampling);
        int count = RowCount.OfFinite(rows, dimensions, nameof(rows));
        if (count < 2)
        {
            throw new ArgumentException("Expected at least two rows, since one has no variance, but got one.", nameof(rows));
        }

        int size = (int)Math.Min(dimensions, (long)components + oversampling);
        RowCount.ExpectRoom(size, dimensions, nameof(dimensions));
        double[] mean = Covariance.Mean(rows, dimensions);
        var directions = new double[size * dimensions];
        for (int direction = 0; direction < size; direction++)
        {
            Noise.Normal(new NoiseKey(seed, 0), 0, direction, directions.AsSpan(direction * dimensions, dimensions));
        }

        RowSpace space = RowSpace.Of(directions, dimensions);
        double[] products = [];
        double totalVariance = 0;
        for (int iteration = 0; iteration <= iterations; iteration++)
        {
            space = iteration == 0 ? space : RowSpace.Of(products, dimensions);
            (products, totalVariance) = Multiply(rows, mean, space.Basis.ToArray());
        }

        // The covariance within the span, and its directions of most variance (Rayleigh and Ritz).
        int found = space.Size;
        var within = new double[found * found];
        for (int place = 0; place < within.Length; place++)
        {
            within[place] = VectorMath.Dot(space.Basis.Slice(place / found * dimensions, dimensions), products.AsSpan(place % found * dimensions, dimensions));
        }

        SymmetricEigen eigen = SymmetricEigen.Decompose(Symmetric(within, found), found);
        int kept = Math.Min(components, found);
        return new Pca(mean, Filled(space.Expand(eigen.Vectors[..(kept * found)]), dimensions, components), [.. eigen.Values[..kept], .. new double[components - kept]], totalVariance);
    }

    // Products of directions, one per row, with the covariance, and the sum of its diagonal.
    private static (double[] Products, double TotalVariance) Multiply(ReadOnlySpan<float> rows, double[] mean, double[] directions)
    {
        int dimensions = mean.Length;
        int count = rows.Length / dimensions;
        double total = 0;
        var products = new double[directions.Length];
        var block = new double[Math.Min(count, BlockRows) * dimensions];
        for (int start = 0; start < count; start += BlockRows)
        {
            int blockCount = Math.Min(BlockRows, count - start);
            for (int place = 0; place < blockCount * dimensions; place++)
            {
                block[place] = rows[(start * dimensions) + place] - mean[place % dimensions];
            }

            ReadOnlySpan<double> values = block.AsSpan(0, blockCount * dimensions);
            total += VectorMath.Dot(values, values);
            Parallel.For(0, directions.Length / dimensions, direction =>
            {
                Span<double> product = products.AsSpan(direction * dimensions, dimensions);
                for (int row = 0; row < blockCount; row++)
                {
                    ReadOnlySpan<double> example = block.AsSpan(row * dimensions, dimensions);
                    VectorMath.AddScaled(VectorMath.Dot(example, directions.AsSpan(direction * dimensions, dimensions)) / (count - 1), example, product);
                }
            });
        }

        return (products, total / (count - 1));
    }

    private static double[] Symmetric(double[] matrix, int size) =>
        [.. matrix.Select((value, place) => (value + matrix[(place % size * size) + (place / size)]) / 2)];

    // Rows of few dimensions have no variance along further directions: any that are orthonormal complete the basis.
    private static double[] Filled(double[] basis, int dimensions, int components)
    {
        if (basis.Length == components * dimensions)
        {
            return basis;
        }

        var axes = new double[dimensions * dimensions];
        for (int axis = 0; axis < dimensions; axis++)
        {
            axes[(axis * dimensions) + axis] = 1;
        }

        return RowSpace.Of([.. basis, .. axes], dimensions).Basis[..(components * dimensions)].ToArray();
    }
}
