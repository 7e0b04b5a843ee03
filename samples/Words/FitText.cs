using System.Diagnostics;
using System.Globalization;
using RepLearn.Embeddings;
using SampleCommon;

namespace WordsSample;

/// <summary>Progress in words.</summary>
internal static class FitText
{
    public static JobProgress Of(EmbeddingProgress progress) => new(
        (double)progress.Words / Math.Max(progress.TotalWords, 1),
        string.Create(CultureInfo.InvariantCulture, $"epoch {progress.Epoch}/{progress.Epochs}"),
        string.Create(CultureInfo.InvariantCulture, $"loss {progress.Loss:F3}, learning rate {progress.LearningRate:F4}, {progress.WordsPerSecond:N0} words/s"),
        progress.Elapsed,
        progress.Left,
        IsMilestone: true);

    /// <summary>Describes a counting that begins now.</summary>
    public static Func<VocabularyProgress, JobProgress> OfCounting()
    {
        var clock = Stopwatch.StartNew();
        return progress => new JobProgress(
            double.IsNaN(progress.Share) ? 0 : progress.Share,
            "counted",
            string.Create(CultureInfo.InvariantCulture, $"{progress.Tokens:N0} words, {progress.Words:N0} different ones"),
            clock.Elapsed,
            Left: null,
            IsMilestone: true);
    }
}
