using System.Globalization;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Monitoring;

public sealed class CsvProgressTests
{
    private static readonly double[] s_train = TestData.Plane<double>(40, 6);
    private static readonly double[] s_validation = TestData.Plane<double>(20, 6, seed: 6);

    [Fact]
    public void AFit_LeavesALinePerEpoch()
    {
        using var folder = new TemporaryFolder();
        FitReport report = Fit(folder["fit.csv"], 3);
        string[][] lines = Lines(folder["fit.csv"]);

        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        for (int epoch = 0; epoch < 3; epoch++)
        {
            Assert.Equal($"{epoch + 1}", lines[epoch + 1][0]);
            Assert.Equal(report.Epochs[epoch].Training.Total, Number(lines, epoch + 1, "training.total"));
            Assert.Equal(report.Epochs[epoch].Training["reconstruction"], Number(lines, epoch + 1, "training.reconstruction"));
            Assert.Equal(report.Epochs[epoch].Validation!.Value["reconstruction"], Number(lines, epoch + 1, "validation.reconstruction"));
        }
    }

    [Fact]
    public void EveryReport_HasALineWithoutValidationWithinAnEpoch()
    {
        using var folder = new TemporaryFolder();
        using (var model = new LinearModel<double>(6, 2, masks: false))
        using (var progress = new CsvProgress(folder["fit.csv"], everyReport: true))
        {
            model.Fit(s_train, s_validation, new FitOptions { Epochs = 2, BatchSize = 8, ProgressInterval = TimeSpan.Zero }, progress);
        }

        // Five steps and the epoch's end, twice.
        string[][] lines = Lines(folder["fit.csv"]);
        Assert.Equal(1 + (2 * 6), lines.Length);
        Assert.Equal("", lines[1][^1]);
        Assert.NotEqual("", lines[6][^1]);
        Assert.Equal("", lines[7][^1]);
    }

    [Fact]
    public void AnotherFit_AddsItsLines()
    {
        using var folder = new TemporaryFolder();
        Fit(folder["fit.csv"], 2);
        File.AppendAllText(folder["fit.csv"], "3,1,");
        Fit(folder["fit.csv"], 1);
        string[][] lines = Lines(folder["fit.csv"]);
        Assert.Equal(["epoch", "1", "2", "1"], lines.Select(line => line[0]));
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
    }

    // Longer than what is read at once.
    [Fact]
    public void ALongCutLine_IsCutOff()
    {
        using var folder = new TemporaryFolder();
        Fit(folder["fit.csv"], 1);
        File.AppendAllText(folder["fit.csv"], new string('7', 10_000));
        Fit(folder["fit.csv"], 1);
        Assert.Equal(["epoch", "1", "1"], Lines(folder["fit.csv"]).Select(line => line[0]));
    }

    // Of an editor or a spreadsheet.
    [Fact]
    public void AByteOrderMark_Stays()
    {
        using var folder = new TemporaryFolder();
        Fit(folder["fit.csv"], 1);
        byte[] lines = File.ReadAllBytes(folder["fit.csv"]);
        File.WriteAllBytes(folder["fit.csv"], [0xef, 0xbb, 0xbf, .. lines]);
        Fit(folder["fit.csv"], 1);
        Assert.Equal([0xef, 0xbb, 0xbf, .. lines], File.ReadAllBytes(folder["fit.csv"])[..(lines.Length + 3)]);
        Assert.Equal(["epoch", "1", "1"], Lines(folder["fit.csv"]).Select(line => line[0]));
    }

    // Each has a place of its own in the file, so that their lines would lie over each other.
    [Fact]
    public void ASecondWriter_IsRefusedUntilTheFirstEnds()
    {
        using var folder = new TemporaryFolder();
        using (var first = new CsvProgress(folder["fit.csv"]))
        {
            string problem = Assert.Throws<IOException>(() => new CsvProgress(Path.Combine(folder.Path, ".", "fit.csv"))).Message;
            Assert.Contains("fit.csv': another CsvProgress of this process has the file", problem, StringComparison.Ordinal);
            using var model = new LinearModel<double>(6, 2, masks: false);
            model.Fit(s_train, new FitOptions { Epochs = 2, ProgressInterval = TimeSpan.FromHours(1) }, first);
            Assert.Equal(3, Lines(folder["fit.csv"]).Length);
        }

        new CsvProgress(folder["fit.csv"]).Dispose();
    }

    [Fact]
    public void AFolderOrAClosedFile_IsNamed()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains($"'{folder.Path}': expected the name of a file, but it is that of a folder", Assert.Throws<IOException>(() => new CsvProgress(folder.Path)).Message, StringComparison.Ordinal);
        var progress = new CsvProgress(folder["fit.csv"]);
        progress.Dispose();
        progress.Dispose();
        using var model = new LinearModel<double>(6, 2, masks: false);
        Assert.Contains("fit.csv' before Dispose", Assert.Throws<ObjectDisposedException>(() => model.Fit(s_train, new FitOptions { Epochs = 1 }, progress)).Message, StringComparison.Ordinal);
    }

    // Its writer was killed.
    [Fact]
    public void ACutHeader_IsWrittenAnew()
    {
        using var folder = new TemporaryFolder();
        Fit(folder["fit.csv"], 1);
        string header = File.ReadLines(folder["fit.csv"]).First();
        foreach (string cut in (string[])["e", header[..20], header, header + "\r"])
        {
            File.WriteAllText(folder["fit.csv"], cut);
            Fit(folder["fit.csv"], 1);
            Assert.StartsWith(header + "\n1,5,", File.ReadAllText(folder["fit.csv"]), StringComparison.Ordinal);
        }
    }

    // Of an editor or a spreadsheet.
    [Theory]
    [InlineData("")]
    [InlineData("2,1,")]
    [InlineData("2,1,\r")]
    public void AFileOfOtherLineEnds_KeepsThem(string cut)
    {
        using var folder = new TemporaryFolder();
        Fit(folder["fit.csv"], 1);
        File.WriteAllText(folder["fit.csv"], File.ReadAllText(folder["fit.csv"]).Replace("\n", "\r\n", StringComparison.Ordinal) + cut);
        Fit(folder["fit.csv"], 2);
        string text = File.ReadAllText(folder["fit.csv"]);
        Assert.Equal(cut.EndsWith('\r') ? ["epoch", "1", "2", "1", "2"] : ["epoch", "1", "1", "2"], Lines(folder["fit.csv"]).Select(line => line[0]));
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("\r", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOfOtherColumns_StaysAsItIs()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["fit.csv"], "a,b\n1,2\n");
        Assert.Throws<DirectoryNotFoundException>(() => new CsvProgress(folder["nowhere/fit.csv"]));
        InvalidDataException problem = Assert.Throws<InvalidDataException>(() => Fit(folder["fit.csv"], 1));
        Assert.Contains("training.reconstruction", problem.Message, StringComparison.Ordinal);
        Assert.Equal("a,b\n1,2\n", File.ReadAllText(folder["fit.csv"]));
    }

    [Fact]
    public void AGroup_GivesEachReportToAll()
    {
        using var folder = new TemporaryFolder();
        int reports = 0;
        using (var model = new LinearModel<double>(6, 2, masks: false))
        using (var progress = new ProgressGroup(new DirectProgress(_ => reports++), new CsvProgress(folder["fit.csv"])))
        {
            model.Fit(s_train, new FitOptions { Epochs = 2, ProgressInterval = TimeSpan.FromHours(1) }, progress);
        }

        Assert.Equal(2, reports);
        Assert.Equal(3, Lines(folder["fit.csv"]).Length);
        Assert.Throws<ArgumentNullException>(() => new ProgressGroup(null!, null!));
        var last = new CsvProgress(folder["last.csv"]);
        Assert.Throws<TimeoutException>(new ProgressGroup(new Unclosable(), last).Dispose);
        File.Open(folder["last.csv"], FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }

    private sealed class Unclosable : IProgress<FitProgress>, IDisposable
    {
        public void Report(FitProgress value)
        {
        }

        public void Dispose() => throw new TimeoutException();
    }

    private static FitReport Fit(string path, int epochs)
    {
        using var model = new LinearModel<double>(6, 2, masks: false);
        using var progress = new CsvProgress(path);
        return model.Fit(s_train, s_validation, new FitOptions { Epochs = epochs, BatchSize = 8, ProgressInterval = TimeSpan.FromHours(1) }, progress);
    }

    private static string[][] Lines(string path) => [.. File.ReadAllLines(path).Select(line => line.Split(','))];

    private static double Number(string[][] lines, int line, string column) =>
        double.Parse(lines[line][Array.IndexOf(lines[0], column)], CultureInfo.InvariantCulture);
}
