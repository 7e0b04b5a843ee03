namespace RepLearn.Evaluation;

/// <summary>
/// Principal component analysis: the linear code of a given size with the least squared error. Fitted by an exact
/// eigendecomposition of the covariance in double, which is divided by the number of rows less one, or, for wide rows, by <see cref="FitRandomized"/>.
/// </summary>
public sealed partial class Pca
{
    private readonly double[] _mean;
    private readonly double[] _basis;
    private readonly double[] _variances;

    private Pca(double[] mean, double[] basis, double[] variances, double totalVariance)
    {
        _mean = mean;
        _basis = basis;

        // Rounding can leave a variance of zero a little below it.
        _variances = Array.ConvertAll(variances, value => Math.Max(value, 0));
        TotalVariance = totalVariance;
        for (int start = 0; start < basis.Length; start += mean.Length)
        {
            FixSign(basis.AsSpan(start, mean.Length));
        }
    }

    /// <summary>Values in an example.</summary>
    public int Dimensions => _mean.Length;

    /// <summary>Values in a code.</summary>
    public int Components => _variances.Length;

    /// <summary>The mean of each value.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>
    /// The principal directions, one per row of <see cref="Dimensions"/> values, orthonormal, the one with most variance
    /// first. The sign is chosen so that the entry of largest magnitude is positive.
    /// </summary>
    public ReadOnlySpan<double> Basis => _basis;

    /// <summary>The variance along each direction.</summary>
    public ReadOnlySpan<double> ExplainedVariance => _variances;

    /// <summary>The sum of the variances of all values.</summary>
    public double TotalVariance { get; }

    /// <summary>The share of <see cref="TotalVariance"/> that all components together explain; 1 if there is no variance.</summary>
    public double ExplainedShare => TotalVariance > 0 ? _variances.Sum() / TotalVariance : 1;

    /// <summary>Finds the principal directions of rows.</summary>
    /// <param name="rows">Examples, one per row; at least two.</param>
    /// <param name="dimensions">Values in an example.</param>
    /// <param name="components">Directions to keep; at most <paramref name="dimensions"/>.</param>
    /// <exception cref="ArgumentException">The length is wrong, there are fewer than two rows, or a value is not finite.</exception>
    public static Pca Fit(ReadOnlySpan<float> rows, int dimensions, int components)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, dimensions);
        RowCount.ExpectRoom(dimensions, dimensions, nameof(dimensions));
        if (RowCount.OfFinite(rows, dimensions, nameof(rows)) < 2)
        {
            throw new ArgumentException("Expected at least two rows, since one has no variance, but got one.", nameof(rows));
        }

        double[] mean = Covariance.Mean(rows, dimensions);
        double[] covariance = Covariance.Of(rows, dimensions, mean);
        double totalVariance = 0;
        for (int index = 0; index < dimensions; index++)
        {
            totalVariance += covariance[(index * dimensions) + index];
        }

        SymmetricEigen eigen = SymmetricEigen.Decompose(covariance, dimensions);
        return new Pca(mean, eigen.Vectors[..(components * dimensions)], eigen.Values[..components], totalVariance);
    }

    /// <summary>The codes of rows: <c>(x − mean) · direction</c> for each direction.</summary>
    /// <param name="rows">Examples, one per row.</param>
    /// <returns>One code per row.</returns>
    public float[] Transform(ReadOnlySpan<float> rows)
    {
        int count = RowCount.Of(rows.Length, Dimensions, nameof(rows));
        RowCount.ExpectRoom(count, Components, nameof(rows));
        var codes = new float[count * Components];
        var centred = new double[Dimensions];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < Dimensions; column++)
            {
                centred[column] = rows[(row * Dimensions) + column] - _mean[column];
            }

            for (int component = 0; component < Components; component++)
            {
                codes[(row * Components) + component] = (float)VectorMath.Dot(centred, Direction(component));
            }
        }

        return codes;
    }

    /// <summary>The examples of codes: <c>mean + Σ code · direction</c>.</summary>
    /// <param name="codes">Codes, one per row.</param>
    /// <returns>One example per row.</returns>
    public float[] InverseTransform(ReadOnlySpan<float> codes)
    {
        int count = RowCount.Of(codes.Length, Components, nameof(codes));
        RowCount.ExpectRoom(count, Dimensions, nameof(codes));
        var rows = new float[count * Dimensions];
        var sum = new double[Dimensions];
        for (int row = 0; row < count; row++)
        {
            _mean.CopyTo(sum, 0);
            for (int component = 0; component < Components; component++)
            {
                VectorMath.AddScaled(codes[(row * Components) + component], Direction(component), sum);
            }

            for (int column = 0; column < Dimensions; column++)
            {
                rows[(row * Dimensions) + column] = (float)sum[column];
            }
        }

        return rows;
    }

    /// <summary>Each row, reconstructed from its code: <see cref="InverseTransform"/> of <see cref="Transform"/>.</summary>
    /// <param name="rows">Examples, one per row.</param>
    public float[] Reconstruct(ReadOnlySpan<float> rows) => InverseTransform(Transform(rows));

    private ReadOnlySpan<double> Direction(int component) => _basis.AsSpan(component * Dimensions, Dimensions);

    private static void FixSign(Span<double> direction)
    {
        double largest = 0;
        foreach (double value in direction)
        {
            largest = Math.Abs(value) > Math.Abs(largest) ? value : largest;
        }

        if (largest < 0)
        {
            for (int index = 0; index < direction.Length; index++)
            {
                direction[index] = -direction[index];
            }
        }
    }
}
