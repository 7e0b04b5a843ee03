using System.Numerics;
using RepLearn.Embeddings.Runtime;

namespace RepLearn.Embeddings.Training;

/// <summary>How often a centre word's examples are expected to write each row of the output table.</summary>
internal static class OutputUses
{
    /// <summary>Expected context words per centre: W + 1 for a window width that is uniform on 1 … W.</summary>
    public static double Predictions(EmbeddingInfo info) => info.IsSkipGram ? info.Window + 1 : 1;

    /// <summary>Each word's share of what subsampling leaves.</summary>
    public static double[] Shares<T>(Vocabulary vocabulary, GroupSampler<T> sampler)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shares = new double[vocabulary.Count];
        double kept = 0;
        for (int id = 0; id < shares.Length; id++)
        {
            shares[id] = vocabulary.CountOf(id) * sampler.KeepProbability(id);
            kept += shares[id];
        }

        return Array.ConvertAll(shares, share => share / kept);
    }

    /// <summary>Expected writes of each row.</summary>
    public static double[] Of<T>(EmbeddingInfo info, ReadOnlySpan<double> shares, GroupSampler<T> sampler)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double predictions = Predictions(info);
        var uses = new double[info.IsHierarchical ? shares.Length - 1 : shares.Length];
        for (int id = 0; id < shares.Length; id++)
        {
            foreach (int node in sampler.PathOf(id))
            {
                uses[node] += predictions * shares[id];
            }

            if (!info.IsHierarchical)
            {
                // Shared noise words weigh as much as all the pairs that share them.
                uses[id] = predictions * (shares[id] + (info.Negatives * sampler.NoiseProbability(id)));
            }
        }

        return uses;
    }
}
