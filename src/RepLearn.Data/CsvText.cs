using System.Text;

namespace RepLearn.Data;

/// <summary>Text of CSV files, plain or packed with gzip.</summary>
internal static class CsvText
{
    private const string Kind = "CSV file";

    // No text has this character, so it marks the bytes that are none.
    private const char NoText = '\uFFFF';

    // The first two bytes, of which the second is no text.
    private static readonly string s_gzipStart = $"\u001F{NoText}";

    private static readonly Encoding s_utf8 = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(NoText.ToString()));

    /// <summary>Reads a file in UTF-8, or UTF-16 and UTF-32 with a byte order mark.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFileException">It is unreadable or damaged.</exception>
    public static T Read<T>(string file, Func<TextReader, T> read)
    {
        (Stream stream, _, _) = DataFile.Open(file, Kind, "a");
        using (stream)
        {
            try
            {
                using var reader = new StreamReader(stream, s_utf8);
                return read(reader);
            }
            catch (Exception error) when (error is InvalidDataException or UnauthorizedAccessException or (IOException and not DataFileException))
            {
                throw DataFile.Refusal(file, Kind, error);
            }
        }
    }

    /// <summary>Refuses bytes that are no text.</summary>
    public static void ExpectText(ReadOnlySpan<char> line, string name, int number)
    {
        if (number == 1 && line.StartsWith(s_gzipStart, StringComparison.Ordinal))
        {
            throw new DataFileException(name, "text, packed with gzip at most once", "gzip data, as in a file that was packed twice", "line 1");
        }

        if (line.Contains(NoText))
        {
            throw new DataFileException(name, "text in UTF-8", "bytes that are none, as other encodings such as Latin-1 or Windows-1252 have for letters with accents; save it as UTF-8", $"line {number}");
        }
    }
}
