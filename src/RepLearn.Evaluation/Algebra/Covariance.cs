namespace RepLearn.Evaluation;

/// <summary>Mean and covariance of rows, in double, with the same bits on any number of threads.</summary>
internal static class Covariance
{
    // Examples a block: whole vectors, and a block of 784 columns stays in the second cache.
    private const int BlockRows = 128;

    /// <summary>The mean of each column.</summary>
    public static double[] Mean(ReadOnlySpan<float> rows, int dimensions)
    {
        var mean = new double[dimensions];
        for (int start = 0; start < rows.Length; start += dimensions)
        {
            ReadOnlySpan<float> row = rows.Slice(start, dimensions);
            for (int column = 0; column < dimensions; column++)
            {
                mean[column] += row[column];
            }
        }

        int count = rows.Length / dimensions;
        for (int column = 0; column < dimensions; column++)
        {
            mean[column] /= count;
        }

        return mean;
    }

    /// <summary><c>Σ (x − mean)(x − mean)ᵀ / (count − 1)</c>, row-major, both triangles filled.</summary>
    public static double[] Of(ReadOnlySpan<float> rows, int dimensions, double[] mean)
    {
        int count = rows.Length / dimensions;

        // Columns in groups of four; those past the end stay zero.
        int padded = (dimensions + 3) / 4 * 4;
        var sums = new double[dimensions * padded];
        var block = new double[padded * BlockRows];
        for (int start = 0; start < count; start += BlockRows)
        {
            int blockCount = Math.Min(BlockRows, count - start);
            Transpose(rows.Slice(start * dimensions, blockCount * dimensions), dimensions, mean, block);
            Parallel.For(0, dimensions, row =>
            {
                ReadOnlySpan<double> values = block.AsSpan(row * BlockRows, BlockRows);
                for (int column = row / 4 * 4; column < padded; column += 4)
                {
                    VectorMath.AddDotOfFour(values, block.AsSpan(column * BlockRows, 4 * BlockRows), sums.AsSpan((row * padded) + column, 4));
                }
            });
        }

        var covariance = new double[dimensions * dimensions];
        for (int row = 0; row < dimensions; row++)
        {
            for (int column = row; column < dimensions; column++)
            {
                double value = sums[(row * padded) + column] / (count - 1);
                covariance[(row * dimensions) + column] = value;
                covariance[(column * dimensions) + row] = value;
            }
        }

        return covariance;
    }

    private static void Transpose(ReadOnlySpan<float> rows, int dimensions, double[] mean, double[] block)
    {
        int count = rows.Length / dimensions;
        for (int column = 0; column < dimensions; column++)
        {
            Span<double> target = block.AsSpan(column * BlockRows, BlockRows);
            for (int row = 0; row < count; row++)
            {
                target[row] = rows[(row * dimensions) + column] - mean[column];
            }

            target[count..].Clear();
        }
    }
}
