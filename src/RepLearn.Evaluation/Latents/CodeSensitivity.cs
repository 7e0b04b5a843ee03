using RepLearn.Numerics.Random;

namespace RepLearn.Evaluation;

/// <summary>Encodes rows: <c>model.Encode</c>, or any other encoder whose code of a row does not depend on the other rows.</summary>
/// <param name="rows">Examples, one per row.</param>
/// <returns>One code per row.</returns>
public delegate float[] RowEncoder(ReadOnlySpan<float> rows);

/// <summary>
/// How codes move when their examples do, which contractive and denoising autoencoders keep small off the data's own directions (Rifai et al. 2011).
/// </summary>
public static class CodeSensitivity
{
    // Rows that are encoded at once, so that memory does not grow with the square of the width.
    private const int BlockRows = 256;

    /// <summary>
    /// The singular values of the encoder's Jacobian <c>∂z/∂x</c> at each example, largest first: how many directions of the data the code follows, and how strongly.
    /// By central differences, with an error proportional to the step squared, and of the encoder's rounding over the step.
    /// </summary>
    /// <param name="encode">The encoder; called from one thread, with 256 rows at most.</param>
    /// <param name="rows">Examples, one per row. Each is encoded twice per value.</param>
    /// <param name="width">Values in an example.</param>
    /// <param name="step">How far each value is moved either way; above 0.</param>
    /// <returns>One row per example, of as many values as the smaller of example and code has.</returns>
    /// <exception cref="ArgumentException">The length is wrong, a value is not finite, or the encoder returns another number of values than whole codes.</exception>
    public static double[] JacobianSpectrum(RowEncoder encode, ReadOnlySpan<float> rows, int width, double step = 0.01)
    {
        ArgumentNullException.ThrowIfNull(encode);
        ExpectAboveZero(step, nameof(step));
        int count = RowCount.OfFinite(rows, width, nameof(rows));
        var spectra = new List<double>();
        for (int row = 0; row < count; row++)
        {
            double[] jacobian = Differences(encode, rows.Slice(row * width, width), step);
            int codeWidth = jacobian.Length / width;

            // The fewer the rows the fewer the turns: its transpose has the same singular values.
            spectra.AddRange(codeWidth < width ? SingularValues.Of(Transposed(jacobian, codeWidth), width) : SingularValues.Of(jacobian, codeWidth));
        }

        return [.. spectra];
    }

    /// <summary>How far each code moves when normal noise is added to its example: <c>‖f(x + ε) − f(x)‖</c>, ε ~ N(0, σ² I).</summary>
    /// <param name="encode">The encoder.</param>
    /// <param name="rows">Examples, one per row.</param>
    /// <param name="width">Values in an example.</param>
    /// <param name="deviation">The noise's standard deviation σ; above 0.</param>
    /// <param name="seed">Decides the noise; the same seed gives the same noise for every encoder.</param>
    /// <returns>One distance per example, in the units of the code.</returns>
    /// <exception cref="ArgumentException">The length is wrong, a value is not finite, or the encoder returns another number of values than whole codes.</exception>
    public static double[] Movement(RowEncoder encode, ReadOnlySpan<float> rows, int width, double deviation, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(encode);
        ExpectAboveZero(deviation, nameof(deviation));
        int count = RowCount.OfFinite(rows, width, nameof(rows));
        float[] noisy = CorruptedRows.Gaussian(rows, width, deviation, new NoiseKey(seed, 0));
        float[] before = Encode(encode, rows, count);
        float[] after = Encode(encode, noisy, count);
        if (after.Length != before.Length)
        {
            throw new ArgumentException($"Expected an encoder of {before.Length / count} values for each row, but it gave {after.Length} for {count} rows.", nameof(encode));
        }

        var squares = new double[count];
        for (int place = 0; place < before.Length; place++)
        {
            double difference = (double)after[place] - before[place];
            squares[place / (before.Length / count)] += difference * difference;
        }

        return Array.ConvertAll(squares, Math.Sqrt);
    }

    // One row per value of the example: how each value of the code changes with it.
    private static double[] Differences(RowEncoder encode, ReadOnlySpan<float> example, double step)
    {
        int width = example.Length;
        double[] jacobian = [];
        for (int first = 0; first < width; first += BlockRows / 2)
        {
            int columns = Math.Min(BlockRows / 2, width - first);
            var moved = new float[2 * columns * width];
            for (int column = 0; column < columns; column++)
            {
                Span<float> up = moved.AsSpan(2 * column * width, width);
                Span<float> down = moved.AsSpan(((2 * column) + 1) * width, width);
                example.CopyTo(up);
                example.CopyTo(down);
                up[first + column] = (float)(example[first + column] + step);
                down[first + column] = (float)(example[first + column] - step);
            }

            float[] codes = Encode(encode, moved, 2 * columns);
            int codeWidth = codes.Length / (2 * columns);
            jacobian = jacobian.Length == 0 ? new double[width * codeWidth] : jacobian;
            if (jacobian.Length != width * codeWidth)
            {
                throw new ArgumentException($"Expected an encoder of {jacobian.Length / width} values for each row, but it gave {codeWidth}.", nameof(encode));
            }

            for (int place = 0; place < columns * codeWidth; place++)
            {
                (int column, int output) = Math.DivRem(place, codeWidth);

                // The step as it came out of rounding.
                double distance = (double)moved[(2 * column * width) + first + column] - moved[(((2 * column) + 1) * width) + first + column];
                double difference = (double)codes[(2 * column * codeWidth) + output] - codes[(((2 * column) + 1) * codeWidth) + output];
                jacobian[((first + column) * codeWidth) + output] = distance > 0
                    ? difference / distance
                    : throw new ArgumentException("Expected a step that moves each value, but one is too large for it.", nameof(step));
            }
        }

        return jacobian;
    }

    private static float[] Encode(RowEncoder encode, ReadOnlySpan<float> rows, int count)
    {
        float[] codes = encode(rows);
        return codes is { Length: > 0 } && codes.Length % count == 0
            ? codes
            : throw new ArgumentException($"Expected an encoder that gives one code for each of {count} rows, but it gave {codes?.Length ?? 0} values.", nameof(encode));
    }

    private static double[] Transposed(double[] matrix, int columns)
    {
        int rows = matrix.Length / columns;
        var transposed = new double[matrix.Length];
        for (int place = 0; place < matrix.Length; place++)
        {
            transposed[(place % columns * rows) + (place / columns)] = matrix[place];
        }

        return transposed;
    }

    private static void ExpectAboveZero(double value, string name)
    {
        if (!(value > 0) || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "Expected a finite number above 0.");
        }
    }
}
