namespace RepLearn.Data;

/// <summary>What follows the values of examples in memory.</summary>
/// <param name="Values">The same number of values for each example, example by example.</param>
/// <param name="AreNumbers">Whether there is one for each.</param>
internal readonly record struct MemoryColumns<T>(ReadOnlyMemory<T> Values, bool AreNumbers)
    where T : unmanaged
{
    /// <summary>Values per example.</summary>
    /// <exception cref="ArgumentException">There are none, or not the same number for each example.</exception>
    public int WidthOf(int rows) => Values.IsEmpty || Values.Length % rows != 0 || (AreNumbers && Values.Length != rows)
        ? throw new ArgumentException($"Expected {(AreNumbers ? "a class number" : "the same number of values")} for each of {rows} rows, but got {Values.Length}.", "columns")
        : Values.Length / rows;

    /// <summary>Writes each example's values into its row.</summary>
    /// <param name="rows">Examples.</param>
    /// <param name="target">The place in the first row.</param>
    /// <param name="stride">Distance between rows.</param>
    public void CopyTo(int rows, Span<T> target, int stride)
    {
        int width = Values.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            Values.Span.Slice(row * width, width).CopyTo(target[(row * stride)..]);
        }
    }
}
