using nietras.SeparatedValues;
using RepLearn.Numerics.Files;

namespace RepLearn.Data;

/// <summary>
/// Rows of fields as Sep finds them, all of one width. Stricter than Sep: quotes are around a whole field or nowhere, as one too many
/// would make a single row of several.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    private readonly string _name;
    private readonly SepReader _rows;
    private int _empty;

    /// <summary>Reads text, which is not closed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">Its name in errors.</param>
    /// <param name="separator">What separates columns; detected if null.</param>
    public CsvRows(TextReader text, string name, char? separator)
    {
        _name = name;
        Sep? given = separator is { } character ? new Sep(character) : null;
        _rows = (Sep.Reader() with { Sep = given, HasHeader = false, DisableColCountCheck = true }).From(text, leaveOpen: true);
    }

    /// <summary>Fields in each row.</summary>
    public int Columns { get; private set; }

    /// <summary>The line in which the row starts, from 1; 0 before the first row.</summary>
    public int Line { get; private set; }

    /// <summary>The separator.</summary>
    public char Separator => _rows.Spec.Sep.Separator;

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        while (MoveNext())
        {
            SepReader.Row row = _rows.Current;

            // Sep, which looks at the first row for its separator, gives it the number of the line after it.
            Line = Line == 0 ? 1 : row.LineNumberFrom;
            if (row.ColCount <= 1 && row.Span.IsWhiteSpace())
            {
                _empty = _empty == 0 ? Line : _empty;
                continue;
            }

            if (_empty > 0)
            {
                throw new DataFileException(_name, "empty lines only at the end", $"more lines after one, '{FileText.Shown(row.Span)}'", $"line {_empty} is empty, line {Line} is not");
            }

            CsvText.ExpectText(row.Span, _name, Line);
            if (Line == 1 && CsvProblem.OfFile(row.Span.ToString()) is { Length: > 0 } cause)
            {
                throw new DataFileException(_name, "text", $"'{FileText.Shown(row.Span)}'{cause}", "line 1");
            }

            Columns = Columns == 0 ? row.ColCount : Columns;
            return row.ColCount == Columns
                ? true
                : throw new DataFileException(
                    _name, $"{(Columns == 1 ? "1 column" : $"{Columns} columns")} as in the first row, separated by {Shown(Separator)}",
                    $"{row.ColCount} in '{FileText.Shown(row.Span)}'{(row.ColCount > Columns ? CsvProblem.OfWidth([.. Enumerable.Range(0, row.ColCount).Select(column => _rows.Current[column].ToString())], Separator) : "")}", $"line {Line}");
        }

        return false;
    }

    /// <summary>A field of the row without quotes, and without white space around it.</summary>
    /// <param name="column">Its place, from 0.</param>
    public ReadOnlySpan<char> Field(int column)
    {
        ReadOnlySpan<char> field = _rows.Current[column].Span;
        field = (Line == 1 && column == 0 ? field.TrimStart('\uFEFF') : field).Trim();
        if (!field.Contains('"'))
        {
            return field;
        }

        if (field is not ['"', .. var inner, '"'] || inner.Count('"') != 2 * inner.Count("\"\""))
        {
            string open = field.Count('"') % 2 == 1 ? ", with one that is not closed" : "";
            throw Refusal("quotes only around a whole field, and doubled inside", $"'{FileText.Shown(field)}'{open}", column);
        }

        return inner.Contains('"') ? inner.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : inner;
    }

    /// <summary>What is wrong with a field.</summary>
    public DataFileException Refusal(string expected, string actual, int column, string columnName = "") =>
        new(_name, expected, actual, $"line {Line}, column {column + 1}{(columnName.Length == 0 ? "" : $" '{FileText.Shown(columnName)}'")}");

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private static string Shown(char separator) => separator == '\t' ? "tabs" : $"'{separator}'";

    private bool MoveNext()
    {
        try
        {
            return _rows.MoveNext();
        }
        catch (NotSupportedException error)
        {
            throw new DataFileException(_name, "rows of less than 16 million characters", "a longer one, as a quote that is not closed makes it", $"after line {Line}", error);
        }
    }
}
