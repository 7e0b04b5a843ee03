using RepLearn.Embeddings;
using RepLearn.Evaluation;

namespace WordsSample;

/// <summary>What came out of the job.</summary>
internal sealed record Findings
{
    /// <summary>The number of words in the text, the vocabulary and so on, each with its name.</summary>
    public required IReadOnlyList<string[]> Facts { get; init; }

    /// <summary>What the training did.</summary>
    public required EmbeddingReport Report { get; init; }

    /// <summary>Neighbours of a few words.</summary>
    public required IReadOnlyList<string[]> Neighbours { get; init; }

    /// <summary>The sample's own analogies.</summary>
    public required IReadOnlyList<AnalogyAnswer> Analogies { get; init; }

    /// <summary>Agreement with people's judgements; null if no file was given.</summary>
    public required WordPairResult? Pairs { get; init; }

    /// <summary>Analogies of a file; null if none was given.</summary>
    public required AnalogyResult? AnalogyFile { get; init; }

    /// <summary>One-hot vectors beside the learned ones.</summary>
    public required OneHotComparison OneHot { get; init; }

    /// <summary>The map; null if there are too few words.</summary>
    public required WordMap? Map { get; init; }

    /// <summary>The analogies' hits in one sentence.</summary>
    public string AnalogiesInWords()
    {
        int asked = Analogies.Count(answer => answer.Answer is not null);
        return asked == 0
            ? "None of the sample's own analogies can be asked: they have words that this text lacks."
            : $"{Analogies.Count(answer => answer.IsHit)} of {asked} analogies hit by 3CosAdd, {Analogies.Count(answer => answer.MultiplyRank == 1)} by 3CosMul; the list was made before any result was seen.";
    }
}
