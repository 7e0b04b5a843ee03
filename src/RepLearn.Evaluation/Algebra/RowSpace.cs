namespace RepLearn.Evaluation;

/// <summary>The span of some rows: an orthonormal basis, and the way there and back.</summary>
internal sealed class RowSpace
{
    // A residual below this share of a row's length is rounding: the row is in the span of those before it.
    private const double Dependent = 1e-10;

    private readonly double[] _basis;
    private readonly int _width;

    private RowSpace(double[] basis, int width)
    {
        _basis = basis;
        _width = width;
    }

    /// <summary>Orthonormal vectors, one per row.</summary>
    public ReadOnlySpan<double> Basis => _basis;

    /// <summary>Vectors in the basis; at least 1.</summary>
    public int Size => _basis.Length / _width;

    /// <summary>Finds the span by modified Gram–Schmidt, each row twice.</summary>
    /// <param name="rows">Row-major.</param>
    /// <param name="width">Values in a row.</param>
    public static RowSpace Of(ReadOnlySpan<double> rows, int width)
    {
        var basis = new double[rows.Length];
        int size = 0;
        for (int start = 0; start < rows.Length; start += width)
        {
            Span<double> vector = basis.AsSpan(size * width, width);
            rows.Slice(start, width).CopyTo(vector);
            double length = Math.Sqrt(VectorMath.Dot(vector, vector));
            for (int pass = 0; pass < 2; pass++)
            {
                for (int other = 0; other < size; other++)
                {
                    ReadOnlySpan<double> direction = basis.AsSpan(other * width, width);
                    VectorMath.AddScaled(-VectorMath.Dot(vector, direction), direction, vector);
                }
            }

            double rest = Math.Sqrt(VectorMath.Dot(vector, vector));
            if (rest > Dependent * length)
            {
                foreach (ref double value in vector)
                {
                    value /= rest;
                }

                size++;
            }
        }

        // Rows that are all zero span nothing; one axis keeps the sizes positive and changes no product.
        if (size == 0)
        {
            basis[0] = 1;
            size = 1;
        }

        return new RowSpace(basis[..(size * width)], width);
    }

    /// <summary>Each row's products with the basis.</summary>
    public double[] Coordinates(ReadOnlySpan<double> rows)
    {
        int count = rows.Length / _width;
        var coordinates = new double[count * Size];
        for (int index = 0; index < coordinates.Length; index++)
        {
            coordinates[index] = VectorMath.Dot(
                rows.Slice(index / Size * _width, _width), _basis.AsSpan(index % Size * _width, _width));
        }

        return coordinates;
    }

    /// <summary>The vectors that coordinates stand for.</summary>
    public double[] Expand(ReadOnlySpan<double> coordinates)
    {
        var vectors = new double[coordinates.Length / Size * _width];
        for (int index = 0; index < coordinates.Length; index++)
        {
            VectorMath.AddScaled(
                coordinates[index], _basis.AsSpan(index % Size * _width, _width), vectors.AsSpan(index / Size * _width, _width));
        }

        return vectors;
    }
}
