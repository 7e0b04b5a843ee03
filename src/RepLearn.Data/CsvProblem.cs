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

    /// <summary>Of a field that is no finite number in single precision.</summary>
    /// <param name="field">The field.</param>
    /// <param name="separator">What columns were read as separated by.</param>
    /// <param name="numbers">How numbers were read.</param>
    public static string OfNumber(string field, char separator, NumberFormatInfo numbers)
    {
        bool hasPoint = numbers.NumberDecimalSeparator == ".";
        return IsNumber(field, numbers) ? ", which single precision cannot hold"
            : hasPoint && IsGrouped(field) ? ", which has a comma between thousands or a decimal comma: write the number without the first; for the second set CsvOptions.DecimalComma"
            : hasPoint && field.Contains(',') && IsNumber(field.Replace(',', '.'), numbers) ? ", which has a decimal comma: set CsvOptions.DecimalComma"
            : field.AsSpan().IndexOfAny(",;\t|") >= 0 ? $"; columns were read as separated by '{separator}': set CsvOptions.Separator if they are not"
            : "; put the column into CsvOptions.Categorical if it has categories";
    }

    /// <summary>Of a row with more fields than the first one.</summary>
    /// <param name="fields">Its fields.</param>
    /// <param name="separator">What separates them.</param>
    public static string OfWidth(IReadOnlyList<string> fields, char separator) =>
        separator == ',' && fields.All(field => IsNumber(field, NumberFormatInfo.InvariantInfo)) ? "; if numbers have a decimal comma, set CsvOptions.DecimalComma" : "";

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

    private static bool IsNumber(string text, NumberFormatInfo numbers) => double.TryParse(text, NumberStyles.Float, numbers, out _);
}
