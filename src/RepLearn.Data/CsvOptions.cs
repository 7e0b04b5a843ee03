using System.Collections.ObjectModel;
using System.Globalization;

namespace RepLearn.Data;

/// <summary>How <see cref="CsvTable"/> reads a table.</summary>
public sealed record CsvOptions
{
    private static readonly NumberFormatInfo s_comma = new() { NumberDecimalSeparator = "," };

    /// <summary>
    /// Whether the first row has the columns' names. If not given: where a column is given by name, or where the first row has a field that
    /// is no number in a column of numbers.
    /// </summary>
    public bool? HasHeader { get; init; }

    /// <summary>
    /// What separates columns: <c>,</c>, <c>;</c>, <c>|</c> or a tab. Detected from the first row if not given or, with <see cref="DecimalComma"/>, <c>;</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is another character.</exception>
    public char? Separator
    {
        get;
        init => field = value is null or ',' or ';' or '\t' or '|'
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Separator), value, "Expected a comma, a semicolon, a tab or a vertical bar.");
    }

    /// <summary>
    /// Whether numbers have a decimal comma, as spreadsheets write them in much of Europe. Where commas separate columns as well, such numbers are quoted.
    /// </summary>
    public bool DecimalComma { get; init; }

    /// <summary>The column of class labels, texts or numbers; none if not given.</summary>
    public CsvColumn? Label { get; init; }

    /// <summary>Columns whose values are categories. Each becomes as many columns as it has categories, 1 where a row has that category and 0 elsewhere.</summary>
    public IReadOnlyList<CsvColumn> Categorical { get; init; } = [];

    /// <summary>How categories and classes are numbered that are not given by <see cref="Categories"/> and <see cref="ClassNames"/>.</summary>
    public CategoryOrder Order { get; init; }

    /// <summary>What to do where there is no value.</summary>
    public MissingValues Missing { get; init; }

    /// <summary>The categories of columns, by the columns' names. Such a column is categorical, and others than these are refused.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Categories { get; init; } = ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>The classes in the order of their numbers; others are refused. Those that the table has, if empty.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The table that these options are of, which others must agree with.</summary>
    internal CsvTraining? Training { get; init; }

    internal NumberFormatInfo Numbers => DecimalComma ? s_comma : NumberFormatInfo.InvariantInfo;
}
