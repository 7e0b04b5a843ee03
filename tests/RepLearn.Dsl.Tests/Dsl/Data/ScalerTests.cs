using RepLearn.Numerics.Files;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Data;

public sealed class ScalerTests
{
    // Columns 1 to 5 and an outlier; a constant; negative numbers.
    private static readonly double[] s_rows = [1, 7, -3, 2, 7, -1, 3, 7, 0, 4, 7, 5, 100, 7, 4];

    // By hand: the formulas of scikit-learn's StandardScaler, MinMaxScaler and RobustScaler.
    public static TheoryData<string, double[], double[]> Expected => new()
    {
        { "standard", [22, 7, 1], [39.01281840626232, 1, 3.03315017762062] },
        { "minMax", [1, 7, -3], [99, 1, 8] },
        { "robust", [3, 7, 0], [2, 1, 5] },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void AScaler_HasItsOffsetsAndScales(string kind, double[] offsets, double[] scales)
    {
        Scaler scaler = Of(kind, s_rows);
        Assert.Equal(kind, scaler.Kind);
        for (int column = 0; column < 3; column++)
        {
            Assert.Equal(offsets[column], scaler.Offsets[column], 1e-12);
            Assert.Equal(scales[column], scaler.Scales[column], 1e-12);
        }

        double[] scaled = scaler.Apply(s_rows);
        Assert.Equal((s_rows[3] - offsets[0]) / scales[0], scaled[3], 1e-12);
        Assert.Equal(0, scaled[1]);
        double[] back = scaler.Invert(scaled);
        Assert.All(back.Zip(s_rows), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        float[] single = [1, 7, -3];
        scaler.Apply(single, single);
        Assert.Equal((float)scaled[2], single[2]);
    }

    // 0.1 has no exact mean; a scale of the rounding would blow up later values.
    [Theory]
    [InlineData("standard")]
    [InlineData("minMax")]
    [InlineData("robust")]
    public void AConstantColumn_IsMovedAndNotScaled(string kind)
    {
        foreach (int count in (int[])[3, 7, 10, 49, 1000])
        {
            foreach (double value in (double[])[0.1, 1.0 / 3, 123.456, 1e9 + 0.1])
            {
                Scaler scaler = Of(kind, [.. Enumerable.Repeat(value, 3 * count)]);
                Assert.Equal([1, 1, 1], scaler.Scales.ToArray());
                Assert.Equal([0, 0, 0], scaler.Apply(new[] { value, value, value }));
            }
        }
    }

    [Fact]
    public void LargeOffsets_KeepTheirDigits()
    {
        Scaler scaler = Scaler.Standard([.. Enumerable.Range(0, 1_000_000).Select(row => 1e9 + (row & 1))], 1);
        Assert.Equal(1e9 + 0.5, scaler.Offsets[0], 1e-6);
        Assert.Equal(0.5, scaler.Scales[0], 1e-9);
    }

    [Theory]
    [InlineData("standard", 1.7e308)]
    [InlineData("minMax", 1.5e308)]
    [InlineData("robust", 1.5e308)]
    public void ValuesTooFarApart_AreRefusedByColumn(string kind, double value)
    {
        double[] rows = [1, -value, 3, 2, value, 1, 2, value, 1];
        Assert.Contains("column 2,", Assert.Throws<ArgumentException>(() => Of(kind, rows)).Message, StringComparison.Ordinal);
    }

    // Squares of these, and of their distances, are no numbers.
    [Theory]
    [InlineData(1e-170)]
    [InlineData(1e-300)]
    [InlineData(1e160)]
    [InlineData(3e307)]
    public void StandardOfTinyAndHugeValues_HasTheirScale(double unit)
    {
        Scaler scaler = Scaler.Standard([unit, 2 * unit, 4 * unit, 5 * unit], 1);
        Assert.Equal(3, scaler.Offsets[0] / unit, 1e-14);
        Assert.Equal(Math.Sqrt(2.5), scaler.Scales[0] / unit, 1e-14);
        Assert.All(scaler.Apply([unit, 5 * unit]).Zip([-2 / Math.Sqrt(2.5), 2 / Math.Sqrt(2.5)]), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
        Assert.Equal(4 * double.Epsilon, Scaler.Standard([0, 8 * double.Epsilon], 1).Scales[0]);
    }

    // Of rows that neighbour in the last digit.
    [Fact]
    public void StandardOfNeighbours_HasTheirDistance()
    {
        foreach (double value in (double[])[1e-160, 1e-121, 1e-119, 1, 1e121, 1e300])
        {
            double next = Math.BitIncrement(value);
            double distance = next - value;
            Assert.Equal(0.5, Scaler.Standard([value, next, value, next], 1).Scales[0] / distance, 0.3);
        }
    }

    [Fact]
    public void RoomThatOverlapsInPart_IsRefused_AndNaNStays()
    {
        Scaler scaler = Of("standard", s_rows);
        double[] rows = [1, 2, 3, 4, double.NaN, double.PositiveInfinity];
        Assert.Contains("overlap in part", Assert.Throws<ArgumentException>(() => scaler.Apply(rows.AsSpan(0, 3), rows.AsSpan(1, 3))).Message, StringComparison.Ordinal);
        Assert.Contains("overlap in part", Assert.Throws<ArgumentException>(() => scaler.Invert(rows.AsSpan(1, 3), rows.AsSpan(0, 3))).Message, StringComparison.Ordinal);
        double[] apart = scaler.Apply(rows);
        scaler.Apply(rows, rows);
        Assert.Equal(apart, rows);
        Assert.True(double.IsNaN(rows[4]) && double.IsPositiveInfinity(rows[5]));
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("minMax")]
    [InlineData("robust")]
    public void AScaler_IsSavedWithTheModel(string kind)
    {
        using var folder = new TemporaryFolder();
        using var model = new LinearModel<double>(3, 2);
        Scaler scaler = Of(kind, s_rows);
        model.Save(folder["model"], scaler);
        Scaler loaded = Scaler.Load(folder["model"]);
        Assert.Equal(kind, loaded.Kind);
        Assert.Equal(scaler.Offsets.ToArray(), loaded.Offsets.ToArray());
        Assert.Equal(scaler.Scales.ToArray(), loaded.Scales.ToArray());
        using LinearModel<double> same = LinearModel<double>.Load(folder["model"], 3, 2);
        Assert.Equal(model.Parameters.ToArray(), same.Parameters.ToArray());
        Assert.Empty(same.LoadLayers(folder["model"], "*").Left);
    }

    [Fact]
    public void WrongFilesAndRows_SayWhatWasExpected()
    {
        using var folder = new TemporaryFolder();
        using var model = new LinearModel<double>(6, 2);
        model.Save(folder["model"]);
        ModelFileException missing = Assert.Throws<ModelFileException>(() => Scaler.Load(folder["model"]));
        Assert.Contains("expected a scaler", missing.Message, StringComparison.Ordinal);
        Assert.Contains("But it has none, only ", missing.Message, StringComparison.Ordinal);
        AtomicFile.Write(folder["empty"], new SafetensorsWriter().WriteTo);
        Assert.Contains("it has no tensors", Assert.Throws<ModelFileException>(() => Scaler.Load(folder["empty"])).Message, StringComparison.Ordinal);
        WriteScaler(folder["column"], "standard", 3, 1);
        Assert.Contains("its 'scaler/offset' is F64 [3, 1]", Assert.Throws<ModelFileException>(() => Scaler.Load(folder["column"])).Message, StringComparison.Ordinal);
        WriteScaler(folder["kind"], "log", 1, 3);
        Assert.Contains("metadata 'scaler/kind' of standard, minMax, robust, but it is 'log'", Assert.Throws<ModelFileException>(() => Scaler.Load(folder["kind"])).Message, StringComparison.Ordinal);
        foreach (string name in (string[])["empty", "column", "kind"])
        {
            File.Delete(folder[name]);
        }

        Assert.Contains("rows of 6 values, but the scaler's have 3", Assert.Throws<ArgumentException>(() => model.Save(folder["other"], Of("standard", s_rows))).Message, StringComparison.Ordinal);
        Assert.Equal(["model"], folder.Names);
        Assert.Contains("got 14 values", Assert.Throws<ArgumentException>(() => Scaler.Standard(s_rows.AsSpan(1), 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Scaler.MinMax(Array.Empty<double>(), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scaler.Robust(s_rows, 0));
        Assert.Contains("row 2, column 1", Assert.Throws<ArgumentException>(() => Scaler.Standard(new[] { 1, 2, float.NaN, 4 }, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Of("standard", s_rows).Apply(new double[3], new double[6]));
    }

    private static void WriteScaler(string path, string kind, int rows, int columns)
    {
        var writer = new SafetensorsWriter();
        writer.AddMetadata("scaler/kind", kind);
        writer.AddFinite<double>("scaler/offset", rows, columns, () => new double[rows * columns]);
        writer.AddFinite<double>("scaler/scale", rows, columns, () => [1, 1, 1]);
        AtomicFile.Write(path, writer.WriteTo);
    }

    private static Scaler Of(string kind, double[] rows) => kind switch
    {
        "standard" => Scaler.Standard(rows, 3),
        "minMax" => Scaler.MinMax(rows, 3),
        _ => Scaler.Robust(rows, 3),
    };
}
