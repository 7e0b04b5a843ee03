namespace WordsSample;

/// <summary>What the user asked for on the command line.</summary>
internal sealed record Settings
{
    /// <summary>A text file, plain or packed, or a folder of them, in place of the embedded speeches; null for those.</summary>
    public string? Corpus { get; init; }

    /// <summary>A file of judged pairs to compare the vectors with; null for none.</summary>
    public string? Pairs { get; init; }

    /// <summary>A file of analogies to ask; null for none.</summary>
    public string? Analogies { get; init; }

    /// <summary>Words whose neighbours are shown; empty for the sample's own.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Where to save the vectors; null for nowhere.</summary>
    public string? Save { get; init; }

    /// <summary>The folder that the report is written to.</summary>
    public string Output { get; init; } = "words-report";

    /// <summary>Passes over the text.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Words that come more rarely have no vector.</summary>
    public int MinimumCount { get; init; } = 5;

    /// <summary>Whether frequent pairs of words become words of their own.</summary>
    public bool Phrases { get; init; }

    /// <summary>Whether threads write to the same vectors at once: faster, but no two runs are alike.</summary>
    public bool Racing { get; init; }

    /// <summary>Decides first vectors and all draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The most threads; without a number as many as are fastest.</summary>
    public int? Threads { get; init; }
}
