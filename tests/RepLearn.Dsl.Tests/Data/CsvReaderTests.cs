using System.Globalization;
using RepLearn.Data;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Data;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("1,2.5,-3e2\n4,5,6\n")]
    [InlineData("1,2.5,-3e2\r\n4,5,6")]
    [InlineData("\"1\",2.5,\"-3e2\"\n4,\"5\",6\n")]
    public void Numbers_ComeRowByRow(string text)
    {
        NumericTable table = Read(text);
        Assert.Equal([1, 2.5, -300, 4, 5, 6], table.Values.ToArray());
        Assert.Equal((2, 3), (table.Rows, table.Columns));
    }

    [Fact]
    public void Header_MayHoldCommasAndQuotes()
    {
        NumericTable table = Read("\"length, cm\",\"so \"\"wide\"\"\",\n1,2,3\n", hasHeader: true);
        Assert.Equal(["length, cm", "so \"wide\"", ""], table.Header);
        Assert.Equal([1, 2, 3], table.Row(0).ToArray());
    }

    [Fact]
    public void DecimalPoint_IsAPointInEveryCulture()
    {
        CultureInfo old = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NumberGroupSeparator = ".";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal([1.5], Read("1.5\n").Values.ToArray());
        }
        finally
        {
            CultureInfo.CurrentCulture = old;
        }
    }

    [Theory]
    [InlineData("1,2\n3,x\n", "t: expected a finite number, but got 'x' (line 2, column 2).")]
    [InlineData("1,2\n3,\n", "t: expected a finite number, but got '' (line 2, column 2).")]
    [InlineData("1,NaN\n", "t: expected a finite number, but got 'NaN' (line 1, column 2).")]
    [InlineData("1,1e999\n", "t: expected a finite number, but got '1e999' (line 1, column 2).")]
    [InlineData("1,2\n3,4,5\n", "t: expected 2 columns as in line 1, but got 3 (line 2).")]
    [InlineData("1,2\n\n3,4\n", "t: expected empty lines only at the end, but got more lines after one, '3,4' (line 2 is empty, line 3 is not).")]
    [InlineData("1;5\n", "t: expected a finite number, but got '1;5'; columns seem to be separated by semicolons: pass a CsvFormat with Separator = ';', and DecimalComma = true if numbers have one (line 1, column 1).")]
    [InlineData("1.5\t2\n", "t: expected a finite number, but got '1.5\\u00092'; columns seem to be separated by tabs: pass a CsvFormat with Separator = '\\t', and DecimalComma = true if numbers have one (line 1, column 1).")]
    [InlineData("\"1,5\",2\n", "t: expected a finite number, but got '1,5', which has a decimal comma: pass a CsvFormat with DecimalComma = true (line 1, column 1).")]
    [InlineData("\"1,000\",2\n", "t: expected a finite number, but got '1,000', which has a comma between thousands or a decimal comma: write the number without the first, or for the second pass a CsvFormat with DecimalComma = true (line 1, column 1).")]
    [InlineData("\"-12,000,500.5\",2\n", "t: expected a finite number, but got '-12,000,500.5', which has a comma between thousands or a decimal comma: write the number without the first, or for the second pass a CsvFormat with DecimalComma = true (line 1, column 1).")]
    [InlineData("1,25\n2\n", "t: expected 2 columns as in line 1, but got 1; if line 1 is one number with a decimal comma, pass a CsvFormat with Separator = ';' and DecimalComma = true (line 2).")]
    [InlineData("1,2,3\n4\n", "t: expected 3 columns as in line 1, but got 1 (line 2).")]
    [InlineData("1,2\n  \n3,4\n", "t: expected empty lines only at the end, but got more lines after one, '3,4' (line 2 is empty, line 3 is not).")]
    [InlineData("1.5\n2,5\n", "t: expected 1 columns as in line 1, but got 2; if numbers have a decimal comma, quote them or separate columns by another character, and pass a CsvFormat with DecimalComma = true (line 2).")]
    [InlineData("1\0,\0", "t: expected a finite number, but got '\\u0000': a zero byte, as in UTF-16 without a byte order mark, or in a file that is no text (line 1, column 2).")]
    [InlineData("PK\u0003\u0004x", "t: expected a finite number, but got 'PK\\u0003\\u0004x': the file is a zip archive, as spreadsheets (.xlsx) are; save it as CSV (line 1, column 1).")]
    [InlineData("1,\"2\n", "t: expected a closing quote, but got the end of the line (line 1, column 2).")]
    [InlineData("\"1\"2,3\n", "t: expected a comma after a closing quote, but got '2' (line 1, column 1).")]
    [InlineData("", "t: expected at least one row of numbers, but got none (the text ends after line 0).")]
    public void BadText_IsToldWithItsPlace(string text, string message) =>
        Assert.Equal(message, Assert.Throws<DataFileException>(() => Read(text)).Message);

    [Fact]
    public void AFieldOfAnyLength_GivesAShortMessage() =>
        Assert.InRange(Assert.Throws<DataFileException>(() => Read(new string('x', 100_000))).Message.Length, 1, 200);

    [Theory]
    [InlineData("1,2\n3,4\n\n")]
    [InlineData("1,2\r\n3,4\r\n\r\n\r\n")]
    [InlineData("1,2\n3,4\n   \n")]
    [InlineData("1,2\n3,4\n \t\n\n")]
    public void EmptyLinesAtTheEnd_AreReadOver(string text) => Assert.Equal([1, 2, 3, 4], Read(text).Values.ToArray());

    [Fact]
    public void SemicolonsAndDecimalCommas_AreRead()
    {
        var format = new CsvFormat { Separator = ';', DecimalComma = true };
        NumericTable table = CsvReader.ReadNumbers(new StringReader("a;\"b;c\"\n1,5;-2,25e1\n3;4\n"), "t", hasHeader: true, format);
        Assert.Equal([1.5, -22.5, 3, 4], table.Values.ToArray());
        Assert.Equal(["a", "b;c"], table.Header);
    }

    [Fact]
    public void ADecimalComma_IsNoSecondColumn_WhereTheColumnsAreKnown()
    {
        Assert.Contains("decimal comma", Assert.Throws<DataFileException>(() => Read("length\n1,5\n2,5\n", hasHeader: true)).Message);
        Assert.Contains("decimal comma", Assert.Throws<DataFileException>(() => CsvReader.ReadNumbers(new StringReader("1,5\n2,5\n"), "t", format: new CsvFormat { Columns = 1 })).Message);
    }

    [Fact]
    public void DecimalCommasThatAreNotQuoted_AreNoColumns()
    {
        var format = new CsvFormat { DecimalComma = true };
        string message = Assert.Throws<DataFileException>(() => Parsed("1,5\n2,25\n", format)).Message;
        Assert.Contains("another Separator, or with Columns = 2", message, StringComparison.Ordinal);
        Assert.Equal([1, 5, 2, 25], Parsed("1,5\n2,25\n", format with { Columns = 2 }));
        Assert.Equal([1, 5, 2.25, 3], Parsed("1,5\n\"2,25\",3\n", format));
        Assert.Equal([1, 2], Parsed("1\n2\n", format));
        Assert.Equal([1, 5, 2, 25], CsvReader.ReadNumbers(new StringReader("a,b\n1,5\n2,25\n"), "t", hasHeader: true, format).Values.ToArray());

        static double[] Parsed(string text, CsvFormat format) => CsvReader.ReadNumbers(new StringReader(text), "t", format: format).Values.ToArray();
    }

    [Fact]
    public void AFilePackedTwice_IsToldAsThat()
    {
        using var folder = new TemporaryFolder();
        string twice = folder.Write("t.csv.gz", IdxBytes.Gzip(IdxBytes.Gzip("1,2\n"u8.ToArray())));
        Assert.Contains("packed twice", Assert.Throws<DataFileException>(() => CsvReader.ReadNumbers(twice)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSystemsReason_EndsOneSentence()
    {
        using var folder = new TemporaryFolder();
        byte[] packed = IdxBytes.Gzip("1,2\n3,4\n"u8.ToArray());
        string cut = folder.Write("cut.csv.gz", packed[..^3]);
        string message = Assert.Throws<DataFileException>(() => CsvReader.ReadNumbers(cut)).Message;
        Assert.DoesNotContain("..", message.Replace(cut, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('5')]
    [InlineData('\n')]
    public void ASeparatorThatIsPartOfNumbers_IsRefused(char separator) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CsvFormat { Separator = separator });

    [Fact]
    public void PackedFiles_AreReadToTheirChecksum()
    {
        using var folder = new TemporaryFolder();
        byte[] packed = IdxBytes.Gzip("1,2\n3,4\n"u8.ToArray());
        Assert.Equal([1, 2, 3, 4], CsvReader.ReadNumbers(folder.Write("t.csv.gz", packed)).Values.ToArray());
        string cut = folder.Write("cut.csv.gz", packed[..^3]);
        Assert.StartsWith($"{cut}: expected intact gzip data", Assert.Throws<DataFileException>(() => CsvReader.ReadNumbers(cut)).Message);
    }

    [Fact]
    public void Utf16WithAMark_IsRead()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("t.csv", [.. System.Text.Encoding.Unicode.GetPreamble(), .. System.Text.Encoding.Unicode.GetBytes("1,2\r\n3,4\r\n")]);
        Assert.Equal([1, 2, 3, 4], CsvReader.ReadNumbers(file).Values.ToArray());
    }

    // 0xE9 is é in Latin-1, and no character in UTF-8.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BytesThatAreNoUtf8_AreRefusedWithTheirLine(bool mark)
    {
        using var folder = new TemporaryFolder();
        byte[] before = mark ? [0xEF, 0xBB, 0xBF] : [];
        string header = folder.Write("header.csv", [.. before, .. "caf"u8, 0xE9, .. ",b\n1,2\n"u8]);
        Assert.Equal(
            $"{header}: expected text in UTF-8, but got bytes that are none, as other encodings such as Latin-1 or Windows-1252 have for letters with accents; save it as UTF-8 (line 1).",
            Assert.Throws<DataFileException>(() => CsvReader.ReadNumbers(header, hasHeader: true)).Message);
        string row = folder.Write("row.csv", [.. before, .. "a,b\n1,2\n3,"u8, 0xE9, .. "\n"u8]);
        Assert.EndsWith("(line 3).", Assert.Throws<DataFileException>(() => CsvReader.ReadNumbers(row, hasHeader: true)).Message, StringComparison.Ordinal);
        Assert.Equal(["café", "b"], CsvReader.ReadNumbers(folder.Write("utf8.csv", [.. before, .. "café,b\n1,2\n"u8]), hasHeader: true).Header);
    }

    [Fact]
    public void ARowThatIsNotThere_IsRefused()
    {
        NumericTable table = Read("1,2,3,4\n");
        Assert.Equal([1, 2, 3, 4], table.Row(0).ToArray());

        // 4 · 2³⁰ is 0 in 32 bits.
        Assert.Throws<ArgumentOutOfRangeException>("index", () => table.Row(1 << 30).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>("index", () => table.Row(-1).ToArray());
    }

    [Fact]
    public void Folder_IsNamed()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("it is a folder", Assert.Throws<DataFileException>(() => CsvReader.ReadNumbers(folder.Path)).Message);
    }

    [Fact]
    public void MissingFile_IsNamed() =>
        Assert.Equal("no/such.csv: expected a CSV file, but got no such file.", Assert.Throws<DataFileException>(() => CsvReader.ReadNumbers("no/such.csv")).Message);

    private static NumericTable Read(string text, bool hasHeader = false) => CsvReader.ReadNumbers(new StringReader(text), "t", hasHeader);

    [Theory]
    [InlineData(6, 0)]
    [InlineData(6, -1)]
    [InlineData(0, 0)]
    [InlineData(6, 4)]
    public void ATableOfNoWholeRows_IsRefused(int values, int columns) => Assert.Contains(
        $"{values} values in rows of {columns}", Assert.Throws<ArgumentException>(() => new NumericTable(new double[values], columns, [])).Message, StringComparison.Ordinal);

    [Fact]
    public void ATable_KnowsItsRows()
    {
        var table = new NumericTable(new double[] { 1, 2, 3, 4, 5, 6 }, 2, []);
        Assert.Equal((3, 2), (table.Rows, table.Columns));
        Assert.Equal([5, 6], table.Row(2).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Row(3).ToArray());
        Assert.Equal(0, new NumericTable(Array.Empty<double>(), 2, []).Rows);
    }
}
