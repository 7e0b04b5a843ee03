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

    /// <summary>What it learns from, in a sentence; by default the images and what each part of them is for.</summary>
    public Func<ChapterData, string> Source { get; init; } = data =>
        $"{data.Name}: {data.Train.Count} to learn from, {data.Validation.Count} to choose the best epoch, {data.Test.Count} to test on.";

    /// <summary>Whether it learns from the images that the user may choose.</summary>
    public bool HasImages { get; init; } = true;
}

/// <summary>A chapter ran to its end, and its point did not hold.</summary>
internal sealed class VerdictException(string message) : Exception(message);
