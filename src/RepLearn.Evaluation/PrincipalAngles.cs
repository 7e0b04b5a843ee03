namespace RepLearn.Evaluation;

/// <summary>
/// Angles between two subspaces: 0 where they share a direction, π/2 where one is at right angles to the other. Small
/// angles are taken from sines and large ones from cosines, each where it is accurate (Björck and Golub 1973).
/// </summary>
public static class PrincipalAngles
{
    /// <summary>The angles between the spans of two sets of vectors.</summary>
    /// <param name="first">Vectors, one per row; linearly independent.</param>
    /// <param name="second">Vectors, one per row; linearly independent.</param>
    /// <param name="dimensions">Values in a vector.</param>
    /// <returns>The angles in radians, one per dimension of the smaller subspace, the smallest first.</returns>
    /// <exception cref="ArgumentException">A length is wrong, or a set's vectors depend on each other.</exception>
    public static double[] Between(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        double[] larger = Orthonormal(first, dimensions, nameof(first));
        double[] smaller = Orthonormal(second, dimensions, nameof(second));
        if (larger.Length < smaller.Length)
        {
            (larger, smaller) = (smaller, larger);
        }

        int count = smaller.Length / dimensions;
        double[] projected = new double[smaller.Length];
        double[] rest = (double[])smaller.Clone();
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<double> vector = smaller.AsSpan(row * dimensions, dimensions);
            for (int start = 0; start < larger.Length; start += dimensions)
            {
                ReadOnlySpan<double> direction = larger.AsSpan(start, dimensions);
                double along = VectorMath.Dot(vector, direction);
                VectorMath.AddScaled(along, direction, projected.AsSpan(row * dimensions, dimensions));
                VectorMath.AddScaled(-along, direction, rest.AsSpan(row * dimensions, dimensions));
            }
        }

        // Singular values of the projections are cosines, those of the residuals are sines.
        double[] cosines = SingularValues.Of(projected, dimensions);
        double[] sines = SingularValues.Of(rest, dimensions);
        var angles = new double[count];
        for (int index = 0; index < count; index++)
        {
            double sine = sines[count - 1 - index];
            angles[index] = sine * sine < 0.5 ? Math.Asin(sine) : Math.Acos(Math.Min(cosines[index], 1));
        }

        return angles;
    }

    /// <inheritdoc cref="Between(ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>
    public static double[] Between(ReadOnlySpan<float> first, ReadOnlySpan<double> second, int dimensions)
    {
        var widened = new double[first.Length];
        for (int index = 0; index < first.Length; index++)
        {
            widened[index] = first[index];
        }

        return Between(widened, second, dimensions);
    }

    private static double[] Orthonormal(ReadOnlySpan<double> vectors, int dimensions, string name)
    {
        int count = RowCount.Of(vectors.Length, dimensions, name);
        RowSpace space = RowSpace.Of(vectors, dimensions);
        return space.Size == count
            ? space.Basis.ToArray()
            : throw new ArgumentException($"Expected {count} linearly independent vectors, but they span only {space.Size} dimensions.", name);
    }
}
