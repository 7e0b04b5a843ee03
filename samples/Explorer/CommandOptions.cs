using System.CommandLine;
using DigitsSample;
using SampleCommon;

namespace ExplorerSample;

/// <summary>The options of the command line, and how they become settings.</summary>
internal sealed class CommandOptions
{
    private readonly Option<int> _port = new("--port")
    {
        HelpName = "N",
        Description = "Port of 127.0.0.1 to serve the pages on; 0 for any that is free.",
        DefaultValueFactory = _ => new Settings().Port,
        CustomParser = result => (int)JobCommand.WholeNumber(result, least: 0, most: ushort.MaxValue),
    };

    private readonly Option<string?> _model = new("--model")
    {
        HelpName = "FILE",
        Description = $"Saved model to explore: {string.Join(", ", ModelSet.All.SelectMany(models => (string[])[models.Plane.Name, models.Vae.Name]))}. If not given, one is trained.",
    };

    private readonly Option<string?> _images = new("--images")
    {
        HelpName = "FILE",
        Description = $"IDX file of images, plain or gzip, in place of the embedded digits: {string.Join(" or ", ModelSet.All.Select(models => models.Size))}.",
    };

    private readonly Option<string?> _labels = new("--labels") { HelpName = "FILE", Description = "IDX file of their labels." };

    private readonly Option<string[]> _classes = new("--classes")
    {
        HelpName = "NAME",
        Description = "Names of the labels 0, 1, 2, …",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _wide = new("--wide") { Description = "Trains the model with 8 or 10 values in a code, in place of 2." };

    private readonly Option<string?> _save = new("--save") { HelpName = "FILE", Description = "Saves the trained model, for --model." };

    private readonly Option<string?> _vectors = new("--vectors")
    {
        HelpName = "FILE",
        Description = "Word vectors to explore: .txt or .bin of word2vec or GloVe, .vec or .bin of fastText, .tsv, .safetensors; of a word that comes again the first counts. If not given, they are learned from speeches.",
    };

    private readonly Option<string> _cache = new("--cache")
    {
        HelpName = "DIR",
        Description = "Folder that keeps what was trained from embedded data, for the next start.",
        DefaultValueFactory = _ => new Settings().Cache,
    };

    private readonly Option<ulong> _seed = new("--seed")
    {
        HelpName = "N",
        Description = "Decides first weights, orders and noise of what is trained.",
        DefaultValueFactory = _ => new Settings().Seed,
        CustomParser = result => JobCommand.WholeNumber(result, least: 0, most: ulong.MaxValue),
    };

    private readonly Option<int> _threads = new("--threads")
    {
        HelpName = "N",
        Description = "The most threads; results do not depend on it.",
        DefaultValueFactory = _ => new Settings().Threads,
        CustomParser = result => (int)JobCommand.WholeNumber(result, least: 1, most: int.MaxValue),
    };

    /// <summary>The command with all options.</summary>
    public RootCommand CreateCommand() => new(
        "Serves pages, to this machine alone, that show the codes of images and the vectors of words: maps, decoding under the pointer, interpolation, neighbours, analogies.")
    {
        _port, _model, _images, _labels, _classes, _wide, _save, _vectors, _cache, _seed, _threads,
    };

    /// <summary>What was asked for.</summary>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public Settings Read(ParseResult parsed)
    {
        var settings = new Settings
        {
            Port = parsed.GetValue(_port),
            Model = parsed.GetValue(_model),
            Images = parsed.GetValue(_images),
            Labels = parsed.GetValue(_labels),
            Classes = parsed.GetValue(_classes) ?? [],
            Wide = parsed.GetValue(_wide),
            Save = parsed.GetValue(_save),
            Vectors = parsed.GetValue(_vectors),
            Cache = parsed.GetValue(_cache)!,
            Seed = parsed.GetValue(_seed),
            Threads = parsed.GetValue(_threads),
        };
        if (settings.Labels is not null && settings.Images is null)
        {
            throw new UsageException("--labels needs --images: the file that they are the labels of.");
        }

        if (settings.Model is not null && (settings.Wide || settings.Save is not null))
        {
            throw new UsageException($"{(settings.Wide ? "--wide" : "--save")} is about a model that is trained here, but --model names one that is there.");
        }

        return settings;
    }
}
