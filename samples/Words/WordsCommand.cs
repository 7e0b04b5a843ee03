using RepLearn;
using RepLearn.Embeddings;
using SampleCommon;

namespace WordsSample;

/// <summary>The program: what it is asked for, and the job.</summary>
internal static class WordsCommand
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
            problem => problem is ModelFileException or QuestionFileException or EmbeddingDivergedException,
            token);
    }

    private static void Run(Settings settings, JobConsole console, CancellationToken token)
    {
        // Whatever can be wrong with files and folders is told before the training, not after it.
        SpeechText text = SpeechText.Open(settings);
        IReadOnlyList<WordPair>? pairs = settings.Pairs is null ? null : WordPair.ReadFile(settings.Pairs);
        IReadOnlyList<AnalogySection>? analogies = settings.Analogies is null ? null : AnalogySection.ReadFile(settings.Analogies);
        ExpectPlaceToSave(settings.Save);
        OutputPlace.ExpectFolder("--output", settings.Output, "index.html");
        new WordsJob(settings, text, pairs, analogies, console).Run(token);
    }

    private static void ExpectPlaceToSave(string? path)
    {
        if (path is null)
        {
            return;
        }

        bool isKnown = WordVectors.TryGetFormat(path, out VectorFormat format);
        bool isNoPair = format == VectorFormat.ProjectorTsv && (!path.EndsWith(".tsv", StringComparison.Ordinal) || path.EndsWith(".metadata.tsv", StringComparison.Ordinal));
        if (!isKnown || isNoPair)
        {
            throw new UsageException($"--save expects a file that ends in .txt, .bin, .vec, .tsv or .safetensors{(isNoPair ? ", in small letters and not in .metadata.tsv" : "")}, but got '{path}'.");
        }

        OutputPlace.ExpectFile("--save", path);
    }
}
