namespace DigitsSample;

/// <summary>What the user asked for on the command line.</summary>
internal sealed record Settings
{
    /// <summary>IDX images to use in place of the embedded digits; null for those.</summary>
    public string? Images { get; init; }

    /// <summary>The labels of <see cref="Images"/>.</summary>
    public string? Labels { get; init; }

    /// <summary>IDX images to test on; null to hold some of the others back.</summary>
    public string? TestImages { get; init; }

    /// <summary>The labels of <see cref="TestImages"/>.</summary>
    public string? TestLabels { get; init; }

    /// <summary>The folder that the report is written to.</summary>
    public string Output { get; init; } = "digits-report";

    /// <summary>Passes over the training images; null for the model's own number.</summary>
    public int? Epochs { get; init; }

    /// <summary>Decides first weights, orders and noise.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The most threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
