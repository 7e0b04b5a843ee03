using System.Numerics.Tensors;

namespace RepLearn.Embeddings.Random;

/// <summary>
/// Draws from distributions over 0 … n − 1 in constant time (Walker 1977, Vose 1991): each outcome owns a column of equal width, whose
/// upper part may belong to another. A table holds any number of distributions end to end.
/// </summary>
internal sealed class AliasTable
{
    private readonly uint[] _limits;
    private readonly int[] _aliases;

    /// <summary>Prepares distributions.</summary>
    /// <param name="weights">Numbers above 0, of all distributions end to end, to which the probabilities of each are proportional.</param>
    /// <param name="starts">Where each distribution begins, and the last one's end.</param>
    public AliasTable(ReadOnlySpan<double> weights, ReadOnlySpan<int> starts)
    {
        _limits = new uint[weights.Length];
        _aliases = new int[weights.Length];
        int longest = 0;
        for (int distribution = 0; distribution + 1 < starts.Length; distribution++)
        {
            longest = Math.Max(longest, starts[distribution + 1] - starts[distribution]);
        }

        var heights = new double[longest];
        var low = new Stack<int>();
        var high = new Stack<int>();
        for (int distribution = 0; distribution + 1 < starts.Length; distribution++)
        {
            int first = starts[distribution];
            Fill(first, weights[first..starts[distribution + 1]], heights, low, high);
        }
    }

    /// <summary>Memory in bytes.</summary>
    public long Bytes => (sizeof(uint) + sizeof(int)) * (long)_limits.Length;

    /// <summary>An outcome of a distribution, from two independent draws of 32 bits.</summary>
    /// <param name="first">Where the distribution begins.</param>
    /// <param name="count">How many outcomes it has.</param>
    /// <param name="column">Chooses a column.</param>
    /// <param name="height">Chooses between the column's two outcomes.</param>
    public int Draw(int first, int count, uint column, uint height)
    {
        int place = (int)(((ulong)column * (uint)count) >> 32);
        return height <= _limits[first + place] ? place : _aliases[first + place];
    }

    private void Fill(int first, ReadOnlySpan<double> weights, double[] heights, Stack<int> low, Stack<int> high)
    {
        if (weights.IsEmpty)
        {
            return;
        }

        // Weights are divided by the largest first, so that their sum is finite.
        double largest = TensorPrimitives.Max(weights);
        double sum = 0;
        foreach (double weight in weights)
        {
            sum += weight / largest;
        }

        for (int place = 0; place < weights.Length; place++)
        {
            heights[place] = weights[place] / largest / sum * weights.Length;
            (heights[place] < 1 ? low : high).Push(place);
        }

        while (low.Count > 0 && high.Count > 0)
        {
            int filled = low.Pop();
            int giver = high.Pop();
            _limits[first + filled] = (uint)(heights[filled] * uint.MaxValue);
            _aliases[first + filled] = giver;
            heights[giver] -= 1 - heights[filled];
            (heights[giver] < 1 ? low : high).Push(giver);
        }

        // What rounding has left over is full.
        while (low.TryPop(out int place) || high.TryPop(out place))
        {
            _limits[first + place] = uint.MaxValue;
            _aliases[first + place] = place;
        }
    }
}
