using ExplorerSample.Codes;
using ExplorerSample.Server;
using ExplorerSample.Words;
using RepLearn;
using RepLearn.Embeddings;
using SampleCommon;

namespace ExplorerSample;

/// <summary>The program: what it is asked for, what it trains or loads, and the server.</summary>
internal static class ExplorerCommand
{
    /// <inheritdoc cref="JobCommand.InvokeAsync"/>
    public static Task<int> InvokeAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken token = default)
    {
        var options = new CommandOptions();
        return JobCommand.InvokeAsync(
            options.CreateCommand(),
            arguments,
            output,
            error,
            (parsed, console, stop) => Run(options.Read(parsed), console, stop),
            problem => problem is ModelFileException or TrainingDivergedException or EmbeddingDivergedException,
            token,
            interrupted: "Stopped before anything was served.");
    }

    private static void Run(Settings settings, JobConsole console, CancellationToken token)
    {
        // Whatever can be wrong with the port, files and folders is told before minutes of training, not after them.
        ExplorerServer.ExpectFree(settings.Port);
        ExampleImages images = ExampleImages.Load(settings);
        using ModelSource source = ModelSource.Open(settings, images, console);
        WordSource words = WordSource.Open(settings, console);
        Autoencoder<float> model = source.Get(token);
        CodeSpace codes = CodeSpace.Of(model, images);
        var space = new WordSpace(words.Get(console, token));
        using var server = ExplorerServer.Start(settings.Port, codes, space, words.Name);
        console.WriteLine($"Codes: {model.Info.Name}, {codes.Count} images, {codes.Width} values each. Words: {space.Count} with {space.Vectors.Dimension} values each, {words.Name}.");
        console.WriteLine($"Explore at {server.Address} (Ctrl+C stops)");
        token.WaitHandle.WaitOne();
        server.Stop();
        console.WriteLine("Stopped.");
    }
}
