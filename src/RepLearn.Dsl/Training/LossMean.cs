using RepLearn.Runtime;

namespace RepLearn.Training;

/// <summary>The running mean of losses and metrics, each batch weighing as many times as it has examples.</summary>
internal sealed class LossMean(ModelInfo info)
{
    public double[] Sums { get; } = new double[info.LossValues];

    public long Examples { get; set; }

    public Losses Value
    {
        get
        {
            Span<double> means = stackalloc double[ModelInfo.MaxLossValues];
            for (int term = 0; term < Sums.Length; term++)
            {
                means[term] = Sums[term] / Examples;
            }

            return new Losses(info, means[..Sums.Length]);
        }
    }

    public void Add(in Losses losses, int examples)
    {
        for (int term = 0; term < Sums.Length; term++)
        {
            Sums[term] += losses.Value(term) * examples;
        }

        Examples += examples;
    }

    public void Clear()
    {
        Array.Clear(Sums);
        Examples = 0;
    }
}
