using System.Globalization;
using System.Text.RegularExpressions;
using DigitsSample;
using RepLearn.Tests.Data;
using RepLearn.Tests.Support;
using SkiaSharp;
using Xunit;

namespace RepLearn.Tests.Samples;

public sealed class DigitsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Help_NamesEveryOption()
    {
        Outcome outcome = await Run("--help");
        Assert.Equal(0, outcome.ExitCode);
        Assert.All(
            ["--images", "--labels", "--test-images", "--test-labels", "--output", "--epochs", "--seed", "--threads"],
            option => Assert.Contains(option, outcome.Output));
    }

    [Fact]
    public async Task ShortRun_PrintsLossTermsByNameAndTheTable()
    {
        Outcome outcome = await Run("--epochs", "2", "--output", Report);
        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Matches(@"Vae8x8.*epoch 1/2  loss .* = reconstruction .* \+ kl .*, validation ", outcome.Output);
        Assert.Matches(@"Plane8x8.*epoch 2/2  loss ", outcome.Output);
        Assert.Matches(@"pixels, 64 values +– +– +\d\d\.\d % ± \d\.\d", outcome.Output);
        Assert.Matches(@"VAE, 2 values +−?\d+\.\d\d +\d\.\d{3} +\d\d\.\d % ± \d\.\d", outcome.Output);
        Assert.DoesNotContain('\u001b', outcome.Output);
    }

    [Fact]
    public async Task ShortRun_WritesAPageWhosePicturesAreThere()
    {
        await Run("--epochs", "2", "--output", Report);
        string html = File.ReadAllText(Path.Combine(Report, "index.html"));
        string[] pictures = [.. Directory.GetFiles(Report, "*.png").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["codes.png", "learning-curves-plane.png", "learning-curves.png", "manifold.png", "pca-codes.png", "reconstructions.png", "samples.png"],
            pictures);
        Assert.All(pictures, picture => Assert.Contains($"src=\"{picture}\"", html));
        Assert.Contains("[Latent.Gaussian(2", html);

        // 1500 steps of warm-up take some forty epochs.
        Assert.Contains("the parameters of the last epoch, 2, are kept: no epoch came after the 1500 steps", html);
        Assert.DoesNotContain("lowest validation loss", html);

        // 21 × 21 decoded images of 8 × 8, each pixel 4 × 4, with gaps of 2, at twice the density; not all of one grey.
        using SKBitmap manifold = SKBitmap.Decode(Path.Combine(Report, "manifold.png"));
        Assert.Equal((2 * (2 + (21 * 34)), 2 * (2 + (21 * 34))), (manifold.Width, manifold.Height));
        Assert.True(manifold.Pixels.Distinct().Count() > 10);
    }

    [Fact]
    public async Task FullRun_RebuildsDigitsWithFarLessErrorThanPca()
    {
        string output = (await Run("--output", Report)).Output;

        // PCA's 1.529 and 3.326 on these test images follow from the images alone; the VAEs reach about 0.74 and 1.49.
        Assert.InRange(ErrorOf("PCA, 8 values"), 1.52, 1.54);
        Assert.InRange(ErrorOf("VAE, 8 values"), 0.5, 0.9);
        Assert.InRange(ErrorOf("PCA, 2 values"), 3.3, 3.35);
        Assert.InRange(ErrorOf("VAE, 2 values"), 1.2, 1.9);
        Assert.Matches(@"the parameters of epoch \d+ are kept, which has the lowest validation loss of those after the warm-up", File.ReadAllText(Path.Combine(Report, "index.html")));

        double ErrorOf(string name) => double.Parse(
            Regex.Match(output, $@"{name} +(?:–|−?[\d.]+) +(\d+\.\d+) ").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Results_AreTheSameOnAnyNumberOfThreads()
    {
        string one = (await Run("--epochs", "2", "--output", Report, "--threads", "1")).Output;
        string three = (await Run("--epochs", "2", "--output", Report, "--threads", "3")).Output;
        Assert.Equal(WithoutLastLine(one), WithoutLastLine(three));
        Assert.NotEqual(WithoutLastLine(one), WithoutLastLine((await Run("--epochs", "2", "--output", Report, "--seed", "9")).Output));
    }

    [Fact]
    public async Task FilesOf28x28_AreTrainedOnToo()
    {
        var random = new Random(2);
        var pixels = new byte[260 * 784];
        random.NextBytes(pixels);
        string images = _folder.Write("images", IdxBytes.Gzip(IdxBytes.Images(260, 28, 28, pixels)));
        string labels = _folder.Write("labels", IdxBytes.Labels([.. Enumerable.Range(0, 260).Select(index => (byte)(index % 4))]));
        Outcome outcome = await Run("--images", images, "--labels", labels, "--epochs", "1", "--output", Report);
        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("Vae28x28", outcome.Output);
        Assert.True(File.Exists(Path.Combine(Report, "index.html")));
    }

    [Fact]
    public async Task TruncatedFile_IsOneLineAndExitCode1()
    {
        string images = _folder.Write("images", IdxBytes.Images(3, 8, 8, new byte[100]));
        string labels = _folder.Write("labels", IdxBytes.Labels(0, 1, 2));
        await Fails($"Error: {images}: expected 208 bytes, but got 116 bytes (the header claims 3 images of 8×8).", "--images", images, "--labels", labels);
    }

    [Fact]
    public async Task MissingFile_IsOneLineAndExitCode1()
    {
        string file = _folder["none"];
        await Fails($"Error: '{file}': expected an IDX file, but there is no such file.", "--images", file, "--labels", file);
    }

    [Fact]
    public async Task ImagesOfAnotherSize_AreToldTheSizesThereAre()
    {
        string images = _folder.Write("images", IdxBytes.Images(1, 5, 6, new byte[30]));
        string labels = _folder.Write("labels", IdxBytes.Labels(0));
        await Fails(
            $"Error: {images}: expected images of 8×8 or 28×28, the sizes that this sample has models for, but got 6×5; a size is part of a model's declaration (see samples/Digits/Models).",
            "--images", images, "--labels", labels);
    }

    [Fact]
    public async Task TooFewImages_AreOneLineAndExitCode1()
    {
        string images = _folder.Write("images", IdxBytes.Images(20, 8, 8, new byte[20 * 64]));
        string labels = _folder.Write("labels", IdxBytes.Labels([.. Enumerable.Range(0, 20).Select(index => (byte)(index % 2))]));
        await Fails(
            "Error: Expected at least 100 images to train on, since a classifier is trained with 100 labels, but got 16.",
            "--images", images, "--labels", labels);
    }

    [Theory]
    [InlineData("Error: --images needs --labels: a file with one label for each image.", "--images", "x")]
    [InlineData("Error: --labels, --test-images and --test-labels need --images.", "--labels", "x")]
    public Task OptionsThatNeedEachOther_SaySo(string message, params string[] arguments) => Fails(message, arguments);

    [Theory]
    [InlineData("--epochs", "0", "Error: --epochs expects a whole number from 1 to 2147483647, but got '0'.")]
    [InlineData("--threads", "-2", "Error: --threads expects a whole number from 1 to 2147483647, but got '-2'.")]
    [InlineData("--epochs", "many", "Error: --epochs expects a whole number from 1 to 2147483647, but got 'many'.")]
    [InlineData("--seed", "-1", "Error: --seed expects a whole number from 0 to 18446744073709551615, but got '-1'.")]
    [InlineData("--no-such-option", "1", "--no-such-option")]
    public async Task BadOptions_AreExitCode1AndNamed(string option, string value, string message)
    {
        Outcome outcome = await Run(option, value, "--output", Report);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(message, outcome.Error);
        Assert.False(Directory.Exists(Report));
    }

    [Theory]
    [InlineData("/proc/replearn", "Error: --output: Cannot make the folder '/proc/replearn'; the system says: ")]
    [InlineData("{file}/report", "Error: --output: Cannot make the folder '{file}/report'; the system says: ")]
    [InlineData("/proc/self", "Error: --output: Cannot write '/proc/self/index.html': its folder admits no new file")]
    public async Task FolderThatCannotBeWritten_IsToldBeforeTraining(string folder, string message)
    {
        string file = _folder.Write("file", []);
        Outcome outcome = await Run("--output", folder.Replace("{file}", file, StringComparison.Ordinal));
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith(message.Replace("{file}", file, StringComparison.Ordinal), outcome.Error);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("epoch", outcome.Output);
    }

    [Fact]
    public async Task Interruption_StopsWithoutAReport()
    {
        using var stop = new CancellationTokenSource();
        using var output = new InterruptingWriter("epoch 1/", stop);
        using var error = new StringWriter();
        int exitCode = await DigitsCommand.InvokeAsync(["--epochs", "5000", "--output", Report], output, error, stop.Token);
        Assert.Equal(130, exitCode);
        Assert.Equal("Stopped. No report was written." + Environment.NewLine, error.ToString());
        Assert.False(File.Exists(Path.Combine(Report, "index.html")));
    }

    private string Report => _folder["report"];

    private async Task Fails(string line, params string[] arguments)
    {
        Outcome outcome = await Run([.. arguments, "--output", Report]);
        Assert.Equal(line + Environment.NewLine, outcome.Error);
        Assert.Equal(1, outcome.ExitCode);
        Assert.False(Directory.Exists(Report));
    }

    private static async Task<Outcome> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await DigitsCommand.InvokeAsync(arguments, output, error);
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }

    // The last line holds the time that the run took.
    private static string WithoutLastLine(string text) => text[..text.TrimEnd().LastIndexOf('\n')];

    private sealed record Outcome(int ExitCode, string Output, string Error);

    private sealed class InterruptingWriter(string signal, CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(signal, StringComparison.Ordinal) == true)
            {
                stop.Cancel();
            }
        }
    }
}
