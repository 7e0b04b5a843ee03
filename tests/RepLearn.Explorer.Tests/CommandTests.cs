using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using DigitsSample;
using ExplorerSample;
using RepLearn.Embeddings;
using RepLearn.Tests.Data;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Explorer.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Help_NamesEveryOption()
    {
        (int exitCode, string output, _) = await Run("--help");
        Assert.Equal(0, exitCode);
        Assert.All(
            ["--port", "--model", "--images", "--labels", "--classes", "--wide", "--save", "--vectors", "--cache", "--seed", "--threads"],
            option => Assert.Contains(option, output));
    }

    [Theory]
    [InlineData("Error: --port expects a whole number from 0 to 65535, but got '70000'.", "--port", "70000")]
    [InlineData("Error: --seed expects a whole number from 0 to 18446744073709551615, but got 'x'.", "--seed", "x")]
    [InlineData("Error: --labels needs --images: the file that they are the labels of.", "--labels", "x")]
    [InlineData("Error: --wide is about a model that is trained here, but --model names one that is there.", "--model", "x", "--wide")]
    [InlineData("Error: --vectors expects a file that ends in .txt, .bin, .vec, .tsv or .safetensors, packed or not, but got 'words.doc'.", "--vectors", "words.doc")]
    [InlineData("Error: Expected a name for each of the 10 labels with --classes, but got 2.", "--classes", "none", "one")]
    [InlineData("--no-such-option", "--no-such-option")]
    public async Task BadOptions_AreExitCode1AndNamed(string message, params string[] arguments)
    {
        (int exitCode, string output, string error) = await Run(arguments);
        Assert.Equal(1, exitCode);
        Assert.Contains(message, error);
        Assert.DoesNotContain("epoch", output);
    }

    [Fact]
    public async Task FilesThatAreNotThere_AreOneLine()
    {
        string file = _folder["none"];
        Assert.Equal($"Error: '{file}': expected an IDX file, but there is no such file.\n", (await Run("--images", file)).Error);
        Assert.Equal($"Error: '{file}.txt': expected a file of vectors, but there is no such file.\n", (await Run("--vectors", file + ".txt")).Error);
        Assert.Equal($"Error: '{file}': expected a safetensors file, but there is no such file.\n", (await Run("--vectors", Vectors(), "--model", file)).Error);
    }

    [Fact]
    public async Task ModelsThatTheSampleDoesNotKnow_AreToldThoseItKnows()
    {
        string file = _folder["other.safetensors"];
        using (var other = new OtherModel(1))
        {
            other.Save(file);
        }

        (int exitCode, _, string error) = await Run("--vectors", Vectors(), "--model", file);
        Assert.Equal(1, exitCode);
        Assert.Equal($"Error: {file}: expected one of the models Plane8x8, Vae8x8, Plane28x28, Vae28x28, whose declarations this sample has (samples/Digits/Models), but it holds OtherModel of another architecture.\n", error);
    }

    [Fact]
    public async Task AModelForImagesOfAnotherSize_IsToldBothSizes()
    {
        string file = _folder["wide.safetensors"];
        using (var other = new Plane28x28(1))
        {
            other.Save(file);
        }

        Assert.Equal(
            $"Error: {file}: Plane28x28 has images of 784 pixels, but the images to explore have 8×8; --images names others.\n",
            (await Run("--vectors", Vectors(), "--model", file)).Error);
    }

    [Theory]
    [InlineData("--cache", "/proc/replearn", "Error: --cache: Cannot make the folder '/proc/replearn'; the system says: ")]
    [InlineData("--cache", "{file}", "Error: --cache: Cannot make the folder '{file}'; the system says: ")]
    [InlineData("--save", "/proc/replearn", "Error: --save: Cannot write '/proc/replearn': its folder admits no new file.")]
    [InlineData("--save", "{folder}/none/model", "Error: --save: Cannot write '{folder}/none/model': there is no folder '{folder}/none'.")]
    [InlineData("--save", "{folder}", "Error: --save: Cannot write '{folder}': expected the name of a file, but it is that of a folder.")]
    public async Task PlacesThatCannotBeWritten_AreToldBeforeTraining(string option, string value, string message)
    {
        string file = _folder.Write("file", []);
        string[] other = option == "--save" ? ["--cache", _folder["cache"]] : [];
        (int exitCode, string output, string error) = await Run([option, Named(value), "--vectors", Vectors(), .. other]);
        Assert.Equal(1, exitCode);
        Assert.StartsWith(Named(message), error);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("epoch", output);

        string Named(string text) => text.Replace("{folder}", _folder.Path, StringComparison.Ordinal).Replace("{file}", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesThatAreTooLong_AreToldBeforeTraining()
    {
        string name = new('x', 300);
        Assert.Equal($"Error: --save: Cannot write '{name}': its name is longer than the system admits.\n", (await Run("--save", name, "--cache", _folder["cache"], "--vectors", Vectors())).Error);
    }

    // Words are learned after the model is trained.
    [Fact]
    public async Task ACacheThatWordsCannotBeKeptIn_IsToldBeforeTheModelIsTrained()
    {
        Directory.CreateDirectory(_folder["cache/words-speeches-5-epochs-seed-1.safetensors"]);
        (int exitCode, string output, string error) = await Run("--cache", _folder["cache"]);
        Assert.Equal(1, exitCode);
        Assert.Contains("expected the name of a file, but it is that of a folder", error);
        Assert.DoesNotContain("epoch", output);
    }

    [Theory]
    [InlineData("--classes", "NAME", "a", " ")]
    [InlineData("--images", "FILE", "")]
    [InlineData("--cache", "DIR", "")]
    public async Task Blanks_AreRefused(string option, string expected, params string[] values) =>
        Assert.Contains($"Error: {option} expects {expected}, but got a blank.", (await Run([option, .. values])).Error);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task TooFewImages_AreTold(int count)
    {
        string images = _folder.Write("images", IdxBytes.Images((uint)count, 8, 8, new byte[64 * count]));
        Assert.Equal($"Error: {images}: expected at least 3 images, the fewest that make a map, but got {count}.\n", (await Run("--images", images)).Error);
    }

    // Three equal images, of one class of two; words that come twice; vectors of one value.
    [Fact]
    public async Task TheLeastThatThereCanBe_IsServed()
    {
        string images = _folder.Write("images", IdxBytes.Images(3, 8, 8, new byte[3 * 64]));
        string labels = _folder.Write("labels", IdxBytes.Labels(1, 1, 1));
        string[] words = [.. Enumerable.Range(0, 12).Select(word => $"w{word}"), "w3"];
        string vectors = _folder.Write("words.txt", Encoding.UTF8.GetBytes($"13 1\n{string.Concat(words.Select((word, place) => $"{word} {place + 1}\n"))}"));
        await Serve(
            async client =>
            {
                Assert.Equal(["none", "one"], (await client.Points("/api/codes/plane?plane=tsne")).Names);
                foreach (string plane in (string[])["pca", "tsne"])
                {
                    Assert.All((await client.Floats($"/api/codes/at?plane={plane}&x=1&y=-1"))[2..], value => Assert.True(float.IsFinite(value)));
                }

                Assert.Equal(12, (await client.Json("/api/words/list")).GetArrayLength());
                Assert.Equal(4, Assert.Single((await client.Json("/api/words/near?word=w0&metric=dot&count=12")).EnumerateArray(), word => word.GetProperty("word").GetString() == "w3").GetProperty("score").GetSingle());
                Points map = await client.Points("/api/words/map?id=tsne");
                Assert.Equal(map.Names.Length, map.Classes.Distinct().Count());
            },
            "--wide", "--images", images, "--labels", labels, "--classes", "none", "one", "--vectors", vectors);
    }

    [Fact]
    public async Task APortThatIsTaken_IsOneLineThatNamesTheOption()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        // Told first: before files are looked for, and before anything is trained.
        (int exitCode, _, string error) = await Run("--vectors", _folder["none.txt"], "--port", $"{port}");
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"Error: Port {port} of 127.0.0.1 cannot be had", error);
        Assert.EndsWith("--port names another, --port 0 takes any that is free.\n", error);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Images28x28WithoutLabels_AreServed_UntilTheProgramIsInterrupted()
    {
        var random = new Random(2);
        var pixels = new byte[50 * 784];
        random.NextBytes(pixels);
        string images = _folder.Write("images", IdxBytes.Gzip(IdxBytes.Images(50, 28, 28, pixels)));
        string model = _folder["wide.safetensors"];
        using var trained = new Vae28x28(3);
        trained.Save(model);
        string output = await Serve(
            async client =>
            {
                float[] answer = await client.Floats("/api/codes/example?plane=pca&row=49");
                float[] reconstruction = trained.Reconstruct(Array.ConvertAll(pixels[(49 * 784)..], value => value / 255f));
                Assert.Equal(reconstruction, answer[(2 + Vae28x28.LatentSize)..]);
                Assert.Equal(["images"], (await client.Points("/api/codes/plane?plane=pca")).Names);
                Assert.Equal(40, (await client.Json("/api/words/list")).GetArrayLength());
            },
            "--model", model, "--images", images, "--vectors", Vectors());
        Assert.Contains("Codes: Vae28x28, 50 images, 10 values each. Words: 40 with 5 values each, words.txt.", output);
        Assert.EndsWith("Stopped.\n", output);
    }

    [Fact]
    public async Task ATrainedModel_IsKeptForTheNextStart_AndTrainedAgainWhereItIsDamaged()
    {
        string[] arguments = ["--vectors", Vectors(), "--cache", _folder["cache"]];
        string first = await Serve(client => Task.CompletedTask, arguments);
        Assert.Matches(@"Plane8x8, code of 2  epoch 200/200  loss .* = reconstruction .* \+ kl ", first);
        string file = Directory.GetFiles(_folder["cache"]).Single();
        float[] parameters = Plane8x8.Load(file).Parameters.ToArray();
        string second = await Serve(client => Task.CompletedTask, arguments);
        Assert.Contains($"Model: {file}, of an earlier start", second);
        Assert.DoesNotContain("loss", second);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^7]);
        string third = await Serve(client => Task.CompletedTask, arguments);
        Assert.Contains("Training again: ", third);
        Assert.Equal(parameters, Plane8x8.Load(file).Parameters.ToArray());
    }

    // Runs the program until the questions are asked; the exit code is 0.
    private static async Task<string> Serve(Func<HttpClient, Task> ask, params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        using var stop = new CancellationTokenSource();
        Task<int> run = ExplorerCommand.InvokeAsync([.. arguments, "--port", "0"], TextWriter.Synchronized(output), error, stop.Token);
        Match address;
        while (!(address = Regex.Match(Text(), @"Explore at (http://127\.0\.0\.1:\d+/)")).Success)
        {
            Assert.False(run.IsCompleted, error.ToString());
            await Task.WhenAny(run, Task.Delay(50));
        }

        using var client = new HttpClient { BaseAddress = new Uri(address.Groups[1].Value), Timeout = Timeout.InfiniteTimeSpan };
        await ask(client);
        await stop.CancelAsync();
        Assert.Equal(0, await run);
        Assert.Equal("", error.ToString());
        return Text();

        string Text()
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> Run(params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int exitCode = await ExplorerCommand.InvokeAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }

    private string Vectors()
    {
        var random = new Random(1);
        new WordVectors(Enumerable.Range(0, 40).Select(word => $"w{word}"), [.. Enumerable.Range(0, 200).Select(_ => random.NextSingle() - 0.5f)], 5).Save(_folder["words.txt"]);
        return _folder["words.txt"];
    }
}

[Autoencoder(64)]
[Latent.Gaussian(2)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
internal sealed partial class OtherModel;
