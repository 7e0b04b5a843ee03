using System.CommandLine;
using System.CommandLine.Parsing;
using SampleCommon;

namespace DigitsSample;

/// <summary>The options of the command line, and how they become settings.</summary>
internal sealed class CommandOptions
{
    private readonly Option<string?> _images = new("--images")
    {
        HelpName = "FILE",
        Description = $"IDX file of images, plain or gzip, in place of the embedded digits: {string.Join(" or ", ModelSet.All.Select(models => models.Size))}.",
    };

    private readonly Option<string?> _labels = new("--labels") { HelpName = "FILE", Description = "IDX file of their labels." };

    private readonly Option<string?> _testImages = new("--test-images")
    {
        HelpName = "FILE",
        Description = "IDX file of images to test on. If not given, a sixth of --images is held back.",
    };

    private readonly Option<string?> _testLabels = new("--test-labels") { HelpName = "FILE", Description = "IDX file of their labels." };

    private readonly Option<string> _output = new("--output")
    {
        HelpName = "DIR",
        Description = "Folder for index.html and its pictures.",
        DefaultValueFactory = _ => new Settings().Output,
    };

    private readonly Option<int?> _epochs = new("--epochs")
    {
        HelpName = "N",
        Description = $"Passes over the training images [default: {string.Join(", ", ModelSet.All.Select(models => $"{models.Epochs} for {models.Size}"))}].",
        CustomParser = result => (int?)JobCommand.WholeNumber(result, least: 1, most: int.MaxValue),
    };

    private readonly Option<ulong> _seed = new("--seed")
    {
        HelpName = "N",
        Description = "Decides first weights, orders and noise: the same seed gives the same results.",
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
        "Trains two variational autoencoders on images of handwritten digits, or on your own IDX files, and writes a report with pictures: what the codes keep, what samples look like, and what the codes are worth when labels are few.")
    {
        _images, _labels, _testImages, _testLabels, _output, _epochs, _seed, _threads,
    };

    /// <summary>What was asked for.</summary>
    public Settings Read(ParseResult parsed) => new()
    {
        Images = parsed.GetValue(_images),
        Labels = parsed.GetValue(_labels),
        TestImages = parsed.GetValue(_testImages),
        TestLabels = parsed.GetValue(_testLabels),
        Output = parsed.GetValue(_output)!,
        Epochs = parsed.GetValue(_epochs),
        Seed = parsed.GetValue(_seed),
        Threads = parsed.GetValue(_threads),
    };
}
