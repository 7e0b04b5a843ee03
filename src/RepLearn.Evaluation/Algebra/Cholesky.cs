namespace RepLearn.Evaluation;

/// <summary>The triangle <c>L</c> of a positive definite matrix <c>A = L Lᵀ</c> (Golub and Van Loan, <i>Matrix Computations</i>, 4.2).</summary>
internal sealed class Cholesky
{
    private readonly double[] _lower;
    private readonly int _size;

    private Cholesky(double[] lower, int size)
    {
        _lower = lower;
        _size = size;
    }

    /// <summary><c>ln det A</c></summary>
    public double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (int index = 0; index < _size; index++)
            {
                sum += 2 * Math.Log(_lower[(index * _size) + index]);
            }

            return sum;
        }
    }

    /// <summary>Factors a symmetric matrix; null if it is not positive definite to rounding.</summary>
    /// <param name="matrix">Row-major, size × size; the lower triangle is read.</param>
    /// <param name="size">Rows and columns.</param>
    public static Cholesky? TryFactor(ReadOnlySpan<double> matrix, int size)
    {
        var lower = new double[size * size];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double rest = matrix[(row * size) + column]
                    - VectorMath.Dot(lower.AsSpan(row * size, column), lower.AsSpan(column * size, column));
                if (column < row)
                {
                    lower[(row * size) + column] = rest / lower[(column * size) + column];
                }
                else if (rest > 1e-15 * Math.Abs(matrix[(row * size) + row]))
                {
                    lower[(row * size) + row] = Math.Sqrt(rest);
                }
                else
                {
                    return null;
                }
            }
        }

        return new Cholesky(lower, size);
    }

    /// <summary><c>vᵀ A⁻¹ v</c>; the vector is replaced by <c>L⁻¹ v</c>.</summary>
    public double SquaredNorm(Span<double> vector)
    {
        for (int row = 0; row < _size; row++)
        {
            vector[row] = (vector[row] - VectorMath.Dot(_lower.AsSpan(row * _size, row), vector[..row])) / _lower[(row * _size) + row];
        }

        return VectorMath.Dot(vector, vector);
    }
}
