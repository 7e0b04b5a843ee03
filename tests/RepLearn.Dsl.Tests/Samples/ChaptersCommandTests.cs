using System.Text.RegularExpressions;
using ChaptersSample;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Samples;

public sealed class ChaptersCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_NamesEveryChapter()
    {
        (int exitCode, string output, _) = await Run("list");
        Assert.Equal(0, exitCode);
        Assert.All(Chapter.All, chapter => Assert.Contains(chapter.Name, output));
    }

    // With fewer epochs than the chapters' own where the point holds after fewer, to save time.
    [Theory]
    [InlineData("representations", 100)]
    [InlineData("undercomplete", 200)]
    [InlineData("sparse", 80)]
    [InlineData("denoising", 40)]
    [InlineData("contractive", 30)]
    [InlineData("variational", 60)]
    [InlineData("manifold", 100)]
    [InlineData("pretraining", 100)]
    [InlineData("clusters", 150)]
    [InlineData("convolutional", 100)]
    [InlineData("words", 1)]
    [InlineData("entities", 3)]
    public async Task Chapter_HoldsAndWritesAPageOfOneFile(string name, int epochs)
    {
        (int exitCode, string output, string error) = await Run(name, "--epochs", $"{epochs}", "--output", Report);
        Assert.Equal("", error);
        Assert.Equal(0, exitCode);
        Assert.Contains("Holds: ", output);
        Assert.Equal([$"{name}.html"], Directory.GetFiles(Report).Select(file => Path.GetFileName(file)));
        string html = File.ReadAllText(Path.Combine(Report, $"{name}.html"));
        Assert.NotEmpty(Sources(html));
        Assert.All(Sources(html), source => Assert.StartsWith("data:image/png;base64,iVBOR", source));
        Assert.Matches(@"<code>\[(Autoencoder|SkipGram)\(\d+", html);
        Assert.Contains($"samples/Chapters -- {name} --epochs {epochs} --seed 1", html);

        // The verdict tells each number with the bound that it is compared with, and no number has a hyphen for a minus.
        Assert.All(output.Split('\n').Single(line => line.StartsWith("Holds: ", StringComparison.Ordinal))["Holds: ".Length..].Split("; "), check => Assert.Matches(@": −?[\d.]+( %)?, (above|below) −?[\d.]+", check));
        Assert.DoesNotMatch(@"(?<![\w.–-])-\d", Regex.Replace(html, "<style>.*?</style>|<pre>.*?</pre>|<[^>]*>", " ", RegexOptions.Singleline));
    }

    [Fact]
    public void ACheck_TellsBothNumbersAndTheMargin()
    {
        Assert.Equal("moved: 8.7 %, not below 4.4 % (0.8 × PCA 5.5 %)", $"{Check.Below("moved", 0.087, ("PCA", 0.055), "P1", factor: 0.8)}");
        Assert.Equal("NMI: 0.811, above 0.776 (pixels 0.766 + 0.010)", $"{Check.Above("NMI", 0.811, ("pixels", 0.766), "F3", margin: 0.01)}");
        Assert.Equal("bound: −21.6, below −17.0 (dense −16.7 − 0.3)", $"{Check.Below("bound", -21.6, ("dense", -16.7), "F1", margin: -0.3)}");
        Assert.Equal("area: 0.90, above 0.85", $"{Check.Above("area", 0.9, 0.85, "F2")}");
        Assert.False(Check.Above("nothing", double.NaN, 0, "F1").Holds);
        Assert.False(new Verdict(Check.Above("one", 2, 1, "F0"), Check.Below("other", 2, 1, "F0")).Holds);
    }

    [Fact]
    public void EveryChapter_IsTested() => Assert.Equal(
        Chapter.All.Select(chapter => chapter.Name),
        typeof(ChaptersCommandTests).GetMethod(nameof(Chapter_HoldsAndWritesAPageOfOneFile))!.GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
            .Select(row => (string)((InlineDataAttribute)row).GetData(null!).Single()[0]));

    [Fact]
    public async Task PointThatDoesNotHold_IsTold_WithExitCode1AndAllPages()
    {
        (int exitCode, string output, string error) = await Run("all", "--epochs", "1", "--output", Report, "--gallery", _folder["gallery"]);
        Assert.Equal(1, exitCode);
        Assert.Contains("Does not hold: ", output);
        Assert.Matches("^Error: On these images and settings the point did not hold: .*undercomplete", error);
        string index = File.ReadAllText(Path.Combine(Report, "index.html"));
        Assert.Contains("Does not hold: ", index);
        Assert.All(Chapter.All, chapter => Assert.Contains($"href=\"{chapter.Name}.html\"", index));
        Assert.All(Chapter.All, chapter => Assert.True(File.Exists(Path.Combine(Report, $"{chapter.Name}.html"))));
        Assert.All(Chapter.All, chapter => Assert.Contains(Convert.ToBase64String(File.ReadAllBytes(Path.Combine(_folder["gallery"], $"{chapter.Name}.png"))), index));
    }

    [Fact]
    public async Task UnknownChapter_IsExitCode1AndNamed()
    {
        (int exitCode, _, string error) = await Run("compressed", "--output", Report);
        Assert.Equal(1, exitCode);
        Assert.Contains("'compressed'", error);
        Assert.False(Directory.Exists(Report));
    }

    [Theory]
    [InlineData("--output", "/proc/replearn", "Cannot make the folder '/proc/replearn'; the system says: ")]
    [InlineData("--output", "/proc/self", "Cannot write '/proc/self/sparse.html': its folder admits no new file")]
    [InlineData("--gallery", "/proc/self", "Cannot write '/proc/self/sparse.png': its folder admits no new file")]
    public async Task FolderThatCannotBeWritten_IsToldBeforeTraining(string option, string folder, string message)
    {
        string[] other = option == "--gallery" ? ["--output", Report] : [];
        (int exitCode, string output, string error) = await Run(["sparse", option, folder, .. other]);
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"Error: {option}: {message}", error);
        Assert.DoesNotContain("epoch", output);
    }

    [Fact]
    public async Task MissingImages_AreOneLineAndExitCode1()
    {
        (int exitCode, _, string error) = await Run("sparse", "--fashion-mnist", _folder["none"], "--output", Report);
        Assert.Equal(1, exitCode);
        Assert.Matches("^Error: '.*train-labels-idx1-ubyte.gz': expected an IDX file, but there is no such file.", error);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(Report));
    }

    // Beside the shares, what lies on a bound and beyond the bins.
    [Fact]
    public void Histogram_CountsUpToEachBound() =>
        Assert.Equal([0.5, 0.25, 0.25], Measure.Histogram([0.0, 2, 3, 40], width: 2, bins: 3));

    private string Report => _folder["report"];

    private static IEnumerable<string> Sources(string html) => Regex.Matches(html, "(?:src|href)=\"([^#\"][^\"]*)\"").Select(match => match.Groups[1].Value);

    private static async Task<(int ExitCode, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await ChaptersCommand.InvokeAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
