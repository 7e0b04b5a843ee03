using System.Numerics;
using RepLearn.Embeddings.Runtime;
using RepLearn.Embeddings.Vocabularies;

namespace RepLearn.Embeddings.Training;

/// <summary>
/// The number of words in a minibatch of the deterministic mode, at which the most frequently updated row expects <see cref="MostUpdates"/>
/// updates. All of them are computed from the row before the minibatch, so more of them would overshoot.
/// </summary>
internal static class MinibatchLength
{
    private const double MostUpdates = 32;

    // Of one centre's own row, which are all alike where its neighbours are.
    private const double MostPairs = 16;

    private const int MostWords = 2048;

    /// <summary>
    /// Whether windows are so long that a minibatch of one word is too much, because the centre's own row has an update by each context word. Then
    /// pairs have to be trained on one after the other.
    /// </summary>
    public static bool IsTooLong(EmbeddingInfo info) => OutputUses.Predictions(info) > MostPairs;

    public static int Of<T>(EmbeddingInfo info, Vocabulary vocabulary, SubwordTable? subwords, GroupSampler<T> sampler)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] shares = OutputUses.Shares(vocabulary, sampler);
        double hottest = info.IsHierarchical ? OutputUses.Predictions(info) : OutputUses.Of(info, shares, sampler).Max();
        var inputs = new double[subwords is null ? 0 : vocabulary.Count + info.Buckets];
        double asInput = info.IsSkipGram ? 1 : info.Window + 1;
        for (int id = 0; id < vocabulary.Count; id++)
        {
            double use = asInput * shares[id];
            hottest = Math.Max(hottest, use);
            if (subwords is not null)
            {
                foreach (int row in subwords.RowsOf(id))
                {
                    inputs[row] += use;
                    hottest = Math.Max(hottest, inputs[row]);
                }
            }
        }

        return (int)Math.Clamp(MostUpdates / hottest, 1, MostWords);
    }
}
