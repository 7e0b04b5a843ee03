using System.Globalization;

namespace RepLearn.Embeddings;

/// <summary>The loss of a fit, or a vector, was no longer finite. The model has its vectors as they were at the start of the epoch, if they were kept.</summary>
public sealed class EmbeddingDivergedException : Exception
{
    internal EmbeddingDivergedException(int epoch, long words, double rate, bool isLoss, bool isRestored)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"Training diverged in epoch {epoch} after {words} words: {(isLoss ? "the loss is" : "vectors are")} not finite at a learning rate of {rate:G4}. {(isRestored ? "The model has the vectors of the epoch's start again." : "The model's vectors are spoilt, since KeepLastGood was false.")} Try a learning rate of {Math.Min(0.025, rate / 10):G2}."))
    {
        Epoch = epoch;
        IsRestored = isRestored;
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>Whether the model has the vectors of the epoch's start.</summary>
    public bool IsRestored { get; }
}
