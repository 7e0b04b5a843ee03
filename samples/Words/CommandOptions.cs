using System.CommandLine;
using SampleCommon;

namespace WordsSample;

/// <summary>The options of the command line, and how they become settings.</summary>
internal sealed class CommandOptions
{
    private readonly Option<string?> _corpus = new("--corpus")
    {
        HelpName = "FILE",
        Description = "Text to learn from in place of the embedded speeches: UTF-8, plain, gzip (.gz) or Brotli (.br), or a folder of such files.",
    };

    private readonly Option<string?> _pairs = new("--pairs")
    {
        HelpName = "FILE",
        Description = "Pairs of words with people's judgements, such as WordSim-353: prints Spearman's rho.",
    };

    private readonly Option<string?> _analogies = new("--analogies")
    {
        HelpName = "FILE",
        Description = "Analogies by section, such as questions-words: prints how many come out.",
    };

    private readonly Option<string[]> _words = new("--words")
    {
        HelpName = "WORD",
        Description = $"Words whose neighbours are shown [default: {string.Join(' ', Questions.Words)}].",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _save = new("--save")
    {
        HelpName = "FILE",
        Description = "Saves the vectors: .txt or .bin for word2vec, .vec for fastText, .tsv for the Embedding Projector, .safetensors.",
    };

    private readonly Option<string> _output = new("--output")
    {
        HelpName = "DIR",
        Description = "Folder for index.html and the map.",
        DefaultValueFactory = _ => new Settings().Output,
    };

    private readonly Option<int> _epochs = new("--epochs")
    {
        HelpName = "N",
        Description = "Passes over the text.",
        DefaultValueFactory = _ => new Settings().Epochs,
        CustomParser = result => (int)JobCommand.WholeNumber(result, least: 1, most: int.MaxValue),
    };

    private readonly Option<int> _minimumCount = new("--minimum-count")
    {
        HelpName = "N",
        Description = "Words that come more rarely have no vector.",
        DefaultValueFactory = _ => new Settings().MinimumCount,
        CustomParser = result => (int)JobCommand.WholeNumber(result, least: 1, most: int.MaxValue),
    };

    private readonly Option<bool> _phrases = new("--phrases") { Description = "Joins pairs of words that come together far more often than apart, such as new_york." };

    private readonly Option<bool> _racing = new("--racing") { Description = "Threads write to the same vectors at once: faster, but no two runs are alike." };

    private readonly Option<ulong> _seed = new("--seed")
    {
        HelpName = "N",
        Description = "Decides first vectors and all draws: without --racing the same seed gives the same results.",
        DefaultValueFactory = _ => new Settings().Seed,
        CustomParser = result => JobCommand.WholeNumber(result, least: 0, most: ulong.MaxValue),
    };

    private readonly Option<int?> _threads = new("--threads")
    {
        HelpName = "N",
        Description = "The most threads, as many as are fastest if not given; without --racing results do not depend on it.",
        CustomParser = result => (int)JobCommand.WholeNumber(result, least: 1, most: int.MaxValue),
    };

    /// <summary>The command with all options.</summary>
    public RootCommand CreateCommand() => new(
        "Learns a vector for each word from the State of the Union addresses 1865–2021, or from your own text, shows what the vectors know, and writes a report with a map of words.")
    {
        _corpus, _pairs, _analogies, _words, _save, _output, _epochs, _minimumCount, _phrases, _racing, _seed, _threads,
    };

    /// <summary>What was asked for.</summary>
    public Settings Read(ParseResult parsed) => new()
    {
        Corpus = parsed.GetValue(_corpus),
        Pairs = parsed.GetValue(_pairs),
        Analogies = parsed.GetValue(_analogies),
        Words = parsed.GetValue(_words) ?? [],
        Save = parsed.GetValue(_save),
        Output = parsed.GetValue(_output)!,
        Epochs = parsed.GetValue(_epochs),
        MinimumCount = parsed.GetValue(_minimumCount),
        Phrases = parsed.GetValue(_phrases),
        Racing = parsed.GetValue(_racing),
        Seed = parsed.GetValue(_seed),
        Threads = parsed.GetValue(_threads),
    };
}
