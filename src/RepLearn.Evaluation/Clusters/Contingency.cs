namespace RepLearn.Evaluation;

/// <summary>How often each pair of values occurs in two columns of whole numbers, with the entropies in nats.</summary>
internal sealed class Contingency
{
    /// <exception cref="ArgumentException">There are no rows, or the lengths differ.</exception>
    public Contingency(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        if (first.IsEmpty || first.Length != second.Length)
        {
            throw new ArgumentException($"Expected two groups for each row, at least one row, but got {first.Length} and {second.Length} numbers.", nameof(second));
        }

        Rows = first.Length;
        int[] firstPlaces = Places(first, out long[] firstCounts);
        int[] secondPlaces = Places(second, out long[] secondCounts);
        First = firstCounts;
        Second = secondCounts;
        for (int row = 0; row < Rows; row++)
        {
            (int, int) cell = (firstPlaces[row], secondPlaces[row]);
            Cells[cell] = Cells.GetValueOrDefault(cell) + 1;
        }
    }

    public int Rows { get; }

    /// <summary>Rows of each value of the first column, in the order of the values.</summary>
    public long[] First { get; }

    /// <summary>Rows of each value of the second column, in the order of the values.</summary>
    public long[] Second { get; }

    /// <summary>Rows of each pair that occurs.</summary>
    public SortedDictionary<(int First, int Second), long> Cells { get; } = [];

    public double FirstEntropy => Entropy(First);

    public double SecondEntropy => Entropy(Second);

    /// <summary><c>Σ p(u, v) ln(p(u, v) / (p(u) p(v)))</c>, never below 0.</summary>
    public double MutualInformation
    {
        get
        {
            double sum = 0;
            foreach (((int first, int second), long count) in Cells)
            {
                sum += (double)count / Rows * Math.Log((double)count * Rows / ((double)First[first] * Second[second]));
            }

            return Math.Max(sum, 0);
        }
    }

    private double Entropy(long[] counts) => -counts.Sum(count => (double)count / Rows * Math.Log((double)count / Rows));

    private static int[] Places(ReadOnlySpan<int> values, out long[] counts)
    {
        int[] sorted = [.. values];
        Array.Sort(sorted);
        int[] distinct = [.. sorted.Distinct()];
        var places = new int[values.Length];
        counts = new long[distinct.Length];
        for (int row = 0; row < values.Length; row++)
        {
            places[row] = Array.BinarySearch(distinct, values[row]);
            counts[places[row]]++;
        }

        return places;
    }
}
