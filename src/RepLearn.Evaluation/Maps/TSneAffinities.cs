namespace RepLearn.Evaluation;

/// <summary>
/// The probabilities p(i, j) that t-SNE keeps: the mean of p(j | i) and p(i | j) over the number of rows, where p(j | i) ∝ exp(−β ‖xᵢ − xⱼ‖²) over the
/// 3 · perplexity nearest rows, and β gives row i an entropy of ln perplexity. Symmetric, and stored by rows.
/// </summary>
internal sealed class TSneAffinities
{
    private const double NeighboursPerPerplexity = 3;

    private readonly int[] _starts;
    private readonly int[] _places;
    private readonly double[] _values;

    private TSneAffinities(int[] starts, int[] places, double[] values)
    {
        _starts = starts;
        _places = places;
        _values = values;
    }

    public int Count => _starts.Length - 1;

    /// <summary>The rows that a row has a probability with, in their order; never itself.</summary>
    public ReadOnlySpan<int> Places(int row) => _places.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    /// <summary>These probabilities.</summary>
    public ReadOnlySpan<double> Values(int row) => _values.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    public static TSneAffinities Of(ReadOnlySpan<float> rows, int dimensions, double perplexity, int threads = -1, Action<int>? searched = null)
    {
        int count = rows.Length / dimensions;
        int neighbours = Math.Min(count - 1, (int)Math.Ceiling(NeighboursPerPerplexity * perplexity));
        RowCount.ExpectRoom(count, 2 * neighbours, nameof(rows));
        NearestRows nearest = NearestRows.OthersOf(new PaddedRows(rows, dimensions), neighbours, threads, searched);
        var given = new double[count * neighbours];
        RowBlock.ForEach(
            count,
            (first, last) =>
            {
                for (int row = first; row < last; row++)
                {
                    Condition(nearest.Distances(row), given.AsSpan(row * neighbours, neighbours), Math.Log(perplexity));
                }
            },
            threads);
        return Symmetric(nearest, given, count, neighbours);
    }

    // Turns squared distances into probabilities of the wanted entropy by bisection of β.
    private static void Condition(ReadOnlySpan<double> squares, Span<double> given, double entropy)
    {
        const int Steps = 64;
        const double Close = 1e-10;
        double low = 0;
        double high = double.PositiveInfinity;
        double beta = 1;
        for (int step = 0; step < Steps; step++)
        {
            double sum = 0;
            double weighted = 0;
            for (int other = 0; other < squares.Length; other++)
            {
                // Distances from the nearest row: a sum of exponentials that cannot vanish.
                double excess = squares[other] - squares[0];
                given[other] = Math.Exp(-beta * excess);
                sum += given[other];
                weighted += given[other] * excess;
            }

            foreach (ref double value in given)
            {
                value /= sum;
            }

            double difference = Math.Log(sum) + (beta * weighted / sum) - entropy;
            if (Math.Abs(difference) < Close)
            {
                return;
            }

            (low, high) = difference > 0 ? (beta, high) : (low, beta);
            beta = double.IsPositiveInfinity(high) ? 2 * beta : (low + high) / 2;
        }
    }

    private static TSneAffinities Symmetric(NearestRows nearest, double[] given, int count, int neighbours)
    {
        var starts = new int[count + 1];
        for (int row = 0; row < count; row++)
        {
            foreach (int place in nearest.Places(row))
            {
                starts[row + 1]++;
                starts[place + 1]++;
            }
        }

        for (int row = 0; row < count; row++)
        {
            starts[row + 1] += starts[row];
        }

        var places = new int[starts[count]];
        var values = new double[starts[count]];
        int[] ends = starts[..count];
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<int> others = nearest.Places(row);
            for (int other = 0; other < neighbours; other++)
            {
                double half = given[(row * neighbours) + other] / (2.0 * count);
                Append(row, others[other], half);
                Append(others[other], row, half);
            }
        }

        return Merged(starts, places, values);

        void Append(int row, int place, double value)
        {
            places[ends[row]] = place;
            values[ends[row]++] = value;
        }
    }

    // Two rows that are each other's neighbours have two entries: one sum.
    private static TSneAffinities Merged(int[] starts, int[] places, double[] values)
    {
        var merged = new int[starts.Length];
        int end = 0;
        for (int row = 0; row < starts.Length - 1; row++)
        {
            int start = starts[row];
            int length = starts[row + 1] - start;
            Array.Sort(places, values, start, length);
            for (int place = start; place < start + length; place++)
            {
                if (end > merged[row] && places[end - 1] == places[place])
                {
                    values[end - 1] += values[place];
                }
                else
                {
                    (places[end], values[end]) = (places[place], values[place]);
                    end++;
                }
            }

            merged[row + 1] = end;
        }

        return new TSneAffinities(merged, places[..end], values[..end]);
    }
}
