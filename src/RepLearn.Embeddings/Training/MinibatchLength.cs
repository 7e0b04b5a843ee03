using System.Numerics;
using RepLearn.Runtime;

namespace RepLearn.Embeddings;

/// <summary>
/// How many words a minibatch of the deterministic mode has: so many that the row that is updated most often expects
/// <see cref="MostUpdates"/> updates. Each is made for the row as it was before all of them, which for many would overshoot.
/// </summary>
internal static class MinibatchLength
{
    private const double MostUpdates = 32;
    private const int MostWords = 2048;

    public static int Of<T>(EmbeddingInfo info, Vocabulary vocabulary, SubwordTable? subwords, GroupSampler<T> sampler)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A window of uniform width from 1 has on average this many words on both sides together.
        double contexts = info.Window + 1;
        double predictions = info.IsSkipGram ? contexts : 1;
        double noiseWeight = info.SharesNegatives && info.IsSkipGram ? contexts : predictions;
        double kept = 0;
        for (int id = 0; id < vocabulary.Count; id++)
        {
            kept += vocabulary.CountOf(id) * sampler.KeepProbability(id);
        }

        double hottest = info.IsHierarchical ? predictions : 0;
        var inputs = new double[subwords is null ? 0 : vocabulary.Count + info.Buckets];
        double asInput = info.IsSkipGram ? 1 : contexts;
        for (int id = 0; id < vocabulary.Count; id++)
        {
            double share = vocabulary.CountOf(id) * sampler.KeepProbability(id) / kept;
            if (!info.IsHierarchical)
            {
                hottest = Math.Max(hottest, (predictions * share) + (noiseWeight * info.Negatives * sampler.NoiseProbability(id)));
            }

            hottest = Math.Max(hottest, asInput * share);
            if (subwords is not null)
            {
                foreach (int row in subwords.RowsOf(id))
                {
                    inputs[row] += asInput * share;
                    hottest = Math.Max(hottest, inputs[row]);
                }
            }
        }

        return (int)Math.Clamp(MostUpdates / hottest, 1, MostWords);
    }
}
