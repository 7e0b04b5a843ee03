using System.Globalization;
using RepLearn.Data;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Data;

public sealed class CsvTableTests
{
    private const string Flowers = "length,colour,species\n1.5,red,setosa\n2,blue,virginica\n2.5,red,setosa\n";
    private static readonly CsvOptions s_flowers = new() { Label = "species", Categorical = ["colour"] };

    [Fact]
    public void LabelsAndCategories_BecomeNumbers()
    {
        CsvTable table = Read(Flowers, s_flowers);
        Assert.Equal(["length", "colour=blue", "colour=red"], table.Columns);
        Assert.Equal([1.5f, 0, 1, 2, 1, 0, 2.5f, 0, 1], table.Values);
        Assert.Equal([0, 1, 0], table.Labels);
        Assert.Equal(["setosa", "virginica"], table.ClassNames);
        Assert.Equal(["blue", "red"], table.Categories["colour"]);
        Assert.Equal((3, 3), (table.Rows, table.Width));
        Assert.Equal([2, 1, 0], table.Row(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>("index", () => table.Row(3).ToArray());
    }

    [Fact]
    public void CategoriesAreInTheOrderOfTheRows_IfAsked() =>
        Assert.Equal(["length", "colour=red", "colour=blue"], Read(Flowers, s_flowers with { Order = CategoryOrder.FirstSeen }).Columns);

    // As texts, "10" is before "2".
    [Fact]
    public void ClassesThatAreNumbers_KeepTheirOrder()
    {
        CsvTable table = Read("5,10\n6,x\n7,2\n8,0\n", new CsvOptions { Label = 1 });
        Assert.Equal(["0", "2", "10", "x"], table.ClassNames);
        Assert.Equal([2, 3, 1, 0], table.Labels);
    }

    [Theory]
    [InlineData("1,2\n3,4\n", "column 1", 2)]
    [InlineData("a,b\n1,2\n", "a", 1)]
    [InlineData("1,b\n1,2\n", "1", 1)]
    [InlineData("?,2\n3,4\n", "column 1", 2)]
    public void AHeader_IsDetectedByAText(string text, string first, int rows)
    {
        CsvTable table = Read(text, new CsvOptions { Missing = MissingValues.Mean });
        Assert.Equal((first, rows), (table.Columns[0], table.Rows));
    }

    [Fact]
    public void TextsOfLabelsAndCategories_AreNoHeader()
    {
        CsvTable table = Read("1.5,red,setosa\n2,blue,virginica\n", new CsvOptions { Label = ^1, Categorical = [1] });
        Assert.Equal(["column 1", "column 2=blue", "column 2=red"], table.Columns);
        Assert.Equal([1.5f, 0, 1, 2, 1, 0], table.Values);
    }

    [Fact]
    public void AHeaderOfNumbers_IsReadIfGiven() =>
        Assert.Equal(["2019", "2020"], Read("2019,2020\n1,2\n", new CsvOptions { HasHeader = true }).Columns);

    [Theory]
    [InlineData("a,b,c\r\n1,2.5,-3e2\r\n")]
    [InlineData("a;b;c\n1;2.5;-3e2")]
    [InlineData("a\tb\tc\n1\t2.5\t-3e2\n\n")]
    [InlineData("\uFEFFa, b, c\n 1, 2.5, -3e2\n")]
    [InlineData("\"a\",\"b\",c\n\"1\",2.5,\"-3e2\"\n")]
    [InlineData("\uFEFF\"a\"|b|c\n1|2.5|-3e2\n  \n")]
    public void SeparatorsQuotesAndLineEnds_AreDetected(string text)
    {
        CsvTable table = Read(text);
        Assert.Equal(["a", "b", "c"], table.Columns);
        Assert.Equal([1, 2.5f, -300], table.Values);
    }

    [Fact]
    public void AColumnAlone_IsRead() => Assert.Equal([1, 2.5f], Read("1\n2.5\n").Values);

    [Fact]
    public void QuotesHoldSeparatorsLineBreaksAndQuotes()
    {
        CsvTable table = Read("x,\"so \"\"wide\"\", in\r\ncm\"\n1,\"a,b\"\n2,\"c\nd\"\n", new CsvOptions { Categorical = [1], Order = CategoryOrder.FirstSeen });
        Assert.Equal(["x", "so \"wide\", in\r\ncm=a,b", "so \"wide\", in\r\ncm=c\nd"], table.Columns);
        Assert.Contains("(line 6, column 2 'y\\u000Az').", Refusal("x,\"y\nz\"\n1,2\n\"3\n\",4\n5,b\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingValues_BecomeMeans()
    {
        CsvTable table = Read("x,c,y\n1,a,k\n,b,\nNA,?,k\n4,b,?\n", new CsvOptions { Label = "y", Categorical = ["c"], Missing = MissingValues.Mean });
        Assert.Equal([1, 1, 0, 2.5f, 0, 1, 2.5f, 1f / 3, 2f / 3, 4, 0, 1], table.Values);
        Assert.Equal([0, -1, 0, -1], table.Labels);
    }

    [Fact]
    public void RowsWithoutAValue_AreDroppedIfAsked()
    {
        CsvTable table = Read("x,c,y\n1,a,k\nnan,b,l\n3,?,m\n4,d,\n", new CsvOptions { Label = "y", Categorical = ["c"], Missing = MissingValues.DropRow });
        Assert.Equal(["x", "c=a", "c=d"], table.Columns);
        Assert.Equal([1, 1, 0, 4, 0, 1], table.Values);
        Assert.Equal([0, -1], table.Labels);
        Assert.Equal(["k"], table.ClassNames);
    }

    [Fact]
    public void TestData_AreReadAsTheTrainingData()
    {
        CsvTable train = Read("x,c,y\n1,b,k\n3,a,l\n", new CsvOptions { Label = "y", Categorical = ["c"], Missing = MissingValues.Mean });
        CsvTable test = Read("x,c,y\n,b,l\n100,b,l\n", train.Options);
        Assert.Equal(train.Columns, test.Columns);
        Assert.Equal([2, 0, 1, 100, 0, 1], test.Values);
        Assert.Equal([1, 1], test.Labels);

        CsvTable unlabelled = Read("x,c\n5,a\n", train.Options with { Label = null });
        Assert.Equal([5, 1, 0], unlabelled.Values);
        Assert.Empty(unlabelled.Labels);
        Assert.Throws<InvalidOperationException>(() => unlabelled.WithLabels);

        Assert.Equal("t: expected one of a, b, but got 'z' (line 2, column 2 'c').", Refusal("x,c,y\n1,z,k\n", train.Options));
        Assert.Equal("t: expected one of k, l, but got 'm' (line 2, column 3 'y').", Refusal("x,c,y\n1,a,m\n", train.Options));
        Assert.Equal("t: expected the 2 columns of the table whose options these are, but got 2; they differ from column 1 on: 'x', but here 'c'.", Refusal("c,x,y\na,1,k\n", train.Options));
        Assert.Contains("but got 3; they differ from column 3 on: '', but here 'z'", Refusal("x,c,z,y\n1,a,1,k\n", train.Options), StringComparison.Ordinal);
    }

    [Fact]
    public void GivenCategoriesAndClasses_KeepTheirNumbers()
    {
        var options = new CsvOptions { Label = "y", ClassNames = ["no", "yes"], Categories = new Dictionary<string, IReadOnlyList<string>> { ["c"] = ["z", "a", "b"] } };
        CsvTable table = Read("c,y\na,yes\n", options);
        Assert.Equal([0, 1, 0], table.Values);
        Assert.Equal([1], table.Labels);
        Assert.Throws<ArgumentException>(() => Read("c,y\na,yes\n", options with { ClassNames = ["no", "no"] }));
    }

    [Theory]
    [InlineData("", "t: expected at least one row, but got none.")]
    [InlineData("\n \n", "t: expected at least one row, but got none.")]
    [InlineData("a,b\n", "t: expected at least one row of values, but got none.")]
    [InlineData("a,b\n1,2\n3\n", "t: expected 2 columns as in the first row, separated by ',', but got 1 in '3' (line 3).")]
    [InlineData("a,b\n1,2\n3,4,\n", "t: expected 2 columns as in the first row, separated by ',', but got 3 in '3,4,' (line 3).")]
    [InlineData("a\n1,5\n", "t: expected a finite number, but got '1,5', which has a decimal comma: set CsvOptions.DecimalComma (line 2, column 1 'a').")]
    [InlineData("a,b\n1,5,2\n", "t: expected 2 columns as in the first row, separated by ',', but got 3 in '1,5,2'; if numbers have a decimal comma, set CsvOptions.DecimalComma (line 2).")]
    [InlineData("a,b\n\"1,000\",2\n", "t: expected a finite number, but got '1,000', which has a comma between thousands or a decimal comma: write the number without the first; for the second set CsvOptions.DecimalComma (line 2, column 1 'a').")]
    [InlineData("a,b\n1,2\n\n3,4\n", "t: expected empty lines only at the end, but got more lines after one, '3,4' (line 3 is empty, line 4 is not).")]
    [InlineData("a,b\n1,red\n", "t: expected a finite number, but got 'red'; put the column into CsvOptions.Categorical if it has categories (line 2, column 2 'b').")]
    [InlineData("a,b\n1,\n", "t: expected a number, but got '', a missing value; set CsvOptions.Missing to Mean or DropRow (line 2, column 2 'b').")]
    [InlineData("a,b\n1,1e39\n", "t: expected a finite number, but got '1e39', which single precision cannot hold (line 2, column 2 'b').")]
    [InlineData("a;b\n1,5;2\n", "t: expected a finite number, but got '1,5', which has a decimal comma: set CsvOptions.DecimalComma (line 2, column 1 'a').")]
    [InlineData("a,a\n1,2\n", "t: expected columns of different names, but got 'a' twice (line 1, column 2).")]
    [InlineData("a,b\n1,\"2\n3,4\n", "t: expected quotes only around a whole field, and doubled inside, but got '\"2\\u000A3,4', with one that is not closed (line 2, column 2).")]
    [InlineData("a,b\n\"1\"2,3\n", "t: expected quotes only around a whole field, and doubled inside, but got '\"1\"2' (line 2, column 1).")]
    [InlineData("a,b\n5\" pipe,3\n4\" pipe,2\n", "t: expected quotes only around a whole field, and doubled inside, but got '5\" pipe,3\\u000A4\" pipe' (line 2, column 1).")]
    [InlineData("PK\u0003\u0004x\n1\n", "t: expected text, but got 'PK\\u0003\\u0004x': the file is a zip archive, as spreadsheets (.xlsx) are; save it as CSV (line 1).")]
    [InlineData("1\0,\02\0", "t: expected text, but got '1\\u0000,\\u00002\\u0000': a zero byte, as in UTF-16 without a byte order mark, or in a file that is no text (line 1).")]
    public void BadText_IsToldWithItsPlace(string text, string message) => Assert.Equal(message, Refusal(text));

    [Fact]
    public void DecimalCommasWithoutAHeader_AreRefused() =>
        Assert.Equal("t: expected a finite number, but got '5;1'; columns were read as separated by ',': set CsvOptions.Separator if they are not (line 2, column 2 '5;2').", Refusal("1,5;2,5\n3,5;1,5\n"));

    [Theory]
    [InlineData("a;b\n1,5;-2,25e1\n3;4\n", null)]
    [InlineData("1,5;-2,25e1\n3;4\n", null)]
    [InlineData("1,5\t-2,25e1\n3\t4\n", '\t')]
    [InlineData("\"1,5\",\"-2,25e1\"\n3,4\n", ',')]
    public void DecimalCommas_AreReadIfAsked(string text, char? separator)
    {
        var options = new CsvOptions { DecimalComma = true, Separator = separator };
        Assert.Equal([1.5f, -22.5f, 3, 4], Read(text, options).Values);
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
            Assert.Equal([1.5f], Read("1.5\n").Values);
        }
        finally
        {
            CultureInfo.CurrentCulture = old;
        }
    }

    [Fact]
    public void ColumnsThatAreNotThere_AreNamed()
    {
        Assert.Equal("t: expected the column 'z' of CsvOptions.Label, but got 2 columns: a, b.", Refusal("a,b\n1,2\n", new CsvOptions { Label = "z" }));
        Assert.Equal("t: expected the column 2 of CsvOptions.Categorical, but got 2 columns: a, b.", Refusal("a,b\n1,2\n", new CsvOptions { Categorical = [2] }));
        Assert.Equal("t: expected the column ^3 of CsvOptions.Label, but got 2 columns: a, b.", Refusal("a,b\n1,2\n", new CsvOptions { Label = ^3 }));
        Assert.Contains("at least one column besides the label", Refusal("a\n1\n", new CsvOptions { Label = "a" }), StringComparison.Ordinal);
        Assert.Contains("expected CsvOptions.HasHeader", Refusal("a,b\n1,2\n", new CsvOptions { Categorical = [0, 1] }), StringComparison.Ordinal);
        Assert.Contains("in at least one row of column 2 'b'", Refusal("a,b\n1,\n", new CsvOptions { Missing = MissingValues.Mean }), StringComparison.Ordinal);
        Assert.Contains("none without missing values", Refusal("a,b\n1,\n", new CsvOptions { Missing = MissingValues.DropRow }), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CsvOptions { Separator = '"' });
    }

    [Fact]
    public void ALongLine_IsRead_AndATooLongOneRefused()
    {
        string row = string.Join(',', Enumerable.Range(0, 100_000));
        Assert.Equal(Enumerable.Range(0, 100_000).Select(value => (float)value), Read($"{row}\n").Values);
        Assert.Contains("rows of less than 16 million characters", Refusal($"a,b\n1,\"{new string('x', 17_000_000)}\n"), StringComparison.Ordinal);
        Assert.InRange(Refusal($"a\n{new string('x', 100_000)}\n").Length, 1, 300);
    }

    [Fact]
    public void Files_AreReadPlainOrPacked()
    {
        using var folder = new TemporaryFolder();
        byte[] text = System.Text.Encoding.UTF8.GetBytes("\uFEFFé,b\r\n1,2\r\n");
        foreach (string file in new[] { folder.Write("t.csv", text), folder.Write("t.csv.gz", IdxBytes.Gzip(text)) })
        {
            CsvTable table = CsvTable.Read(file);
            Assert.Equal(["é", "b"], table.Columns);
            Assert.Equal([1, 2], table.Values);
        }

        Assert.Contains("it is a folder", Assert.Throws<DataFileException>(() => CsvTable.Read(folder.Path)).Message, StringComparison.Ordinal);
        string wide = folder.Write("wide.csv", [.. System.Text.Encoding.Unicode.GetPreamble(), .. System.Text.Encoding.Unicode.GetBytes("1,2\r\n3,4\r\n")]);
        Assert.Equal([1, 2, 3, 4], CsvTable.Read(wide).Values);
        string latin = folder.Write("latin.csv", [.. "a,b\n1,"u8, 0xE9, .. "\n"u8]);
        Assert.Contains("text in UTF-8", Assert.Throws<DataFileException>(() => CsvTable.Read(latin)).Message, StringComparison.Ordinal);
        string cut = folder.Write("cut.csv.gz", IdxBytes.Gzip(text)[..^3]);
        string damage = Assert.Throws<DataFileException>(() => CsvTable.Read(cut)).Message;
        Assert.StartsWith($"{cut}: expected intact gzip data", damage, StringComparison.Ordinal);
        Assert.DoesNotContain("..", damage.Replace(cut, "", StringComparison.Ordinal), StringComparison.Ordinal);
        string twice = folder.Write("twice.csv.gz", IdxBytes.Gzip(IdxBytes.Gzip(text)));
        Assert.Contains("packed twice", Assert.Throws<DataFileException>(() => CsvTable.Read(twice)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheReader_IsLeftOpen()
    {
        using var reader = new StringReader("1,2\n");
        CsvTable.Read(reader, "t");
        Assert.Equal(-1, reader.Read());
    }

    [Fact]
    public void Split_GivesEachClassItsShare_WithItsRows()
    {
        CsvTable table = Read(string.Concat(Enumerable.Range(0, 100).Select(row => $"{row},{row % 4}\n")), new CsvOptions { Label = 1 });
        (CsvTable train, CsvTable test) = table.Split(0.2, seed: 5);
        Assert.Equal(Enumerable.Range(0, 100).Select(row => (float)row), train.Values.Concat(test.Values).Order());
        Assert.All(test.Labels.GroupBy(label => label), group => Assert.Equal(5, group.Count()));
        Assert.All(Enumerable.Range(0, train.Rows), row => Assert.Equal(train.Row(row)[0] % 4, train.Labels[row]));
        Assert.Equal(test.Values, table.Split(0.2, seed: 5).Test.Values);
        Assert.Equal(2, Read("1\n2\n3\n4\n").Split(0.5, seed: 1).Test.Rows);
        Assert.Throws<ArgumentException>(() => Read("1\n2\n").Split(0.1, seed: 1));
    }

    // Of a column of categories the mean is each one's share.
    [Fact]
    public void MeansAfterASplit_AreThoseOfTheFirstPart()
    {
        CsvTable table = Read(
            "row,x,c\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"{row},{(row % 5 == 0 ? "" : row * row)},{(row % 7 == 0 ? "?" : row % 3 == 0 ? "a" : "b")}\n")),
            new CsvOptions { Categorical = ["c"], Missing = MissingValues.Mean });
        (CsvTable train, CsvTable test) = table.Split(0.4, seed: 3);
        foreach ((CsvTable first, CsvTable second) in new[] { (train, test), train.Split(0.5, seed: 1) })
        {
            double mean = Rows(first).Where(row => row % 5 != 0).Average(row => row * row);
            double share = Rows(first).Where(row => row % 7 != 0).Average(row => row % 3 == 0 ? 1.0 : 0);
            foreach (CsvTable part in new[] { first, second })
            {
                Assert.All(Enumerable.Range(0, part.Rows), place =>
                {
                    int row = (int)part.Row(place)[0];
                    Assert.Equal(row % 5 == 0 ? mean : row * row, part.Row(place)[1], 1e-3);
                    Assert.Equal(row % 7 == 0 ? share : row % 3 == 0 ? 1 : 0, part.Row(place)[2], 1e-6);
                    Assert.Equal(1, part.Row(place)[2] + part.Row(place)[3], 1e-6);
                });
            }

            Assert.Equal(mean, Read("row,x,c\n1,,a\n", first.Options).Values[1], 1e-3);
        }

        Assert.NotEqual(table.Row(0)[1], Rows(train).Where(row => row % 5 != 0).Average(row => row * row), 1.0);

        static IEnumerable<int> Rows(CsvTable table) => Enumerable.Range(0, table.Rows).Select(place => (int)table.Row(place)[0]);
    }

    [Fact]
    public void ASplit_RefusesAFirstPartWithoutAValue()
    {
        CsvTable table = Read("x,y\n0,1\n1,\n2,\n3,\n", new CsvOptions { Missing = MissingValues.Mean });
        ArgumentException[] refusals = [.. Enumerable.Range(0, 20).Select(seed => Record.Exception(() => table.Split(0.5, (ulong)seed))).OfType<ArgumentException>()];
        Assert.InRange(refusals.Length, 1, 19);
        Assert.All(refusals, refusal => Assert.Contains("Expected a value of column 'y' in the first part", refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void MeansOfATrainingTable_StayAfterASplit()
    {
        CsvTable train = Read("x\n1\n3\n", new CsvOptions { Missing = MissingValues.Mean });
        (CsvTable first, CsvTable second) = Read("x\n\"\"\n10\n20\n\"\"\n", train.Options).Split(0.5, seed: 1);
        Assert.Equal(2, first.Values.Concat(second.Values).Count(value => value == 2));
    }

    [Fact]
    public void ATable_IsASourceOfExamples()
    {
        CsvTable table = Read(Flowers, s_flowers);
        Assert.Equal(table.Values, All(table));
        Assert.Equal([1.5f, 0, 1, 0, 2, 1, 0, 1, 2.5f, 0, 1, 0], All(table.WithLabels));

        static float[] All(IExampleSource<float> source)
        {
            var rows = new float[(int)source.Count!.Value * source.Width];
            using IExampleReader<float> reader = source.Open(null);
            Assert.Equal(source.Count, reader.Read(rows));
            return rows;
        }
    }

    private static CsvTable Read(string text, CsvOptions? options = null) => CsvTable.Read(new StringReader(text), "t", options);

    private static string Refusal(string text, CsvOptions? options = null) => Assert.Throws<DataFileException>(() => Read(text, options)).Message;
}
