using System.Globalization;
using RepLearn.Data;
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
    [InlineData("1,2\n\n3,4\n", "t: expected 2 columns as in line 1, but got 1 (line 2).")]
    [InlineData("1,\"2\n", "t: expected a closing quote, but got the end of the line (line 1, column 2).")]
    [InlineData("\"1\"2,3\n", "t: expected a comma after a closing quote, but got '2' (line 1, column 1).")]
    [InlineData("", "t: expected at least one row of numbers, but got none (the text ends after line 0).")]
    public void BadText_IsToldWithItsPlace(string text, string message) =>
        Assert.Equal(message, Assert.Throws<DataFileException>(() => Read(text)).Message);

    [Fact]
    public void MissingFile_IsNamed() =>
        Assert.Equal("no/such.csv: expected a CSV file, but got no such file.", Assert.Throws<DataFileException>(() => CsvReader.ReadNumbers("no/such.csv")).Message);

    private static NumericTable Read(string text, bool hasHeader = false) => CsvReader.ReadNumbers(new StringReader(text), "t", hasHeader);
}
