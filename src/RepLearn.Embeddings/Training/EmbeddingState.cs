using System.Globalization;
using RepLearn.Embeddings.Runtime;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Training;

/// <summary>What an epoch of a corpus holds: known words, chunks, and a digest of all of them in order.</summary>
internal sealed record CorpusIdentity(long Words, int Chunks, ulong Digest);

/// <summary>Where a fit goes on, and all that decides its result besides the model and the vocabulary.</summary>
internal sealed record EmbeddingState
{
    /// <summary>The epoch, from 0; the number of epochs where all are done.</summary>
    public required int Epoch { get; init; }

    /// <summary>The epoch's first chunk that was not trained on.</summary>
    public int Chunk { get; init; }

    /// <summary>Words of the epoch before that chunk.</summary>
    public long WordsBefore { get; init; }

    public required EmbeddingMode Mode { get; init; }

    /// <summary>How examples are drawn, which the architecture of a file does not tell.</summary>
    public required string Sampling { get; init; }

    /// <summary>Epochs that earlier fits began: this one draws as if it went on after them.</summary>
    public required long EarlierEpochs { get; init; }

    public required RateLine Rate { get; init; }

    /// <summary>The corpus; null where the fit was stopped before it was read for the first time.</summary>
    public CorpusIdentity? Corpus { get; init; }

    /// <summary>Epochs and the part of one that are done.</summary>
    public double Position => Epoch + (Corpus is null ? 0 : WordsBefore / (double)Corpus.Words);

    public bool IsComplete => Epoch == Rate.Epochs;

    /// <summary>The state of a fit that begins.</summary>
    public static EmbeddingState Begin(EmbeddingInfo info, EmbeddingOptions options, long earlierEpochs) => new()
    {
        Epoch = 0,
        Mode = options.Mode,
        Sampling = SamplingOf(info),
        EarlierEpochs = earlierEpochs,
        Rate = RateLine.Of(options),
    };

    /// <summary>Whether a model's declaration draws examples as the fit did.</summary>
    public bool DrawsAs(EmbeddingInfo info) => SamplingOf(info) == Sampling;

    /// <summary>The state for going on with other options.</summary>
    /// <param name="info">The model.</param>
    /// <param name="options">The options of the call that goes on.</param>
    /// <param name="refusal">Makes the exception of a problem.</param>
    public EmbeddingState With(EmbeddingInfo info, EmbeddingOptions options, Func<string, Exception> refusal)
    {
        if (options.Mode != Mode)
        {
            throw refusal($"Expected the mode of the fit that is resumed, {Mode}, but got {options.Mode}.");
        }

        if (!DrawsAs(info))
        {
            throw refusal($"Expected a model that draws its examples as in the fit that is resumed, '{FileText.Shown(Sampling)}', but it is declared with '{SamplingOf(info)}'.");
        }

        // The epoch that was begun needs its place, too.
        int least = IsComplete ? Epoch : Epoch + 1;
        if (options.Epochs < least)
        {
            throw refusal(string.Create(
                CultureInfo.InvariantCulture,
                $"Expected at least {least} epochs, because the fit that is resumed has completed {Epoch}{(IsComplete ? "" : $" and begun epoch {Epoch + 1}")}, but Epochs is {options.Epochs}. Epochs counts those before the break, too."));
        }

        return this with { Rate = Rate.Continued(Position, options) };
    }

    /// <summary>The state with the corpus that was read, which must be that of the fit.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="refusal">Makes the exception of a problem.</param>
    public EmbeddingState On(CorpusIdentity corpus, Func<string, Exception> refusal) => Corpus is null || Corpus == corpus
        ? this with { Corpus = corpus }
        : throw refusal(string.Create(
            CultureInfo.InvariantCulture,
            $"Expected the corpus of the fit that is resumed, which has {Corpus.Words} words of the vocabulary, but this one has {(Corpus.Words == corpus.Words ? "as many others, or in another order" : corpus.Words)}."));

    private static string SamplingOf(EmbeddingInfo info)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string noise = info.IsHierarchical ? "" : string.Create(culture, $"; {info.Negatives}{(info.SharesNegatives ? " shared" : "")} noise words, power {info.NoisePower:R}");
        return string.Create(culture, $"window {info.Window}{noise}; subsampling {info.Subsampling:R}");
    }
}
