using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RepLearn.Evaluation;
using RepLearn.Tests.Dsl.Models;
using RepLearn.Tests.Support;
using SkiaSharp;
using Xunit;

namespace RepLearn.Tests.Evaluation.Sweeps;

public sealed class SweepTests : IDisposable
{
    private static readonly SweepAxis s_weight = new("weight", 0, 0.1, 1);
    private static readonly SweepAxis s_width = new("width", 8, 16);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AGrid_HasEachCombination_TheLastAxisFastest()
    {
        var sweep = new Sweep([1], s_weight, s_width);
        Assert.Equal(
            ["weight = 0, width = 8", "weight = 0, width = 16", "weight = 0.1, width = 8", "weight = 0.1, width = 16", "weight = 1, width = 8", "weight = 1, width = 16"],
            sweep.Points.Select(point => $"{point}"));
    }

    [Fact]
    public void EachPointIsMeasuredWithEachSeed()
    {
        var runs = new List<string>();
        var reports = new List<SweepProgress>();
        SweepTable table = new Sweep([3, 5], s_weight, s_width).Run(
            run =>
            {
                runs.Add($"{run}");
                return [("product", run["weight"] * run["width"] * run.Seed), ("seed", run.Seed)];
            },
            new Reports(reports));

        Assert.Equal(12, runs.Distinct().Count());
        Assert.Equal([3, 5], table.Values(table.At(0.1, 16), "seed"));
        Assert.Equal([0.1 * 16 * 3, 0.1 * 16 * 5], table.Values(table.At(0.1, 16), "product"));
        Assert.Equal(["product", "seed"], table.Measures);
        Assert.Equal(Enumerable.Range(1, 12), reports.Select(report => report.Done));
        Assert.All(reports, report => Assert.Equal(12, report.Count));
        Assert.Equal(TimeSpan.Zero, reports[^1].TimeLeft);
    }

    // Fixtures/make_sweeps.py: SciPy's t.interval and ttest_rel.
    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("5")]
    [InlineData("12")]
    public void IntervalsAreThoseOfSciPy(string seeds)
    {
        JsonElement expected = ScikitLearn.Load("sweeps.json").GetProperty("cases").GetProperty(seeds);
        double[][] values = [Numbers(expected, "one"), Numbers(expected, "other")];
        ulong[] all = [.. Enumerable.Range(0, values[0].Length).Select(seed => (ulong)seed)];
        SweepTable table = new Sweep(all, new SweepAxis("which", 0, 1)).Run(run => [("value", values[(int)run["which"]][run.Seed])]);
        SweepEstimate mean = table.Mean(table.At(0), "value");
        SweepEstimate difference = table.Difference(table.At(0), table.At(1), "value");

        Assert.Equal(expected.GetProperty("mean").GetDouble(), mean.Value, 1e-12);
        Assert.Equal(expected.GetProperty("deviation").GetDouble(), mean.StandardDeviation, 1e-12);
        AssertNear(Numbers(expected, "interval"), mean);
        Assert.Equal(expected.GetProperty("difference").GetDouble(), difference.Value, 1e-12);
        AssertNear(Numbers(expected, "pairedInterval"), difference);
    }

    [Fact]
    public void OneSeed_HasNoInterval()
    {
        SweepTable table = new Sweep([1], s_weight).Run(run => [("value", run["weight"])]);
        SweepEstimate mean = table.Mean(table.At(0.1), "value");

        Assert.Equal((0.1, double.PositiveInfinity), (mean.Value, mean.Margin));
        Assert.Equal("0.1", $"{mean}");
    }

    // Closed forms: of ±x the deviation is √2 x, of x, x, 0 it is x / √3.
    [Theory]
    [InlineData(1e308)]
    [InlineData(1e-308)]
    [InlineData(1.2e308)]
    public void NumbersOfAnySize_HaveMeanAndInterval(double size)
    {
        SweepTable table = new Sweep([1, 2, 3], new SweepAxis("sign", -1, 0, 1)).Run(run => [("same", run["sign"] * size), ("two", run.Seed < 3 ? size : 0)]);
        SweepEstimate same = table.Mean(table.At(1), "same");
        SweepEstimate two = table.Mean(table.At(1), "two");
        SweepEstimate difference = table.Difference(table.At(1), table.At(0), "same");
        SweepEstimate twice = table.Difference(table.At(1), table.At(-1), "same");

        Assert.Equal((size, 0, 0), (same.Value, same.StandardDeviation, same.Margin));
        Assert.Equal(2.0 / 3, two.Value / size, 1e-15);
        Assert.Equal(1 / Math.Sqrt(3), two.StandardDeviation / size, 1e-15);
        Assert.Equal(4.302652729911275 / 3, two.Margin / size, 1e-10);
        Assert.Equal((size, 0), (difference.Value, difference.Margin));
        Assert.Equal((2 * size, 2 * size, 2 * size), (twice.Value, twice.Low, twice.High));
    }

    [Fact]
    public void WhatIsTooLargeForADouble_IsInfinite()
    {
        SweepTable table = new Sweep([1, 2], new SweepAxis("sign", -1, 1)).Run(run => [("value", run["sign"] * (run.Seed == 1 ? double.MaxValue : -double.MaxValue / 2))]);
        SweepEstimate mean = table.Mean(table.At(1), "value");
        Assert.Equal(double.MaxValue / 4, mean.Value);
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (mean.Low, mean.High));
        SweepEstimate difference = table.Difference(table.At(1), table.At(-1), "value");
        Assert.Equal((double.MaxValue / 2, double.PositiveInfinity, double.NegativeInfinity), (difference.Value, difference.StandardDeviation, difference.Low));
    }

    [Fact]
    public void TextThatNoFileCanHold_IsRefusedAtOnce()
    {
        Refused("a description of whole characters, but '10 \uFFFD' has half of a surrogate pair", () => new Sweep([1], s_weight) { Description = "10 \uD83D" });
        Refused("a name of whole characters", () => new SweepAxis("\uDE00", 1));
        Refused("names of measures of whole characters", () => new Sweep([1], s_weight).Run(_ => [("a\uD83D", 1)]));

        // A whole pair is kept.
        Sweep whole = InFile("10 \uD83D\uDE00");
        whole.Run(Measure);
        InFile(whole.Description).Run(_ => throw new InvalidOperationException("It is measured again."));

        static void Refused(string message, Func<object> make) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);
    }

    // Killed after the fourth of six runs, within the fifth.
    [Fact]
    public void AKilledSweep_GoesOn_AndMeasuresNothingTwice()
    {
        Sweep sweep = InFile();
        int runs = 0;
        Assert.Throws<OutOfMemoryException>(() => sweep.Run(run => ++runs < 5 ? Measure(run) : throw new OutOfMemoryException()));
        SweepTable resumed = InFile().Run(run =>
        {
            runs++;
            return Measure(run);
        });

        Assert.Equal(5 + 2, runs);
        SweepTable whole = new Sweep([1, 2], s_weight).Run(Measure);
        Assert.Equal($"{whole}", $"{resumed}");
        Assert.Equal(whole.Points.SelectMany(point => whole.Values(point, "third")), resumed.Points.SelectMany(point => resumed.Values(point, "third")));

        // And what is complete is only read.
        Assert.Equal($"{whole}", $"{InFile().Run(_ => throw new InvalidOperationException("It is measured again."))}");
    }

    [Fact]
    public void ACancelledSweep_KeepsWhatIsDone()
    {
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => InFile().Run(
            run =>
            {
                source.Cancel();
                return Measure(run);
            },
            null,
            source.Token));
        int runs = 0;
        InFile().Run(run =>
        {
            runs++;
            return Measure(run);
        });
        Assert.Equal(5, runs);
    }

    [Fact]
    public void AFileOfAnotherSweep_IsRefused_AndLeftAsItIs()
    {
        InFile().Run(Measure);
        byte[] before = File.ReadAllBytes(_folder["sweep.json"]);
        string path = _folder["sweep.json"];

        Expect(new Sweep([1, 2], new SweepAxis("weight", 0, 0.2, 1)) { File = path, Description = "20 epochs" }, "with axes 'weight: 0, 0.2, 1', but it has those of one with axes 'weight: 0, 0.1, 1'");
        Expect(new Sweep([1, 2], new SweepAxis("beta", 0, 0.1, 1)) { File = path, Description = "20 epochs" }, "with axes 'beta: 0, 0.1, 1'");
        Expect(new Sweep([1, 2], s_weight, s_width) { File = path, Description = "20 epochs" }, "with axes 'weight: 0, 0.1, 1; width: 8, 16'");
        Expect(new Sweep([1, 3], s_weight) { File = path, Description = "20 epochs" }, "with seeds '1, 3', but it has those of one with seeds '1, 2'");
        Expect(new Sweep([1, 2], s_weight) { File = path, Description = "30 epochs" }, "with description '30 epochs', but it has those of one with description '20 epochs'");
        Assert.Equal(before, File.ReadAllBytes(path));

        static void Expect(Sweep sweep, string message) =>
            Assert.Contains(message, Assert.Throws<InvalidDataException>(() => sweep.Run(Measure)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"runs\"", "\"ruins\"", "expected the file of a sweep")]
    [InlineData("{", "", "expected the file of a sweep")]
    [InlineData("\"point\": 2", "\"point\": 3", "the run of point 3 and seed 1 is none of this sweep")]
    [InlineData("\"point\": 2", "\"point\": 1", "the run of point 1 and seed 1 is there twice")]
    [InlineData("\"third\"", "\"thrid\"", "but the runs before measured 'thrid'")]
    [InlineData("\"seed\": 1", "\"seed\": -1", "expected the file of a sweep")]
    public void ADamagedFile_IsRefused(string text, string damage, string expected)
    {
        InFile().Run(Measure);
        string path = _folder["sweep.json"];

        // Without the checksum, which would refuse all of these, as a program leaves it out that changes the file on purpose.
        string content = Regex.Replace(File.ReadAllText(path), "\\s*\"crc32c\": \"[0-9a-f]{8}\",", "");
        int place = content.IndexOf(text, StringComparison.Ordinal);
        File.WriteAllText(path, string.Concat(content.AsSpan(0, place), damage, content.AsSpan(place + text.Length)));

        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => InFile().Run(Measure)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileWithAChangedDigit_IsRefused_WithItsName()
    {
        InFile().Run(run => [("error", 0.125 + run.Seed)]);
        string path = _folder["sweep.json"];
        File.WriteAllText(path, File.ReadAllText(path).Replace("1.125", "1.135", StringComparison.Ordinal));

        string refused = Assert.Throws<InvalidDataException>(() => InFile().Run(Measure)).Message;
        Assert.StartsWith($"{path}: expected content with the checksum of metadata 'crc32c'", refused, StringComparison.Ordinal);
        Assert.Contains("the file is damaged", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoSweepsAtOnce_DoNotShareAFile()
    {
        string file = _folder["both.json"];
        var sweep = new Sweep([1], s_weight) { File = file };
        sweep.Run(run =>
        {
            Assert.Contains("another sweep of this process", Assert.Throws<IOException>(() => new Sweep([1], s_weight) { File = file }.Run(Measure)).Message, StringComparison.Ordinal);
            return Measure(run);
        });
        sweep.Run(Measure);
    }

    [Fact]
    public void ABadGrid_IsRefused()
    {
        Assert.Contains("null for one", Assert.Throws<ArgumentException>(() => new Sweep([1], [null!])).Message, StringComparison.Ordinal);
        Refused("each once, but got 0.1 twice", () => new SweepAxis("weight", 0.1, 0.1));
        Refused("Expected finite values of weight, each once, but got NaN", () => new SweepAxis("weight", 0.1, double.NaN));
        Refused("Expected at least one value of weight", () => new SweepAxis("weight"));
        Refused("at least one, each once, but got none", () => new Sweep([], s_weight));
        Refused("at least one, each once, but got 1, 1", () => new Sweep([1, 1], s_weight));
        Refused("each with a name of its own, but got none", () => new Sweep([1]));
        Refused("each with a name of its own, but got weight, weight", () => new Sweep([1], s_weight, s_weight));
        var thousand = new SweepAxis("a", [.. Enumerable.Range(0, 1001).Select(value => (double)value)]);
        Refused("Expected at most 1000000 runs, but 1 seeds and axes of 1001, 1000 values make 1001000", () => new Sweep([1], thousand, new SweepAxis("b", [.. Enumerable.Range(0, 1000).Select(value => (double)value)])));

        static void Refused(string message, Func<object> make) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BadMeasures_AreRefused_WithTheirRun()
    {
        Refused("The run of weight = 0, seed 1 measured nothing.", _ => []);
        Refused("The run of weight = 0, seed 1 measured NaN as 'error'; expected a finite number.", _ => [("error", double.NaN)]);
        Refused("gave measures 'a', 'a'; expected a name of its own for each.", _ => [("a", 1), ("a", 2)]);
        Refused("The run of weight = 0.1, seed 1 measured 'other', but the runs before measured 'error'.", run => [(run["weight"] == 0 ? "error" : "other", 1)]);
        SweepTable table = new Sweep([1], s_weight).Run(Measure);
        Assert.Contains("has no measure 'error'; it has third, seed", Assert.Throws<ArgumentException>(() => table.Mean(table.Points[0], "error")).Message, StringComparison.Ordinal);
        Assert.Contains("a value of each of weight that is in the grid, but got 0.2", Assert.Throws<ArgumentException>(() => table.At(0.2)).Message, StringComparison.Ordinal);
        Assert.Contains("is not of this sweep's grid", Assert.Throws<ArgumentException>(() => table.Mean(new Sweep([1], s_width).Points[0], "third")).Message, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => table.Points[0]["width"]);

        static void Refused(string message, Func<SweepRun, IReadOnlyList<(string, double)>> measure) =>
            Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => new Sweep([1], s_weight).Run(measure)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TablesAndCsv_AreTheSameInAnyCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "," } };
        try
        {
            SweepTable table = new Sweep([1, 2], new SweepAxis("weight", 0, 0.1)).Run(run => [("error, squared", run["weight"] + run.Seed)]);
            table.WriteCsv(_folder["sweep.csv"]);
            Assert.Equal("weight,seed,\"error, squared\"\n0,1,1\n0,2,2\n0.1,1,1.1\n0.1,2,2.1\n", File.ReadAllText(_folder["sweep.csv"]));
            Assert.Equal(["weight", "error, squared", "error, squared, difference"], table.Header(table.At(0)));

            // t of one degree of freedom is 12.71; the difference is the same for both seeds.
            Assert.Equal(["0", "1.5 ± 6.4", ""], table.Rows(table.At(0))[0]);
            Assert.StartsWith("0.1 ± ", table.Rows(table.At(0))[1][2], StringComparison.Ordinal);
            Assert.Equal(0.1, table.Difference(table.At(0.1), table.At(0), "error, squared").Value, 1e-12);
            Assert.True(table.Difference(table.At(0.1), table.At(0), "error, squared").Margin < 1e-12);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // A model's settings by their names; a heavier penalty leaves smaller codes.
    [Fact]
    public void AModel_IsSweptOverItsSettings()
    {
        var random = new Random(4);
        float[] rows = [.. Enumerable.Range(0, 60 * 19).Select(_ => random.NextSingle())];
        SweepTable table = new Sweep([1, 2, 3], new SweepAxis(nameof(Weighed.SettingValues.L1Weight), 0, 10)).Run(run =>
        {
            using var model = new Weighed(run.Seed);
            run.Point.ApplyTo(model.Settings);
            model.Fit(rows, new FitOptions { Epochs = 20, BatchSize = 10, Optimizer = new Adam(0.02), Seed = run.Seed });
            return [("length", model.Encode(rows).Sum(value => Math.Abs((double)value)))];
        });

        Assert.True(table.Difference(table.At(10), table.At(0), "length").High < 0);
    }

    [Fact]
    public void APointThatDoesNotFitAModel_SetsNothing()
    {
        using var model = new Weighed(1);
        var known = new SweepAxis(nameof(Weighed.SettingValues.L1Weight), 0.7);
        Assert.Throws<KeyNotFoundException>(() => new Sweep([1], known, s_weight).Points[0].ApplyTo(model.Settings));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sweep([1], known, new SweepAxis(nameof(Weighed.SettingValues.L2Weight), -1)).Points[0].ApplyTo(model.Settings));
        Assert.Equal((0.1, 0.2), (model.Settings.L1Weight, model.Settings.L2Weight));
    }

    [Fact]
    public void Curves_HaveALineForEachOtherValue_AndIntervals()
    {
        SweepTable table = new Sweep([1, 2, 3], s_weight, s_width).Run(run => [("error", (run["weight"] - 0.3) * (run["width"] - 12) + (0.2 * run.Seed))]);
        using SKBitmap picture = SKBitmap.Decode(new SweepCurves { Measure = "error" }.Draw(table));
        Assert.Equal((620, 400), (picture.Width, picture.Height));
        Assert.Contains(picture.Pixels, color => color.Blue > color.Red + 100);
        Assert.Contains(picture.Pixels, color => color.Red > color.Blue + 100);

        Assert.Contains("has no measure 'loss'", Assert.Throws<ArgumentException>(() => new SweepCurves { Measure = "loss" }.Draw(table)).Message, StringComparison.Ordinal);
        Assert.Contains("has no axis 'depth'", Assert.Throws<ArgumentException>(() => new SweepCurves { Measure = "error", Axis = "depth" }.Draw(table)).Message, StringComparison.Ordinal);
        SweepTable many = new Sweep([1], s_width, new SweepAxis("a", 1, 2, 3, 4, 5, 6, 7)).Run(_ => [("error", 1)]);
        SweepTable near = new Sweep([1], s_width, new SweepAxis("a", [.. Enumerable.Range(0, 7).Select(place => 1 + (place * 1e-7))])).Run(_ => [("error", 1)]);
        Assert.Contains("have 7", Assert.Throws<ArgumentException>(() => new SweepCurves { Measure = "error" }.Draw(near)).Message, StringComparison.Ordinal);
        Assert.Contains("at most 6 lines, but the axes beside width have 7", Assert.Throws<ArgumentException>(() => new SweepCurves { Measure = "error" }.Draw(many)).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<(string Name, double Value)> Measure(SweepRun run) => [("third", (run["weight"] + run.Seed) / 3), ("seed", run.Seed)];

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static void AssertNear(double[] interval, SweepEstimate estimate)
    {
        Assert.Equal(interval[0], estimate.Low, 1e-9 * Math.Max(1, Math.Abs(interval[0])));
        Assert.Equal(interval[1], estimate.High, 1e-9 * Math.Max(1, Math.Abs(interval[1])));
    }

    private Sweep InFile(string description = "20 epochs") => new([1, 2], s_weight) { File = _folder["sweep.json"], Description = description };

    private sealed class Reports(List<SweepProgress> all) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value) => all.Add(value);
    }
}
