using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Microsoft.Data.Analysis;
using Parquet;
using Parquet.Schema;
using RepLearn.Tests.Packaging;
using Xunit;

namespace RepLearn.Tests.Dsl.Data;

/// <summary>Columns as other libraries have them, by the lines of GUIDE.md, in their own files where they have one.</summary>
public sealed class ColumnTests
{
    private static readonly float[] s_rows = [1, 4, 2, 5, 3, 6];

    [Fact]
    public void ADataFrame_BecomesRows()
    {
        using var reader = new StringReader("a,b\n1,4\n2,5\n3,6\n");
        DataFrame frame = DataFrame.LoadCsvFromString(reader.ReadToEnd());
        float[] ofFrame = Examples.FromColumns<float>([.. frame.Columns.Select(column => column.Cast<object>().Select(Convert.ToSingle).ToArray())]);

        Assert.Equal(s_rows, ofFrame);
    }

    [Fact]
    public void ABatchOfArrow_BecomesRows()
    {
        Schema schema = new Schema.Builder().Field(field => field.Name("a").DataType(FloatType.Default)).Field(field => field.Name("b").DataType(FloatType.Default)).Build();
        using var stream = new MemoryStream();
        using (var writer = new ArrowFileWriter(stream, schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(new RecordBatch(schema, [new FloatArray.Builder().AppendRange([1, 2, 3]).Build(), new FloatArray.Builder().AppendRange([4, 5, 6]).Build()], 3));
            writer.WriteEnd();
        }

        stream.Position = 0;
        using var reader = new ArrowFileReader(stream);
        using RecordBatch batch = reader.ReadNextRecordBatch();
        float[] ofBatch = Examples.FromColumns<float>([.. batch.Arrays.Select(column => ((FloatArray)column).Values.ToArray())]);

        Assert.Equal(s_rows, ofBatch);
    }

    [Fact]
    public async Task ARowGroupOfParquet_BecomesRows()
    {
        var schema = new ParquetSchema(new DataField<float>("a"), new DataField<float>("b"));
        using var stream = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream))
        {
            using ParquetRowGroupWriter written = writer.CreateRowGroup();
            await written.WriteAsync<float>(schema.DataFields[0], new float[] { 1, 2, 3 });
            await written.WriteAsync<float>(schema.DataFields[1], new float[] { 4, 5, 6 });
        }

        stream.Position = 0;
        await using ParquetReader file = await ParquetReader.CreateAsync(stream);
        ParquetRowGroupReader group = Assert.Single(file.RowGroups);
        float[][] columns = [.. file.Schema.DataFields.Select(_ => new float[group.RowCount])];
        for (int column = 0; column < columns.Length; column++)
            await group.ReadAsync<float>(file.Schema.DataFields[column], columns[column]);
        float[] ofGroup = Examples.FromColumns<float>(columns);

        Assert.Equal(s_rows, ofGroup);
    }

    [Fact]
    public void TheGuide_HasTheseLines()
    {
        string guide = File.ReadAllText(Path.Combine(Dotnet.Root, "GUIDE.md"));
        string[] lines = guide.Split("```csharp\n").Single(block => block.StartsWith("float[] ofFrame", StringComparison.Ordinal)).Split("\n```")[0].Split('\n');
        string here = File.ReadAllText(Path.Combine(Dotnet.Root, "tests", "RepLearn.Dsl.Tests", "Dsl", "Data", "ColumnTests.cs"));

        Assert.Equal(6, lines.Length);
        Assert.All(lines, line => Assert.Contains($"        {line}\n", here, StringComparison.Ordinal));
    }

    [Fact]
    public void ColumnsThatMakeNoRows_AreRefused()
    {
        Assert.Contains("at least one column", Assert.Throws<ArgumentException>("columns", () => Examples.FromColumns<float>()).Message, StringComparison.Ordinal);
        Assert.Contains("column 2, counted from 1, is null", Assert.Throws<ArgumentException>("columns", () => Examples.FromColumns([1f, 2], null!)).Message, StringComparison.Ordinal);
        Assert.Contains("2 as the first has, but column 2, counted from 1, has 3", Assert.Throws<ArgumentException>("columns", () => Examples.FromColumns([1f, 2], [1f, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Empty(Examples.FromColumns<double>([], []));
    }
}
