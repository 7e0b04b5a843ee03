namespace RepLearn.Data;

/// <summary>Rows of numbers, all of one width.</summary>
/// <param name="Values">All values, row by row: a whole number of rows.</param>
/// <param name="Columns">Values in a row, at least 1.</param>
/// <param name="Header">The columns' names; empty if the table has none.</param>
/// <exception cref="ArgumentException">The values are no whole number of rows, or a row has no columns.</exception>
public sealed record NumericTable(ReadOnlyMemory<double> Values, int Columns, IReadOnlyList<string> Header)
{
    /// <summary>All values, row by row.</summary>
    public ReadOnlyMemory<double> Values { get; } = Columns > 0 && Values.Length % Columns == 0
        ? Values
        : throw new ArgumentException(FormattableString.Invariant(
            $"Expected values of whole rows of at least one column, but got {Values.Length} values in rows of {Columns}."), nameof(Columns));

    /// <summary>Values in a row.</summary>
    public int Columns { get; } = Columns;

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
