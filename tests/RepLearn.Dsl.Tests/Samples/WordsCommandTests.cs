using System.IO.Compression;
using System.Text;
using RepLearn.Embeddings;
using RepLearn.Tests.Support;
using SkiaSharp;
using WordsSample;
using Xunit;

namespace RepLearn.Tests.Samples;

public sealed class WordsCommandTests : IDisposable
{
    // Two topics whose words only come together, enough of each for a map and a probe's lack of words.
    private static readonly string s_text = Topics();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Help_NamesEveryOption()
    {
        Outcome outcome = await Run("--help");
        Assert.Equal(0, outcome.ExitCode);
        Assert.All(
            ["--corpus", "--pairs", "--analogies", "--words", "--save", "--output", "--epochs", "--minimum-count", "--phrases", "--racing", "--seed", "--threads"],
            option => Assert.Contains(option, outcome.Output));
    }

    [Fact]
    public async Task OwnText_GivesNeighboursVectorsAndAPageWithAMap()
    {
        string pairs = Write("pairs.txt", "ship harbour 9\nship plough 1\nfield plough 8\nship castle 3\n");
        string analogies = Write("analogies.txt", ": th\u001b[31mings\nship harbour field plough\nking queen man woman\n");
        string vectors = _folder["vectors.bin"];
        Outcome outcome = await Run("--corpus", Write("text.txt", s_text), "--pairs", pairs, "--analogies", analogies, "--words", "ship", "castle", "--save", vectors, "--output", Report);
        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("epoch 10/10  loss ", outcome.Output);
        Assert.Matches(@"ship +cosine +\w+, ", outcome.Output);
        Assert.Matches(@"castle +– +not in the vocabulary", outcome.Output);
        Assert.Matches(@"man : woman = he : she +– +– +– +a word is unknown", outcome.Output);
        Assert.Matches(@"pairs.txt: ρ -?\d\.\d{4}: 3 of 4 pairs used, 1 out of vocabulary", outcome.Output);
        Assert.Contains(@"th\u001B[31mings", outcome.Output);
        Assert.Matches(@"total +[01] +1 +(0|100)\.0 % +1\n", outcome.Output);
        Assert.DoesNotContain('\u001b', outcome.Output);

        WordVectors saved = WordVectors.Load(vectors);
        Assert.Equal((40, 100), (saved.Count, saved.Dimension));

        string html = File.ReadAllText(Path.Combine(Report, "index.html"));
        Assert.Contains("<svg class=\"wordmap\"", html);
        Assert.Contains($"--analogies {analogies} --words ship --words castle --epochs 10", html);
        Assert.Contains("[SkipGram(100", html);
        Assert.DoesNotContain("<script", html);
        using SKBitmap map = SKBitmap.Decode(Path.Combine(Report, "map.png"));
        Assert.True(map.Width > 500 && map.Pixels.Distinct().Count() > 10);
    }

    [Fact]
    public async Task Results_AreTheSameOnAnyNumberOfThreads()
    {
        string text = Write("text.txt", s_text);
        string[] one = WithoutTimes((await Run("--corpus", text, "--output", Report, "--threads", "1")).Output);
        Assert.Equal(one, WithoutTimes((await Run("--corpus", text, "--output", Report, "--threads", "3")).Output));
        Assert.NotEqual(one, WithoutTimes((await Run("--corpus", text, "--output", Report, "--seed", "9")).Output));
    }

    [Fact]
    public async Task EmbeddedSpeeches_AreLearnedFrom()
    {
        Outcome outcome = await Run("--epochs", "1", "--output", Report);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("words in it: 1,256,331", outcome.Output);
        Assert.Matches(@"of 16 analogies hit by 3CosAdd, ", outcome.Output);
        Assert.Contains("50.0 % right from one-hot vectors", outcome.Output);
    }

    [Fact]
    public async Task FoldersAndPackedFiles_AreReadToo()
    {
        Directory.CreateDirectory(_folder["texts"]);
        Write("texts/one.txt", s_text);
        _folder.Write("texts/two.txt.gz", Gzip(s_text));
        Outcome outcome = await Run("--corpus", _folder["texts"], "--epochs", "1", "--output", Report);
        Assert.Equal("", outcome.Error);
        Assert.Contains($"words in it: {2 * s_text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length:N0}", outcome.Output);
    }

    [Fact]
    public async Task MissingFiles_AreOneLineAndExitCode1()
    {
        await Fails(_folder["none"], "--corpus", _folder["none"]);
        await Fails(_folder["none"], "--pairs", _folder["none"]);
        await Fails(_folder["none"], "--analogies", _folder["none"]);
    }

    [Fact]
    public async Task EmptyTexts_AreOneLineAndExitCode1()
    {
        await Fails("expected words to learn from, but it holds none", "--corpus", Write("empty.txt", ""));
        await Fails("expected at least two different words that come 5 times or more", "--corpus", Write("short.txt", "a few words"));
        await Fails("expected pairs of words with a number, but the file is empty", "--pairs", Write("empty.txt", ""));
    }

    [Fact]
    public async Task DamagedFiles_AreOneLineAndExitCode1()
    {
        byte[] packed = Gzip(s_text);
        await Fails("cut.gz', byte", "--corpus", _folder.Write("cut.gz", packed[..(packed.Length / 2)]));
        await Fails("byte 3", "--corpus", _folder.Write("latin.txt", [.. "caf"u8, 0xE9, .. " bar"u8]));
        await Fails("line 2: expected a finite number", "--pairs", Write("bad.txt", "a b 1\na b much\n"));
        await Fails("line 1: expected four words", "--analogies", Write("bad.txt", "a b c\n"));
    }

    [Theory]
    [InlineData("--save expects a file that ends in .txt, .bin, .vec, .tsv or .safetensors, but got 'vectors.zip'.", "--save", "vectors.zip")]
    [InlineData("not in .metadata.tsv, but got 'vectors.metadata.tsv'.", "--save", "vectors.metadata.tsv")]
    [InlineData("--save: Cannot write 'no/such/folder/vectors.bin': there is no folder 'no/such/folder'.", "--save", "no/such/folder/vectors.bin")]
    [InlineData("--save: Cannot write '/proc/vectors.bin': its folder admits no new file.", "--save", "/proc/vectors.bin")]
    public Task VectorsThatCannotBeSaved_AreToldBeforeTraining(string message, params string[] arguments) => Fails(message, arguments);

    [Theory]
    [InlineData("/proc/replearn", "Cannot make the folder '/proc/replearn'; the system says: ")]
    [InlineData("/proc/self", "Cannot write '/proc/self/index.html': its folder admits no new file")]
    public async Task FolderThatCannotBeWritten_IsToldBeforeTraining(string folder, string message)
    {
        Outcome outcome = await Run("--output", folder);
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith($"Error: --output: {message}", outcome.Error);
        Assert.DoesNotContain("epoch", outcome.Output);
    }

    [Theory]
    [InlineData("--epochs", "0")]
    [InlineData("--minimum-count", "x")]
    [InlineData("--threads", "-1")]
    public async Task BadOptions_AreExitCode1AndNamed(string option, string value)
    {
        Outcome outcome = await Run(option, value, "--output", Report);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"Error: {option} expects a whole number from 1 to 2147483647, but got '{value}'.", outcome.Error);
    }

    [Fact]
    public async Task Interruption_StopsWithoutAReport()
    {
        using var stop = new CancellationTokenSource();
        using var output = new InterruptingWriter("epoch 1/", stop);
        using var error = new StringWriter();
        int exitCode = await WordsCommand.InvokeAsync(["--epochs", "5000", "--output", Report], output, error, stop.Token);
        Assert.Equal(130, exitCode);
        Assert.Equal("Stopped. No report was written." + Environment.NewLine, error.ToString());
        Assert.False(File.Exists(Path.Combine(Report, "index.html")));
    }

    private string Report => _folder["report"];

    private static string Topics()
    {
        string[][] topics =
        [
            ["ship", "harbour", "sail", "anchor", "wave", "tide", "captain", "mast", "deck", "rope", "storm", "island", "coast", "fish", "net", "port", "crew", "gull", "cargo", "chart"],
            ["field", "plough", "seed", "barn", "horse", "wheat", "meadow", "fence", "milk", "sheep", "farmer", "hay", "orchard", "apple", "wagon", "soil", "harvest", "cattle", "mill", "corn"],
        ];
        var random = new Random(4);
        var text = new StringBuilder();
        for (int line = 0; line < 600; line++)
        {
            string[] topic = topics[line % 2];
            text.AppendJoin(' ', Enumerable.Range(0, 12).Select(_ => topic[random.Next(topic.Length)])).Append('\n');
        }

        return text.ToString();
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private string Write(string name, string text) => _folder.Write(name, Encoding.UTF8.GetBytes(text));

    private async Task Fails(string message, params string[] arguments)
    {
        Outcome outcome = await Run([.. arguments, "--output", Report]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("Error: ", outcome.Error);
        Assert.Contains(message, outcome.Error);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("epoch", outcome.Output);
    }

    // Lines of progress and of the run's time differ from run to run.
    private static string[] WithoutTimes(string text) =>
        [.. text.Split('\n').Where(line => !line.StartsWith("Vectors", StringComparison.Ordinal) && !line.StartsWith("Completed", StringComparison.Ordinal) && !line.StartsWith("Report", StringComparison.Ordinal))];

    private static async Task<Outcome> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await WordsCommand.InvokeAsync(arguments, output, error);
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }

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
