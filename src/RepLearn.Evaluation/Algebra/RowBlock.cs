namespace RepLearn.Evaluation;

/// <summary>Work on rows that do not depend on each other, in blocks that do not depend on the number of threads.</summary>
internal static class RowBlock
{
    private const int Rows = 64;

    /// <summary>Calls the work with the first row of each block and the row past its last, on all of the machine's threads.</summary>
    /// <param name="count">Rows in all.</param>
    /// <param name="work">May write what belongs to its rows alone.</param>
    /// <param name="threads">At most so many threads; −1 for as many as there are.</param>
    /// <param name="rows">Rows in a block.</param>
    public static void ForEach(int count, Action<int, int> work, int threads = -1, int rows = Rows) =>
        Parallel.For(0, (count + rows - 1) / rows, new ParallelOptions { MaxDegreeOfParallelism = threads }, block => work(block * rows, Math.Min(count, (block + 1) * rows)));

    /// <summary>The same values in double.</summary>
    public static double[] Widen(ReadOnlySpan<float> values)
    {
        var widened = new double[values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            widened[index] = values[index];
        }

        return widened;
    }
}
