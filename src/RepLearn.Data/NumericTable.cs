namespace RepLearn.Data;

/// <summary>Rows of numbers, all of one width.</summary>
/// <param name="Values">All values, row by row.</param>
/// <param name="Columns">Values in a row.</param>
/// <param name="Header">The columns' names; empty if the table has none.</param>
public sealed record NumericTable(ReadOnlyMemory<double> Values, int Columns, IReadOnlyList<string> Header)
{
    /// <summary>Number of rows.</summary>
    public int Rows => Values.Length / Columns;

    /// <summary>The values of one row.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<double> Row(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Rows);
        return Values.Span.Slice(index * Columns, Columns);
    }
}
