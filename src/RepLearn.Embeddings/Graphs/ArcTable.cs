namespace RepLearn.Embeddings;

/// <summary>Draws a node's edges by their weights in constant time: an alias table (Walker 1977, Vose 1991) for each node, end to end.</summary>
internal sealed class ArcTable
{
    private readonly uint[] _limits;
    private readonly int[] _aliases;

    public ArcTable(Graph graph)
    {
        _limits = new uint[graph.Arcs];
        _aliases = new int[graph.Arcs];
        var low = new Stack<int>();
        var high = new Stack<int>();
        double[] heights = [];
        for (int node = 0; node < graph.Count; node++)
        {
            ReadOnlySpan<double> weights = graph.WeightsOf(node);
            if (heights.Length < weights.Length)
            {
                heights = new double[2 * weights.Length];
            }

            Fill(weights, graph.FirstEdgeOf(node), heights, low, high);
        }
    }

    public long Bytes => (sizeof(uint) + sizeof(int)) * (long)_limits.Length;

    /// <summary>A place among a node's edges, from two independent draws of 32 bits.</summary>
    public int Draw(int firstEdge, int edges, uint column, uint height)
    {
        int place = (int)(((ulong)column * (uint)edges) >> 32);
        return height <= _limits[firstEdge + place] ? place : _aliases[firstEdge + place];
    }

    private void Fill(ReadOnlySpan<double> weights, int first, double[] heights, Stack<int> low, Stack<int> high)
    {
        // Weights are divided by the largest first, so that their sum is finite.
        double largest = 0;
        foreach (double weight in weights)
        {
            largest = Math.Max(largest, weight);
        }

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
