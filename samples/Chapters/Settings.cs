namespace ChaptersSample;

/// <summary>What the user asked for on the command line.</summary>
internal sealed record Settings
{
    /// <summary>A chapter's name, <c>all</c> or <c>list</c>.</summary>
    public string Chapter { get; init; } = "list";

    /// <summary>Folder with the four IDX files of Fashion-MNIST, to use them in place of the embedded digits; null for those.</summary>
    public string? FashionMnist { get; init; }

    /// <summary>The folder that the pages are written to.</summary>
    public string Output { get; init; } = "chapters-report";

    /// <summary>The folder that one picture of each chapter is written to as a file of its own; null for none.</summary>
    public string? Gallery { get; init; }

    /// <summary>Passes over the training images; null for each chapter's own numbers.</summary>
    public int? Epochs { get; init; }

    /// <summary>Decides first weights, orders and noise.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The most threads; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
