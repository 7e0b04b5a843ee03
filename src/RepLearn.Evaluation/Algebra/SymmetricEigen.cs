namespace RepLearn.Evaluation;

/// <summary>
/// All eigenvalues and eigenvectors of a symmetric matrix: Householder reduction to tridiagonal form, then implicit QL
/// with Wilkinson's shift (Bowdler, Martin, Reinsch and Wilkinson 1968; Golub and Van Loan, <i>Matrix Computations</i>, 8.3).
/// Eigenvectors are held as rows, so that every inner loop walks memory in order.
/// </summary>
internal sealed class SymmetricEigen
{
    private const int MostSweeps = 60;

    private SymmetricEigen(double[] values, double[] vectors)
    {
        Values = values;
        Vectors = vectors;
    }

    /// <summary>The eigenvalues, largest first.</summary>
    public double[] Values { get; }

    /// <summary>The eigenvectors in that order, one per row, of length 1.</summary>
    public double[] Vectors { get; }

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">Row-major, size × size, symmetric; not changed.</param>
    /// <param name="size">Rows and columns.</param>
    /// <exception cref="ArgumentException">The length is not size × size, or a value is not finite.</exception>
    public static SymmetricEigen Decompose(ReadOnlySpan<double> matrix, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (matrix.Length != size * size)
        {
            throw new ArgumentException($"Expected {size}×{size} values, but got {matrix.Length}.", nameof(matrix));
        }

        foreach (double value in matrix)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"Expected finite values, but got {value}.", nameof(matrix));
            }
        }

        double[] work = matrix.ToArray();
        var diagonal = new double[size];
        var offDiagonal = new double[size];
        double[] vectors = Tridiagonalize(work, size, diagonal, offDiagonal);
        Diagonalize(vectors, size, diagonal, offDiagonal);
        return Sorted(vectors, size, diagonal);
    }

    // A = Q T Qᵀ with Q = H₀ H₁ …, each H = I − β v vᵀ; v is kept in the row that it cleared. Returns Qᵀ.
    private static double[] Tridiagonalize(double[] matrix, int size, double[] diagonal, double[] offDiagonal)
    {
        var betas = new double[size];
        var products = new double[size];
        for (int step = 0; step < size - 1; step++)
        {
            int rest = size - step - 1;
            Span<double> v = matrix.AsSpan((step * size) + step + 1, rest);
            double norm = Math.Sqrt(VectorMath.Dot(v, v));
            diagonal[step] = matrix[(step * size) + step];
            if (norm == 0)
            {
                continue;
            }

            // The sign that avoids cancellation in v₀.
            double reflected = v[0] > 0 ? -norm : norm;
            offDiagonal[step] = reflected;
            v[0] -= reflected;
            double beta = 2 / VectorMath.Dot(v, v);
            betas[step] = beta;
            UpdateRest(matrix, size, step, beta, products.AsSpan(0, rest));
        }

        diagonal[size - 1] = matrix[^1];
        return AccumulateTransposed(matrix, size, betas);
    }

    // H A H = A − v wᵀ − w vᵀ with p = β A v and w = p − ½ β (p · v) v.
    private static void UpdateRest(double[] matrix, int size, int step, double beta, Span<double> w)
    {
        int first = step + 1;
        Span<double> v = matrix.AsSpan((step * size) + first, size - first);
        for (int row = 0; row < w.Length; row++)
        {
            w[row] = beta * VectorMath.Dot(matrix.AsSpan(((first + row) * size) + first, w.Length), v);
        }

        VectorMath.AddScaled(-0.5 * beta * VectorMath.Dot(w, v), v, w);
        for (int row = 0; row < w.Length; row++)
        {
            Span<double> target = matrix.AsSpan(((first + row) * size) + first, w.Length);
            VectorMath.AddScaled(-v[row], w, target);
            VectorMath.AddScaled(-w[row], v, target);
        }
    }

    private static double[] AccumulateTransposed(double[] reflectors, int size, double[] betas)
    {
        var q = new double[size * size];
        var sums = new double[size];
        for (int index = 0; index < size; index++)
        {
            q[(index * size) + index] = 1;
        }

        // From the last reflector to the first, each touches only what the later ones have filled.
        for (int step = size - 2; step >= 0; step--)
        {
            int first = step + 1;
            ReadOnlySpan<double> v = reflectors.AsSpan((step * size) + first, size - first);
            Span<double> sum = sums.AsSpan(0, v.Length);
            sum.Clear();
            for (int row = 0; row < v.Length; row++)
            {
                VectorMath.AddScaled(v[row], q.AsSpan(((first + row) * size) + first, v.Length), sum);
            }

            for (int row = 0; row < v.Length; row++)
            {
                VectorMath.AddScaled(-betas[step] * v[row], sum, q.AsSpan(((first + row) * size) + first, v.Length));
            }
        }

        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < row; column++)
            {
                (q[(row * size) + column], q[(column * size) + row]) = (q[(column * size) + row], q[(row * size) + column]);
            }
        }

        return q;
    }

    private static void Diagonalize(double[] vectors, int size, double[] diagonal, double[] offDiagonal)
    {
        double norm = 0;
        for (int index = 0; index < size; index++)
        {
            norm = Math.Max(norm, Math.Abs(diagonal[index]) + Math.Abs(offDiagonal[index]));
        }

        // Measured against the whole matrix, not its neighbours: constant inputs make runs of zero eigenvalues.
        double negligible = Math.BitIncrement(1.0) - 1.0;
        negligible *= norm;
        for (int start = 0; start < size; start++)
        {
            int sweep = 0;
            while (true)
            {
                int end = start;
                while (end < size - 1 && Math.Abs(offDiagonal[end]) > negligible)
                {
                    end++;
                }

                if (end == start)
                {
                    break;
                }

                if (++sweep > MostSweeps)
                {
                    throw new InvalidOperationException($"Eigenvalue {start} of {size} did not converge in {MostSweeps} sweeps.");
                }

                Sweep(vectors, size, diagonal, offDiagonal, start, end);
            }
        }
    }

    // One implicit QL step on the unreduced block start..end.
    private static void Sweep(double[] vectors, int size, double[] diagonal, double[] offDiagonal, int start, int end)
    {
        double ratio = (diagonal[start + 1] - diagonal[start]) / (2 * offDiagonal[start]);
        double root = double.Hypot(ratio, 1);
        double bulge = diagonal[end] - diagonal[start] + (offDiagonal[start] / (ratio + Math.CopySign(root, ratio)));
        double sine = 1;
        double cosine = 1;
        double shift = 0;
        for (int index = end - 1; index >= start; index--)
        {
            double f = sine * offDiagonal[index];
            double b = cosine * offDiagonal[index];
            double r = double.Hypot(f, bulge);
            offDiagonal[index + 1] = r;
            if (r == 0)
            {
                // The block falls apart here: undo the shift and let the caller look again.
                diagonal[index + 1] -= shift;
                offDiagonal[end] = 0;
                return;
            }

            sine = f / r;
            cosine = bulge / r;
            double difference = diagonal[index + 1] - shift;
            double turned = ((diagonal[index] - difference) * sine) + (2 * cosine * b);
            shift = sine * turned;
            diagonal[index + 1] = difference + shift;
            bulge = (cosine * turned) - b;
            VectorMath.Rotate(cosine, sine, vectors.AsSpan(index * size, size), vectors.AsSpan((index + 1) * size, size));
        }

        diagonal[start] -= shift;
        offDiagonal[start] = bulge;
        offDiagonal[end] = 0;
    }

    private static SymmetricEigen Sorted(double[] vectors, int size, double[] values)
    {
        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(index => values[index])];
        var sortedValues = new double[size];
        var sortedVectors = new double[size * size];
        for (int index = 0; index < size; index++)
        {
            sortedValues[index] = values[order[index]];
            vectors.AsSpan(order[index] * size, size).CopyTo(sortedVectors.AsSpan(index * size, size));
        }

        return new SymmetricEigen(sortedValues, sortedVectors);
    }
}
