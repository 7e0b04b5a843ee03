namespace RepLearn.Evaluation;

/// <summary>
/// Singular values by one-sided Jacobi: rows are turned against each other until all are at right angles; then their lengths are the singular values, the
/// small ones as accurate as the large ones (Demmel and Veselić 1992).
/// </summary>
internal static class SingularValues
{
    private const int MostSweeps = 40;

    /// <summary>The singular values, one per row, largest first.</summary>
    /// <param name="vectors">The matrix, row by row; overwritten.</param>
    /// <param name="dimensions">Values in a row.</param>
    public static double[] Of(double[] vectors, int dimensions)
    {
        int count = vectors.Length / dimensions;
        bool turned = true;
        for (int sweep = 0; turned && sweep < MostSweeps; sweep++)
        {
            turned = false;
            for (int row = 0; row < count; row++)
            {
                for (int other = row + 1; other < count; other++)
                {
                    turned |= Orthogonalize(vectors.AsSpan(row * dimensions, dimensions), vectors.AsSpan(other * dimensions, dimensions));
                }
            }
        }

        IEnumerable<double> lengths = Enumerable.Range(0, count).Select(row =>
        {
            ReadOnlySpan<double> vector = vectors.AsSpan(row * dimensions, dimensions);
            return Math.Sqrt(VectorMath.Dot(vector, vector));
        });
        return [.. lengths.OrderDescending()];
    }

    private static bool Orthogonalize(Span<double> first, Span<double> second)
    {
        double product = VectorMath.Dot(first, second);
        double firstSquare = VectorMath.Dot(first, first);
        double secondSquare = VectorMath.Dot(second, second);
        if (Math.Abs(product) <= 1e-15 * Math.Sqrt(firstSquare * secondSquare))
        {
            return false;
        }

        // tan 2θ = 2 a·b / (b·b − a·a), the smaller root.
        double ratio = (secondSquare - firstSquare) / (2 * product);
        double tangent = Math.CopySign(1, ratio) / (Math.Abs(ratio) + double.Hypot(ratio, 1));
        double cosine = 1 / double.Hypot(tangent, 1);
        VectorMath.Rotate(cosine, cosine * tangent, first, second);
        return true;
    }
}
