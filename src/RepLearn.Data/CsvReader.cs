using System.Globalization;
using System.Text;

namespace RepLearn.Data;

/// <summary>
/// Reads tables of numbers from comma-separated text (RFC 4180): lines end in LF or CR LF, fields may be quoted and a
/// quote inside is doubled, numbers have a decimal point whatever the culture. Narrower than the RFC in one point: a field holds no line break.
/// </summary>
public static class CsvReader
{
    /// <summary>Reads a file of numbers.</summary>
    /// <param name="file">Its name; UTF-8.</param>
    /// <param name="hasHeader">Whether the first line holds the columns' names.</param>
    /// <exception cref="DataFileException">
    /// The file is missing or unreadable, has no rows, or a field is not a finite number; the place tells line and column, both from 1.
    /// </exception>
    public static NumericTable ReadNumbers(string file, bool hasHeader = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        try
        {
            using var reader = new StreamReader(file);
            return ReadNumbers(reader, file, hasHeader);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException(file, "a CSV file", "no such file", cause: error);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or (IOException and not DataFileException))
        {
            throw new DataFileException(file, "a readable CSV file", $"the system's refusal: {error.Message}", cause: error);
        }
    }

    /// <summary>Reads numbers from text.</summary>
    /// <param name="reader">The text; read to its end, not closed.</param>
    /// <param name="name">The source's name in errors.</param>
    /// <param name="hasHeader">Whether the first line holds the columns' names.</param>
    /// <exception cref="DataFileException">There are no rows, rows differ in width, or a field is not a finite number.</exception>
    public static NumericTable ReadNumbers(TextReader reader, string name, bool hasHeader = false)
    {
        ArgumentNullException.ThrowIfNull(reader);
        List<string> fields = [];
        List<double> values = [];
        string[] header = [];
        int columns = 0;
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            ReadFields(line, name, number, fields);
            if (number == 1)
            {
                columns = fields.Count;
            }
            else if (fields.Count != columns)
            {
                throw new DataFileException(name, $"{columns} columns as in line 1", $"{fields.Count}", $"line {number}");
            }

            if (number == 1 && hasHeader)
            {
                header = [.. fields];
                continue;
            }

            for (int column = 0; column < columns; column++)
            {
                values.Add(ParseNumber(fields[column], name, number, column + 1));
            }
        }

        return values.Count > 0
            ? new NumericTable(values.ToArray(), columns, header)
            : throw new DataFileException(name, "at least one row of numbers", "none", $"the text ends after line {number}");
    }

    private static double ParseNumber(string field, string name, int line, int column) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new DataFileException(name, "a finite number", $"'{field}'", $"line {line}, column {column}");

    private static void ReadFields(string line, string name, int number, List<string> fields)
    {
        fields.Clear();
        int start = 0;
        while (start >= 0)
        {
            start = start < line.Length && line[start] == '"'
                ? ReadQuoted(line, start, name, number, fields)
                : ReadPlain(line, start, fields);
        }
    }

    // Each reads one field and returns the next one's start, or −1 after the last.
    private static int ReadPlain(string line, int start, List<string> fields)
    {
        int comma = line.IndexOf(',', start);
        fields.Add(comma < 0 ? line[start..] : line[start..comma]);
        return comma < 0 ? -1 : comma + 1;
    }

    private static int ReadQuoted(string line, int start, string name, int number, List<string> fields)
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
            if (position == line.Length || line[position] == ',')
            {
                fields.Add(text.ToString());
                return position == line.Length ? -1 : position + 1;
            }

            if (line[position] != '"')
            {
                throw new DataFileException(name, "a comma after a closing quote", $"'{line[position]}'", $"line {number}, column {fields.Count + 1}");
            }

            text.Append('"');
            position++;
        }
    }
}
