using System.Numerics.Tensors;

namespace RepLearn.Embeddings.Graphs;

/// <summary>Of a graph with weights, each node's largest weight, and the sum of its weights in units of that, which is finite.</summary>
internal sealed class NodeWeights
{
    private readonly double[] _largest;
    private readonly double[] _totals;

    public NodeWeights(Graph graph)
    {
        _largest = new double[graph.Count];
        _totals = new double[graph.Count];
        for (int node = 0; node < graph.Count; node++)
        {
            ReadOnlySpan<double> weights = graph.WeightsOf(node);
            _largest[node] = weights.IsEmpty ? 1 : TensorPrimitives.Max(weights);
            foreach (double weight in weights)
            {
                _totals[node] += weight / _largest[node];
            }
        }
    }

    /// <summary>Memory in bytes.</summary>
    public long Bytes => 2 * sizeof(double) * (long)_totals.Length;

    public double Largest(int node) => _largest[node];

    public double Total(int node) => _totals[node];
}
