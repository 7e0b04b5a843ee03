namespace ExplorerSample;

/// <summary>What the user asked for on the command line.</summary>
internal sealed record Settings
{
    /// <summary>The port of 127.0.0.1 that pages are served on; 0 for any that is free.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>A saved model; null to train one, or take the one that an earlier start trained.</summary>
    public string? Model { get; init; }

    /// <summary>IDX images to encode in place of the embedded digits; null for those.</summary>
    public string? Images { get; init; }

    /// <summary>The labels of <see cref="Images"/>; null if there are none.</summary>
    public string? Labels { get; init; }

    /// <summary>Names of the labels from 0 on; empty to show numbers.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Whether the model that is trained has the wider code of its image size, which maps show through PCA or t-SNE.</summary>
    public bool Wide { get; init; }

    /// <summary>Where to save the trained model; null for nowhere but the cache.</summary>
    public string? Save { get; init; }

    /// <summary>A file of word vectors; null to learn them from the embedded speeches, or take those that an earlier start learned.</summary>
    public string? Vectors { get; init; }

    /// <summary>The folder that keeps what was trained without options.</summary>
    public string Cache { get; init; } = "explorer-cache";

    /// <summary>Decides first weights, orders and noise.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The most threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
