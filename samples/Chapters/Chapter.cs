using ChaptersSample.Subjects;

namespace ChaptersSample;

/// <summary>One subject, shown on real data.</summary>
/// <param name="Name">The word that asks for it on the command line.</param>
/// <param name="Point">What it shows, in a sentence that its verdict judges.</param>
/// <param name="Run">Trains, measures, fills the page and judges.</param>
internal sealed record Chapter(string Name, string Point, Func<ChapterRun, Verdict> Run)
{
    /// <summary>All chapters, in the order to read them. A new one is a file in Subjects and a line here.</summary>
    public static IReadOnlyList<Chapter> All { get; } =
    [
        Representations.Chapter,
        Undercomplete.Chapter,
        Sparse.Chapter,
        Denoising.Chapter,
        Contractive.Chapter,
        Variational.Chapter,
        Manifold.Chapter,
        Pretraining.Chapter,
        Clusters.Chapter,
        Convolutional.Chapter,
        Words.Chapter,
        Entities.Chapter,
    ];

    /// <summary>What it learns from; null for the images that the user may choose.</summary>
    public string? Source { get; init; }
}

/// <summary>Whether a chapter's point held on the data.</summary>
/// <param name="Holds">Whether it did.</param>
/// <param name="Numbers">The measured numbers that it rests on, in a sentence.</param>
internal sealed record Verdict(bool Holds, string Numbers);

/// <summary>A chapter ran to its end, and its point did not hold.</summary>
internal sealed class VerdictException(string message) : Exception(message);
