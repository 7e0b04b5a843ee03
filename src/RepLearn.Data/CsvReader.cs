using System.Globalization;
using System.Text;
using RepLearn.Numerics.Files;

namespace RepLearn.Data;

/// <summary>
/// Reads tables of numbers from comma-separated text (RFC 4180): lines end in LF or CR LF, fields may be quoted and a
/// quote inside is doubled, numbers have a decimal point whatever the culture. Narrower than the RFC in one point: a field
/// holds no line break. Wider in others: lines at the end that are empty or white space are read over, <see cref="CsvFormat"/> allows other separators and
/// decimal commas. Tables with labels, categories or missing values are read by <see cref="CsvTable"/>.
/// </summary>
public static class CsvReader
{
    /// <summary>Reads a file of numbers, plain or compressed with gzip; which of the two is told by the content.</summary>
    /// <param name="file">Its name; UTF-8, or UTF-16 and UTF-32 with a byte order mark.</param>
    /// <param name="hasHeader">Whether the first line holds the columns' names.</param>
    /// <param name="format">How it is written; commas between columns and decimal points if not given.</param>
    /// <exception cref="DataFileException">
    /// The file is missing, unreadable or damaged, is in another encoding, has no rows, or a field is not a finite number; the place gives
    /// line and column, both from 1.
    /// </exception>
    public static NumericTable ReadNumbers(string file, bool hasHeader = false, CsvFormat? format = null) =>
        CsvText.Read(file, reader => ReadNumbers(reader, file, hasHeader, format));

    /// <summary>Reads numbers from text.</summary>
    /// <param name="reader">The text; read to its end, not closed.</param>
    /// <param name="name">The source's name in errors.</param>
    /// <param name="hasHeader">Whether the first line holds the columns' names.</param>
    /// <param name="format">How it is written; commas between columns and decimal points if not given.</param>
    /// <exception cref="DataFileException">There are no rows, rows differ in width, or a field is not a finite number.</exception>
    public static NumericTable ReadNumbers(TextReader reader, string name, bool hasHeader = false, CsvFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        format ??= new CsvFormat();
        List<string> fields = [];
        List<double> values = [];
        string[] header = [];
        int columns = format.Columns ?? 0;
        int number = 0;
        int empty = 0;

        // Whether something besides the format says which commas are decimal ones.
        bool isSure = !format.DecimalComma || format.Separator != ',' || format.Columns is not null || hasHeader;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                empty = empty == 0 ? number : empty;
                continue;
            }

            if (empty > 0)
            {
                throw new DataFileException(name, "empty lines only at the end", $"more lines after one, '{FileText.Shown(line)}'", $"line {empty} is empty, line {number} is not");
            }

            CsvText.ExpectText(line, name, number);
            ReadFields(line, format.Separator, name, number, fields);
            columns = columns == 0 ? fields.Count : columns;
            if (fields.Count != columns)
            {
                throw new DataFileException(name, $"{columns} columns{(format.Columns is null ? " as in line 1" : "")}", $"{fields.Count}{CsvProblem.OfWidth(line, fields, columns, format, hasHeader || format.Columns is not null)}", $"line {number}");
            }

            if (number == 1 && hasHeader)
            {
                header = [.. fields];
                continue;
            }

            isSure |= columns == 1 || fields.Exists(field => field.Contains(','));
            for (int column = 0; column < columns; column++)
            {
                values.Add(ParseNumber(fields[column], format, name, number, column + 1));
            }
        }

        if (!isSure)
        {
            throw new DataFileException(name, "numbers with a decimal comma in quotes, as commas separate columns", $"none in quotes: pass a CsvFormat with another Separator, or with Columns = {columns} if the numbers are whole", $"the text ends after line {number}");
        }

        return values.Count > 0
            ? new NumericTable(values.ToArray(), columns, header)
            : throw new DataFileException(name, "at least one row of numbers", "none", $"the text ends after line {number}");
    }

    private static double ParseNumber(string field, CsvFormat format, string name, int line, int column) =>
        double.TryParse(field, NumberStyles.Float, format.Numbers, out double value) && double.IsFinite(value)
            ? value
            : throw new DataFileException(name, "a finite number", $"'{FileText.Shown(field)}'{CsvProblem.OfNumber(field, format)}", $"line {line}, column {column}");

    private static void ReadFields(string line, char separator, string name, int number, List<string> fields)
    {
        fields.Clear();
        int start = 0;
        while (start >= 0)
        {
            start = start < line.Length && line[start] == '"'
                ? ReadQuoted(line, start, separator, name, number, fields)
                : ReadPlain(line, start, separator, fields);
        }
    }

    // Each reads one field and returns the next one's start, or −1 after the last.
    private static int ReadPlain(string line, int start, char separator, List<string> fields)
    {
        int end = line.IndexOf(separator, start);
        fields.Add(end < 0 ? line[start..] : line[start..end]);
        return end < 0 ? -1 : end + 1;
    }

    private static int ReadQuoted(string line, int start, char separator, string name, int number, List<string> fields)
    {
        var text = new StringBuilder();
        int position = start + 1;
        while (true)
        {
            int quote = line.IndexOf('"', position);
            if (quote < 0)
            {
                throw new DataFileException(name, "a closing quote", "the end of the line", $"line {number}, column {fields.Count + 1}");
            }

            text.Append(line, position, quote - position);
            position = quote + 1;
            if (position == line.Length || line[position] == separator)
            {
                fields.Add(text.ToString());
                return position == line.Length ? -1 : position + 1;
            }

            if (line[position] != '"')
            {
                throw new DataFileException(name, $"{(separator == ',' ? "a comma" : $"'{separator}'")} after a closing quote", $"'{FileText.Shown(line[position].ToString())}'", $"line {number}, column {fields.Count + 1}");
            }

            text.Append('"');
            position++;
        }
    }
}
