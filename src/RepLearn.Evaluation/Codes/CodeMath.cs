namespace RepLearn.Evaluation;

/// <summary>Arithmetic on codes: what lies between two of them, what a set of them has in common, and what changes along a direction.</summary>
public static class CodeMath
{
    /// <summary>How far two codes are from each other.</summary>
    /// <param name="first">A code.</param>
    /// <param name="second">A code of the same size.</param>
    /// <param name="distance">The measure.</param>
    /// <exception cref="ArgumentException">The lengths differ, a value is not finite, or a code of zeros has no cosine.</exception>
    public static double Distance(ReadOnlySpan<float> first, ReadOnlySpan<float> second, CodeDistance distance = CodeDistance.Euclidean)
    {
        ExpectPair(first, second, nameof(second));
        return NearestRows.Find(first, second, first.Length, 1, distance).Distances(0)[0];
    }

    /// <summary>Codes on the straight line between two: <c>(1 − t) a + t b</c>, t from 0 to 1 in equal steps.</summary>
    /// <param name="first">Where it starts.</param>
    /// <param name="second">Where it ends; of the same size.</param>
    /// <param name="count">How many codes, both ends among them; at least 2.</param>
    /// <returns>One code per row, to be decoded as they are.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not finite.</exception>
    public static float[] Interpolate(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int count) => Between(first, second, count, angle: 0);

    /// <summary>
    /// Codes on the arc between two (Shoemake 1985): <c>sin((1 − t) ω) / sin ω · a + sin(t ω) / sin ω · b</c>, where ω is the angle between them. Codes of a normal prior
    /// in many dimensions lie near a sphere, and so does the arc, while the straight line passes through codes that the decoder has never seen (White 2016).
    /// Where both point the same way it is the straight line.
    /// </summary>
    /// <inheritdoc cref="Interpolate"/>
    /// <exception cref="ArgumentException">The lengths differ, a value is not finite, a code is all zeros, or the codes point opposite ways, so that no arc is shortest.</exception>
    public static float[] InterpolateArc(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int count)
    {
        ExpectPair(first, second, nameof(second));
        double[] a = Unit(first, nameof(first));
        double[] b = Unit(second, nameof(second));
        double difference = 0;
        double sum = 0;
        for (int index = 0; index < a.Length; index++)
        {
            difference += (a[index] - b[index]) * (a[index] - b[index]);
            sum += (a[index] + b[index]) * (a[index] + b[index]);
        }

        // Accurate at small angles and at large ones (Kahan).
        double angle = 2 * Math.Atan2(Math.Sqrt(difference), Math.Sqrt(sum));
        return Math.PI - angle > 1e-6
            ? Between(first, second, count, angle)
            : throw new ArgumentException("Expected codes with one shortest arc between them, but they point opposite ways.", nameof(second));
    }

    /// <summary>The mean of codes.</summary>
    /// <param name="codes">Codes, one per row; at least one.</param>
    /// <param name="width">Values in a code.</param>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite.</exception>
    public static float[] Mean(ReadOnlySpan<float> codes, int width)
    {
        RowCount.OfFinite(codes, width, nameof(codes));
        return Narrow(Covariance.Mean(codes, width));
    }

    /// <summary>The mean of some codes less the mean of others: the direction of what the first have and the second lack (Larsen et al. 2016).</summary>
    /// <param name="with">Codes that have it, one per row.</param>
    /// <param name="without">Codes that lack it, one per row.</param>
    /// <param name="width">Values in a code.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a value is not finite.</exception>
    public static float[] Direction(ReadOnlySpan<float> with, ReadOnlySpan<float> without, int width)
    {
        RowCount.OfFinite(with, width, nameof(with));
        RowCount.OfFinite(without, width, nameof(without));
        double[] direction = Covariance.Mean(with, width);
        VectorMath.AddScaled(-1, Covariance.Mean(without, width), direction);
        return Narrow(direction);
    }

    /// <summary>Codes moved along a direction: <c>z + amount · v</c>. An amount of 1 and −1 add and subtract.</summary>
    /// <param name="codes">Codes, one per row.</param>
    /// <param name="direction">The direction, whose length counts.</param>
    /// <param name="amount">How far.</param>
    /// <returns>One code per row.</returns>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite.</exception>
    public static float[] Move(ReadOnlySpan<float> codes, ReadOnlySpan<float> direction, double amount)
    {
        RowCount.OfFinite(codes, direction.Length, nameof(codes));
        RowCount.OfFinite(direction, direction.Length, nameof(direction));
        if (!double.IsFinite(amount))
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "Expected a finite number.");
        }

        var moved = new float[codes.Length];
        for (int place = 0; place < moved.Length; place++)
        {
            moved[place] = (float)(codes[place] + (amount * direction[place % direction.Length]));
        }

        return moved;
    }

    /// <summary>How far codes lie along a direction: <c>z · v / ‖v‖</c>.</summary>
    /// <param name="codes">Codes, one per row.</param>
    /// <param name="direction">The direction, whose length does not count.</param>
    /// <returns>One coordinate per code, in the units of the codes.</returns>
    /// <exception cref="ArgumentException">The length is wrong, a value is not finite, or the direction is all zeros.</exception>
    public static double[] Project(ReadOnlySpan<float> codes, ReadOnlySpan<float> direction)
    {
        int count = RowCount.OfFinite(codes, direction.Length, nameof(codes));
        double[] unit = Unit(direction, nameof(direction));
        var coordinates = new double[count];
        for (int row = 0; row < count; row++)
        {
            coordinates[row] = VectorMath.Dot(RowBlock.Widen(codes.Slice(row * unit.Length, unit.Length)), unit);
        }

        return coordinates;
    }

    /// <summary>Codes without their part along a direction: <c>z − (z · v / ‖v‖²) v</c>.</summary>
    /// <returns>One code per row.</returns>
    /// <inheritdoc cref="Project"/>
    public static float[] Remove(ReadOnlySpan<float> codes, ReadOnlySpan<float> direction)
    {
        double[] coordinates = Project(codes, direction);
        double[] unit = Unit(direction, nameof(direction));
        var rest = new float[codes.Length];
        for (int place = 0; place < rest.Length; place++)
        {
            rest[place] = (float)(codes[place] - (coordinates[place / unit.Length] * unit[place % unit.Length]));
        }

        return rest;
    }

    private static float[] Between(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int count, double angle)
    {
        ExpectPair(first, second, nameof(second));
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        RowCount.ExpectRoom(count, first.Length, nameof(count));
        var codes = new float[count * first.Length];
        for (int place = 0; place < codes.Length; place++)
        {
            // Below this angle sines are the angles to rounding.
            double share = (double)(place / first.Length) / (count - 1);
            (double start, double end) = angle < 1e-8
                ? (1 - share, share)
                : (Math.Sin((1 - share) * angle) / Math.Sin(angle), Math.Sin(share * angle) / Math.Sin(angle));
            codes[place] = (float)((start * first[place % first.Length]) + (end * second[place % first.Length]));
        }

        return codes;
    }

    private static void ExpectPair(ReadOnlySpan<float> first, ReadOnlySpan<float> second, string name)
    {
        RowCount.OfFinite(first, Math.Max(1, first.Length), nameof(first));
        RowCount.OfFinite(second, Math.Max(1, second.Length), name);
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"Expected a code of {first.Length} values, but got {second.Length}.", name);
        }
    }

    private static double[] Unit(ReadOnlySpan<float> code, string name)
    {
        RowCount.OfFinite(code, Math.Max(1, code.Length), name);
        double[] unit = RowBlock.Widen(code);
        double length = Math.Sqrt(VectorMath.Dot(unit, unit));
        return length > 0
            ? Array.ConvertAll(unit, value => value / length)
            : throw new ArgumentException("Expected a direction, but all its values are 0.", name);
    }

    private static float[] Narrow(double[] values) => Array.ConvertAll(values, value => (float)value);
}
