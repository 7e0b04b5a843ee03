using System.Globalization;

namespace RepLearn.Data;

/// <summary>How numbers and columns are written in a CSV file.</summary>
public sealed record CsvFormat
{
    private static readonly NumberFormatInfo s_comma = new() { NumberDecimalSeparator = "," };

    /// <summary>The separator of columns: a comma if not given; a semicolon or a tab, for example.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is a quote, a line break or part of a number.</exception>
    public char Separator
    {
        get;
        init => field = value is not ('"' or '\r' or '\n' or '.' or '+' or '-') && !char.IsAsciiLetterOrDigit(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Separator), value, "Expected a character that is not part of a number, a quote or a line break.");
    }

    = ',';

    /// <summary>
    /// Whether numbers have a decimal comma, as spreadsheets write them in much of Europe, mostly with
    /// <see cref="Separator"/> <c>';'</c>. Where columns are separated by commas such numbers must be quoted; several columns without any
    /// quoted one are read only with a header or with <see cref="Columns"/>.
    /// </summary>
    public bool DecimalComma { get; init; }

    /// <summary>
    /// Columns that each line must have; those of the first line if not given. Without it, and without a header, a column of <c>1,5</c>
    /// cannot be distinguished from two columns.
    /// </summary>
    public int? Columns
    {
        get;
        init
        {
            if (value is { } columns)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1, nameof(Columns));
            }

            field = value;
        }
    }

    internal NumberFormatInfo Numbers => DecimalComma ? s_comma : NumberFormatInfo.InvariantInfo;
}
