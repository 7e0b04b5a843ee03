using System.Globalization;

namespace RepLearn.Data;

/// <summary>The likely cause of text that is no table of numbers, and what to do, as the end of a message; empty where none is known.</summary>
internal static class CsvProblem
{
    /// <summary>Of a file that is no text.</summary>
    public static string OfFile(string field) =>
        field.Contains('\0') ? ": a zero byte, as in UTF-16 without a byte order mark, or in a file that is no text"
        : field.StartsWith("PK\u0003", StringComparison.Ordinal) ? ": the file is a zip archive, as spreadsheets (.xlsx) are; save it as CSV"
        : "";

    /// <summary>Of a field that is no finite number.</summary>
    public static string OfNumber(string field, CsvFormat format)
    {
        if (OfFile(field) is { Length: > 0 } noText)
        {
            return noText;
        }

        if (OtherSeparator(field, format) is { } separator)
        {
            return UseSeparator(separator);
        }

        if (!format.DecimalComma && IsGrouped(field))
        {
            return ", which has a comma between thousands or a decimal comma: write the number without the first, or for the second pass a CsvFormat with DecimalComma = true";
        }

        return !format.DecimalComma && field.Contains(',') && IsNumber(field.Replace(',', '.'))
            ? ", which has a decimal comma: pass a CsvFormat with DecimalComma = true"
            : "";
    }

    /// <summary>Of a line with another number of fields.</summary>
    /// <param name="line">The line.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="columns">The number expected.</param>
    /// <param name="format">How the file is read.</param>
    /// <param name="isSure">Whether that number is known from more than a line of numbers.</param>
    public static string OfWidth(string line, IReadOnlyList<string> fields, int columns, CsvFormat format, bool isSure)
    {
        if (OtherSeparator(line, format) is { } separator)
        {
            return UseSeparator(separator);
        }

        if (format.Separator != ',' || !fields.All(IsNumber))
        {
            return "";
        }

        if (!isSure && columns == 2 && fields.Count == 1)
        {
            return "; if line 1 is one number with a decimal comma, pass a CsvFormat with Separator = ';' and DecimalComma = true";
        }

        return (isSure || columns == 1) && fields.Skip(1).Any(field => field.Length > 0 && field.All(char.IsAsciiDigit))
            ? "; if numbers have a decimal comma, quote them or separate columns by another character, and pass a CsvFormat with DecimalComma = true"
            : "";
    }

    private static char? OtherSeparator(string text, CsvFormat format)
    {
        int place = text.AsSpan().IndexOfAny(';', '\t');
        return place >= 0 && text[place] != format.Separator ? text[place] : null;
    }

    private static string UseSeparator(char separator) =>
        $"; columns seem to be separated by {(separator == ';' ? "semicolons" : "tabs")}: pass a CsvFormat with Separator = {(separator == ';' ? "';'" : "'\\t'")}, and DecimalComma = true if numbers have one";

    // Digits in threes after the first one to three: 1,000 may be one or a thousand. With more than one comma it is no decimal one.
    private static bool IsGrouped(string text)
    {
        string[] groups = text.Trim().TrimStart('+', '-').Split(',');
        string last = groups[^1];
        int point = last.IndexOf('.');
        groups[^1] = point < 0 ? last : last[..point];
        return groups.Length > 1 && groups[0].Length is >= 1 and <= 3 && groups[0].All(char.IsAsciiDigit)
            && groups.Skip(1).All(group => group.Length == 3 && group.All(char.IsAsciiDigit));
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
